"""``worksheet run``: a worksheet with every answer beside its line."""

from __future__ import annotations

from collections.abc import Sequence

import click
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from worksheet_server.cli import excerpts, json_report, options, summary
from worksheet_server.cli.console import Color, console, glyph, width
from worksheet_server.cli.evaluation import evaluate
from worksheet_server.cli.failures import CLEAN, FAILED, FINDINGS, sorted_out
from worksheet_server.cli.progress import bar
from worksheet_server.cli.sources import sources
from worksheet_server.engine.state import LineState, State
from worksheet_server.queries.answer_text import answer_text, repeats_its_line, wanted_digits
from worksheet_server.syntax.statements import Blank, Heading, Prose
from worksheet_server.text.diagnostics import Diagnostic, Severity
from worksheet_server.values.answers import Result, Verdict

_GAP = 3


@click.command()
@click.argument("path", metavar="FILE")
@click.option(
    "--output-format", type=click.Choice(["full", "json"]), default="full", show_default=True, help="A page, or data."
)
@click.option("-v", "--verbose", is_flag=True, help="Print hints as well.")
@click.option("-e", "--exit-zero", is_flag=True, help="Exit with 0 even where something was found.")
@options.limits
@options.color
@click.pass_context
def run(
    context: click.Context,
    path: str,
    output_format: str,
    verbose: bool,
    exit_zero: bool,
    timeout: float | None,
    memory_limit: int | None,
    jobs: int | None,
    color: Color,
) -> None:
    """Print the worksheet FILE with every answer, verdict and method beside its line.

    FILE may be - for standard input.  Exit status as for check.
    """
    limits = options.limited(timeout, memory_limit, jobs)
    given, failed = sorted_out(sources([path]), color)
    if failed or not given:
        context.exit(FAILED)
    with bar(color) as tell:
        (done,) = evaluate(given[:1], limits.settings, limits.jobs, tell)
    output = console(color)
    if output_format == "json":
        output.out(json_report.dump(json_report.worksheet(done)), highlight=False)
    else:
        page(output, done.state, verbose)
        told = summary.verdicts(done.state.lines)
        if told:
            output.print(Text("\n").append_text(told))
    found = summary.count_findings(done.state.lines, strict=False)
    context.exit(FINDINGS if found and not exit_zero else CLEAN)


def page(output: Console, state: State, verbose: bool) -> None:
    """Prints a worksheet with its answers in one column."""
    columns = width(output)
    column = _column(state, columns)
    for line in _without_end(state.lines):
        answer = beside(line, max(columns - column, 24))
        texts = _texts(line)
        for text in texts[:-1]:
            output.print(text)
        last = texts[-1]
        if answer.plain:
            room = columns - cell_len(last.plain) - 2
            if cell_len(last.plain) + _GAP > column and cell_len(answer.plain) > room:
                output.print(last)
                last = Text(" " * column)
            else:
                last.append(" " * max(2, column - cell_len(last.plain)))
            last.append_text(answer)
        output.print(last)
        for found in line.diagnostics:
            if verbose or found.severity is not Severity.HINT:
                output.print(_under(line, found, columns))


def _without_end(lines: Sequence[LineState]) -> Sequence[LineState]:
    """The lines of a worksheet without the blank ones at its end."""
    count = len(lines)
    while count and not lines[count - 1].placed.text.strip():
        count -= 1
    return lines[:count]


def beside(line: LineState, room: int) -> Text:
    """What stands beside a line, ``= 385  ✓ all-terms``, in ``room`` columns; methods give way before the answer."""
    result = line.result
    if result is None:
        return Text()
    shows_answer = result.answer is not None and line.placed.statement.kind != "claim" and not repeats_its_line(line)
    whole = answer_text(result.answer, wanted_digits(line)) if result.answer is not None and shows_answer else ""
    signs = Text()
    for most in (2, 1):
        signs = _signs(result, most)
        if cell_len(whole) + 2 + cell_len(signs.plain) <= room:
            break
    if result.answer is None or not whole:
        return signs
    left = room - cell_len(signs.plain) - 2
    answer = Text(answer_text(result.answer, wanted_digits(line), max(left, 20)), "answer")
    return answer.append("  ").append_text(signs) if signs.plain else answer


def _signs(result: Result, most: int) -> Text:
    """The verdict, a counterexample, and at most so many methods."""
    signs = Text()
    if result.verdict is not None:
        signs.append_text(glyph(result.verdict))
        if result.verdict is Verdict.REFUTED and result.note:
            signs.append(f" {result.note} ")
        names = methods(result)
        told = ", ".join(names[:most]) + (", …" if len(names) > most else "")
        signs.append(f" {told}" if told else "", "quiet")
    return signs


def methods(result: Result) -> list[str]:
    """The methods that the verdict rests on."""
    return list(dict.fromkeys(each.method for each in result.evidence if each.verdict is result.verdict))


def _column(state: State, columns: int) -> int:
    """Where the answers begin: behind the longest line that leaves them room."""
    most = min(max(columns * 6 // 10, 30), 72)
    lengths = [
        cell_len(line.placed.text.split("\n")[-1].rstrip().expandtabs(4))
        for line in state.lines
        if line.result is not None and beside(line, 80).plain
    ]
    return max((each for each in lengths if each + _GAP <= most), default=20) + _GAP


def _texts(line: LineState) -> list[Text]:
    content = line.placed.statement.content
    texts = [Text(each.rstrip().expandtabs(4)) for each in line.placed.text.split("\n")]
    for text in texts:
        if isinstance(content, Heading):
            text.stylize("heading")
        elif isinstance(content, Prose):
            text.stylize("italic")
        elif isinstance(content, Blank) or line.placed.statement.comment is not None:
            start = text.plain.find("#")
            if start >= 0:
                text.stylize("comment", start)
    return texts


def _under(line: LineState, found: Diagnostic, columns: int) -> Text:
    """Carets under the place on the last line, and what is wrong there."""
    index = line.placed.text.count("\n", 0, found.span.start)
    last = index == line.placed.text.count("\n")
    marks = excerpts.carets(line.placed, found.span, index) if last else " " * _GAP
    message = f" {found.code}: {found.message}"
    if cell_len(marks) + cell_len(message) > columns:
        return Text(f"{marks}\n", found.severity.value).append(f"  {message.strip()}", found.severity.value)
    return Text(marks + message, found.severity.value)
