"""What a run found, in a line or in a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from worksheet_server.cli.console import glyph, plural
from worksheet_server.cli.evaluation import Evaluated
from worksheet_server.engine.state import LineState
from worksheet_server.text.diagnostics import Diagnostic, Severity
from worksheet_server.values.answers import Verdict

_COUNTS = 56
"""The columns that the numbers of a table take."""


def is_finding(found: Diagnostic, strict: bool) -> bool:
    """Whether a diagnostic makes a check fail: errors and warnings, and with ``strict`` what is undecided."""
    return found.severity in (Severity.ERROR, Severity.WARNING) or (strict and found.code == "undecided")


def hardened(found: Diagnostic, strict: bool) -> Diagnostic:
    """The diagnostic as ``strict`` sees it."""
    if strict and found.code == "undecided" and found.severity is not Severity.ERROR:
        return Diagnostic(found.code, Severity.ERROR, found.span, found.message, found.hints, found.fixes)
    return found


def count_findings(lines: Iterable[LineState], strict: bool) -> Counter[Severity]:
    """How many errors and warnings there are."""
    every = (hardened(found, strict) for line in lines for found in line.diagnostics)
    return Counter(found.severity for found in every if is_finding(found, strict))


def count_verdicts(lines: Iterable[LineState]) -> Counter[Verdict]:
    """How many lines have which verdict."""
    return Counter(line.result.verdict for line in lines if line.result is not None and line.result.verdict is not None)


def verdicts(lines: Sequence[LineState]) -> Text:
    """``✓ 41 proved   ≈✓ 2 supported   ✗ 1 refuted``, without those that do not occur."""
    counts = count_verdicts(lines)
    shown = Text()
    for verdict in Verdict:
        if counts[verdict]:
            shown.append("   " if shown else "")
            shown.append_text(glyph(verdict)).append(f" {counts[verdict]} ").append(verdict.value, verdict.value)
    expected = sum(map(_as_expected, lines))
    if expected:
        shown.append(f", {'as' if expected == counts[Verdict.REFUTED] else f'{expected} as'} expected", "quiet")
    return shown


def closing(worksheets: Sequence[Evaluated], strict: bool) -> Text:
    """The last line of a check."""
    lines = [line for each in worksheets for line in each.state.lines]
    findings = count_findings(lines, strict)
    counted = plural(len(worksheets), "worksheet")
    errors, warnings = findings[Severity.ERROR], findings[Severity.WARNING]
    if not errors and not warnings:
        return Text("Nothing wrong", "proved").append(f" in {counted}.", "default")
    found = " and ".join(plural(count, name) for count, name in ((errors, "error"), (warnings, "warning")) if count)
    touched = sum(bool(count_findings(each.state.lines, strict)) for each in worksheets)
    where = counted if len(worksheets) == 1 else f"{touched} of {counted}"
    return Text(found, "error" if errors else "warning").append(f" in {where}.", "default")


def statistics(worksheets: Sequence[Evaluated], strict: bool, columns: int) -> Table:
    """The verdicts of every worksheet, and of all, in a table that fits into ``columns``."""
    room = max(columns - _COUNTS, 16)
    several = len(worksheets) > 1
    every = [line for each in worksheets for line in each.state.lines]
    totals = count_verdicts(every)
    table = Table(box=box.SIMPLE_HEAD, show_footer=several, header_style="", footer_style="bold", pad_edge=False)
    table.add_column(footer="together", no_wrap=True)
    for verdict in Verdict:
        header = Text(verdict.value, verdict.value)
        table.add_column(
            header, footer=str(totals[verdict]), justify="right", no_wrap=True, min_width=len(verdict.value)
        )
    total = sum(count_findings(every, strict).values())
    table.add_column(Text("findings"), footer=str(total), justify="right", no_wrap=True)
    for each in worksheets:
        counts = count_verdicts(each.state.lines)
        cells = [_cell(counts[verdict], verdict.value) for verdict in Verdict]
        found = count_findings(each.state.lines, strict)
        style = "error" if found[Severity.ERROR] else "warning"
        table.add_row(_ending(each.source.path, room), *cells, _cell(sum(found.values()), style))
    return table


def _ending(path: str, room: int) -> str:
    """A path, or the end of one that is too long."""
    return path if cell_len(path) <= room else f"…{path[1 - room :]}"


def _cell(count: int, style: str) -> Text:
    return Text(str(count), style) if count else Text("·", "quiet")


def _as_expected(line: LineState) -> bool:
    """Whether a directive on the line says that it is refuted."""
    refuted = line.result is not None and line.result.verdict is Verdict.REFUTED
    return refuted and any(each.severity is Severity.ERROR for each in line.expected)
