"""The command with a stand-in for the kernel, and with the real one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.engine.arithmetic import evaluate
from worksheet_server.cli import evaluation
from worksheet_server.cli.application import worksheet
from worksheet_server.values import answers
from worksheet_server.values.manifest import Manifest
from worksheet_server.values.requests import Request

Command = Callable[..., Result]


class Answered:
    """A question that was answered at once."""

    def __init__(self, request: Request) -> None:
        self._request = request

    async def __aiter__(self) -> AsyncIterator[answers.Result]:
        yield evaluate(self._request)

    def cancel(self) -> None:
        """There is nothing to cancel."""


class Arithmetic:
    """An evaluator of fractions, in this process."""

    def __init__(self, **_options: object) -> None:
        """Takes what the real one takes."""

    async def start(self) -> None:
        """It is there."""

    async def close(self) -> None:
        """Nothing is left."""

    async def manifest(self) -> Manifest:
        return Manifest()

    def submit(self, request: Request, priority: int = 0) -> Answered:
        return Answered(request)


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Runs ``worksheet`` in an empty folder, 80 columns wide, with an evaluator that knows fractions alone."""
    monkeypatch.setattr(evaluation, "Evaluator", Arithmetic)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: str, stdin: str | bytes = b"") -> Result:
        return CliRunner().invoke(worksheet, arguments, input=stdin, catch_exceptions=False)

    return run


def real(*arguments: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Runs the command as a process, with the real kernel."""
    line = [sys.executable, "-m", "worksheet_server", *arguments]
    return subprocess.run(line, cwd=cwd, input=stdin, capture_output=True, check=False, timeout=300)
