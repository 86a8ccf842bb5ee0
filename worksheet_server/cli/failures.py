"""What goes wrong outside a worksheet: unreadable files and the like.  It ends a command with status 2."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from rich.text import Text

from worksheet_server.cli.console import Color, console
from worksheet_server.cli.sources import Source, Unreadable

CLEAN, FINDINGS, FAILED = 0, 1, 2
"""Exit statuses: nothing found; something found; not even looked."""


def sorted_out(given: Iterable[Source | Unreadable], color: Color) -> tuple[list[Source], bool]:
    """The worksheets that can be read, and whether there were others, which are told on standard error."""
    readable: list[Source] = []
    failed = False
    for each in given:
        if isinstance(each, Source):
            readable.append(each)
        else:
            failed = True
            report(each, color)
    return readable, failed


def report(failure: Unreadable, color: Color) -> None:
    """Tells on standard error why a path gives no worksheet, and what to do."""
    text = Text("error", "error").append(f": {failure.path}: {failure.reason}\n", "answer")
    text.append("  = ", "place").append("help: ", "remedy").append(failure.remedy)
    console(color, sys.stderr).print(text)
