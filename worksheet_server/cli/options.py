"""Options that several commands take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import click

from worksheet_server.values.requests import Settings

Command = TypeVar("Command", bound=Callable[..., Any])

COLORS = ("auto", "always", "never")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a line may take and how many processes compute."""

    settings: Settings
    jobs: int | None


def color(command: Command) -> Command:
    """``--color``."""
    text = "Colour the output: on a terminal unless NO_COLOR is set, always, or never."
    return click.option("--color", type=click.Choice(COLORS), default="auto", show_default=True, help=text)(command)


def limits(command: Command) -> Command:
    """``--timeout``, ``--memory-limit``, ``--jobs``."""
    for option in (
        click.option(
            "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes that compute.  [default: one a core]"
        ),
        click.option(
            "--memory-limit", type=click.IntRange(min=256), metavar="MB", help="Memory for a line.  [default: 4096]"
        ),
        click.option(
            "--timeout",
            type=click.FloatRange(min=0, min_open=True),
            metavar="SECONDS",
            help="Time for a line's answer, and again for its check.  [default: 10]",
        ),
    ):
        command = option(command)
    return command


def limited(timeout: float | None, memory_limit: int | None, jobs: int | None) -> Limits:
    """The settings that those options make."""
    settings = Settings()
    if timeout is not None:
        settings = replace(settings, answer_seconds=timeout, referee_seconds=timeout)
    if memory_limit is not None:
        settings = replace(settings, memory=memory_limit * 1024**2)
    return Limits(settings, jobs)
