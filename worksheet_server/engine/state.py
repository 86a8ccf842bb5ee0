"""A worksheet with everything known about it at one moment."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from worksheet_server.engine.worksheet import Placed
from worksheet_server.text.diagnostics import Diagnostic
from worksheet_server.values.answers import Result
from worksheet_server.values.requests import Settings


@dataclass(frozen=True, slots=True)
class LineState:
    """What is known about one statement.

    ``result`` is the latest answer, ``None`` where nothing is asked or known; while ``pending``, it may still be the
    answer to an earlier text, or a first part of the new one.  ``diagnostics`` are all that are to be shown, in the
    order of the text.  ``fingerprint`` names the question
    that was put; equal questions have equal answers. ``settings`` are those in force on the line.
    """

    placed: Placed
    result: Result | None = None
    pending: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()
    fingerprint: str | None = None
    settings: Settings = Settings()
    expected: tuple[Diagnostic, ...] = ()
    """What ``# expect:`` and ``# ignore:`` silenced."""


@dataclass(frozen=True, slots=True)
class State:
    """Every statement of a worksheet, from the top down."""

    lines: tuple[LineState, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether every answer is there."""
        return not any(line.pending for line in self.lines)

    def at(self, line: int) -> LineState | None:
        """The statement that covers a line of the file, counted from 0."""
        index = bisect_right(self.lines, line, key=lambda each: each.placed.line) - 1
        if index >= 0 and line <= self.lines[index].placed.end_line:
            return self.lines[index]
        return None
