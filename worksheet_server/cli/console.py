"""Colours and glyphs on a terminal."""

from __future__ import annotations

import os
import sys
from typing import IO, Literal

from rich.console import Console
from rich.text import Text
from rich.theme import Theme

from worksheet_server.text.diagnostics import Severity
from worksheet_server.values.answers import Verdict

Color = Literal["auto", "always", "never"]

THEME = Theme(
    {
        "proved": "green",
        "supported": "green",
        "undecided": "yellow",
        "refuted": "bold red",
        "error": "bold red",
        "warning": "bold yellow",
        "information": "bold blue",
        "hint": "bold cyan",
        "answer": "bold",
        "quiet": "dim",
        "heading": "bold",
        "comment": "dim italic",
        "place": "bold blue",
        "remedy": "cyan",
    }
)
_UNLIMITED = 100_000


def console(color: Color, file: IO[str] | None = None) -> Console:
    """A console on ``file`` (standard output) that colours what it prints where that is wanted and possible.

    ``NO_COLOR`` counts unless ``color`` says otherwise; lines are never broken.
    """
    stream = file or sys.stdout
    watched = hasattr(stream, "isatty") and stream.isatty()
    forced = True if color == "always" else False if color == "never" else None
    return Console(
        file=stream,
        width=None if watched else _columns(),
        theme=THEME,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=True,
        force_terminal=forced,
        color_system="standard" if color == "always" else "auto",
        no_color=color == "never" or (color == "auto" and bool(os.environ.get("NO_COLOR"))),
        legacy_windows=False,
    )


def width(output: Console) -> int:
    """How many columns there are; as many as wanted where nobody looks on."""
    stream = output.file
    return output.size.width if hasattr(stream, "isatty") and stream.isatty() else _columns()


def _columns() -> int:
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isdigit() and int(columns) > 20 else _UNLIMITED


def glyph(verdict: Verdict) -> Text:
    """The sign of a verdict in its colour."""
    return Text(verdict.glyph, verdict.value)


def severity_name(severity: Severity) -> Text:
    """``error``, ``warning``, … in its colour; information is ``note``, as short as the others."""
    return Text("note" if severity is Severity.INFORMATION else severity.value, severity.value)


def plural(count: int, one: str, many: str = "") -> str:
    """``1 worksheet``, ``3 worksheets``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}".replace(",", " ")
