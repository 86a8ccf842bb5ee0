"""A diagnostic with the lines it speaks of, and carets under the place."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from worksheet_server.cli.console import severity_name
from worksheet_server.engine.worksheet import Placed
from worksheet_server.text.diagnostics import Diagnostic
from worksheet_server.text.span import Span

_TAB = "    "


def full(path: str, placed: Placed, found: Diagnostic) -> Text:
    """The message, the place, the lines, carets, hints and fixes, as compilers show them."""
    line, column = position(placed, found.span)
    texts = placed.text.split("\n")
    first, last = _lines(placed, found.span)
    gutter = " " * len(str(placed.line + 1 + last))
    shown = Text()
    shown.append_text(severity_name(found.severity))
    shown.append(f"[{found.code}]", found.severity.value)
    shown.append(f": {found.message}\n", "answer")
    shown.append(f"{gutter}--> ", "place").append(f"{path}:{line}:{column}\n")
    shown.append(f"{gutter} |\n", "place")
    for index in range(first, last + 1):
        shown.append(f"{placed.line + 1 + index:>{len(gutter)}} | ", "place")
        shown.append(f"{texts[index]}\n".expandtabs(len(_TAB)))
        shown.append(f"{gutter} | ", "place")
        shown.append(f"{carets(placed, found.span, index)}\n", found.severity.value)
    for remark in (*found.hints, *(_fix(found, index) for index in range(len(found.fixes)))):
        shown.append(f"{gutter} = ", "place")
        shown.append("help: ", "remedy").append(f"{remark}\n")
    return shown


def concise(path: str, placed: Placed, found: Diagnostic) -> Text:
    """One line: the place, the code, the message."""
    line, column = position(placed, found.span)
    shown = Text(f"{path}:{line}:{column}: ")
    shown.append_text(severity_name(found.severity))
    shown.append(f"[{found.code}]", found.severity.value)
    return shown.append(f" {found.message}")


def position(placed: Placed, span: Span) -> tuple[int, int]:
    """Line and column of a span in the file, both from 1, the column in code points."""
    before = placed.text[: span.start]
    return placed.line + before.count("\n") + 1, len(before) - before.rfind("\n")


def carets(placed: Placed, span: Span, index: int) -> str:
    """Blanks and carets for what of ``span`` stands on one line of a statement, wide characters and tabs respected."""
    text = placed.text.split("\n")[index]
    begins = sum(len(each) + 1 for each in placed.text.split("\n")[:index])
    start = min(max(span.start - begins, 0), len(text))
    stop = min(max(span.stop - begins, start), len(text))
    before, under = text[:start].expandtabs(len(_TAB)), text[start:stop].expandtabs(len(_TAB))
    if index:
        before += " " * (len(under) - len(under.lstrip()))
        under = under.strip()
    return " " * cell_len(before) + "^" * max(1, cell_len(under))


def _lines(placed: Placed, span: Span) -> tuple[int, int]:
    start = placed.text.count("\n", 0, span.start)
    return start, max(start, placed.text.count("\n", 0, max(span.start, span.stop - 1)))


def _fix(found: Diagnostic, index: int) -> str:
    fix = found.fixes[index]
    return fix.title[0].lower() + fix.title[1:] if fix.title[:1].isupper() else fix.title
