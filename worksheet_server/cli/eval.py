"""``worksheet eval``: one line, its answer, and everything that speaks for it."""

from __future__ import annotations

from collections.abc import Sequence

import click
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from worksheet_server.cli import excerpts, json_report, options, summary
from worksheet_server.cli.console import Color, console, glyph, width
from worksheet_server.cli.evaluation import evaluate
from worksheet_server.cli.failures import CLEAN, FINDINGS
from worksheet_server.cli.sources import Source
from worksheet_server.engine.state import LineState
from worksheet_server.queries.answer_text import answer_text, wanted_digits
from worksheet_server.queries.number_text import value_text
from worksheet_server.syntax.printer import show_statement
from worksheet_server.syntax.statements import Blank, Unreadable
from worksheet_server.values.answers import Enclosure, Evidence, Result, Rigor, Value

NAME = "<line>"
_LABEL, _SIGN = 10, 4


@click.command("eval", context_settings={"ignore_unknown_options": True})
@click.argument("lines", nargs=-1, required=True, metavar="LINE...")
@click.option(
    "--output-format", type=click.Choice(["full", "json"]), default="full", show_default=True, help="Text, or data."
)
@options.limits
@options.color
@click.pass_context
def eval_line(
    context: click.Context,
    lines: Sequence[str],
    output_format: str,
    timeout: float | None,
    memory_limit: int | None,
    jobs: int | None,
    color: Color,
) -> None:
    """Evaluate LINE and show its answer, verdict and evidence.

    Lines before the last may define and assume: worksheet eval 'a = 3' 'a^2'
    """
    limits = options.limited(timeout, memory_limit, jobs or 1)
    given = tuple(part for line in lines for part in line.split("\n"))
    (done,) = evaluate([Source(NAME, None, given, ("\n",) * len(given))], limits.settings, limits.jobs)
    told = [line for line in done.state.lines if not isinstance(line.placed.statement.content, Blank)]
    output = console(color)
    if output_format == "json":
        output.out(json_report.dump(json_report.statement(told[-1]) if told else None), highlight=False)
    elif told:
        for line in told[:-1]:
            _problems(output, line)
        _show(output, told[-1])
    context.exit(FINDINGS if summary.count_findings(told, strict=False) else CLEAN)


def _show(output: Console, line: LineState) -> None:
    result = line.result
    if result is not None:
        output.print(_headline(line, result))
    elif not isinstance(line.placed.statement.content, Unreadable) and not line.diagnostics:
        output.print(Text(f"{line.placed.statement.kind}: nothing to evaluate", "quiet"))
    _problems(output, line)
    if result is None:
        return
    output.print(Text())
    _row(output, "read as", Text(show_statement(line.placed.statement).replace("\n", "\n" + " " * _LABEL)))
    if result.answer is not None and result.answer.number is not None:
        number = result.answer.number
        _row(output, "number", Text(value_text(number)).append(_rigor(number), "quiet"))
    for index, rule in enumerate(result.rules):
        _row(output, "" if index else "rules", Text(rule.name, "answer").append(f": {rule.statement}", "default"))
    if result.evidence:
        output.print(Text())
        _evidence(output, result.evidence)


def _row(output: Console, label: str, text: Text) -> None:
    output.print(Text(f"{label:<{_LABEL}}", "quiet").append_text(text))


def _rigor(value: Value) -> str:
    if not isinstance(value, Enclosure):
        return ""
    if not value.radius.strip("0."):
        return "  exactly"
    return "  a proved bound" if value.rigor is Rigor.PROVED else "  an estimate"


def _headline(line: LineState, result: Result) -> Text:
    text = Text()
    if result.answer is not None:
        text.append(answer_text(result.answer, wanted_digits(line)), "answer").append("   ")
    if result.verdict is not None:
        text.append_text(glyph(result.verdict)).append(f" {result.verdict.value}", result.verdict.value)
    if result.note:
        text.append(f"   {result.note}")
    return text


def _problems(output: Console, line: LineState) -> None:
    for found in line.diagnostics:
        output.print(Text("\n").append_text(excerpts.full(NAME, line.placed, found)), end="")


def _evidence(output: Console, evidence: Sequence[Evidence]) -> None:
    """One line for each argument: verdict, method, value, time, and what it did, below where it does not fit."""
    values = ["" if each.value is None else value_text(each.value) for each in evidence]
    longest = max(cell_len(each.method) for each in evidence)
    widest = max(cell_len(value) for value in values)
    for each, value in zip(evidence, values, strict=True):
        row = glyph(each.verdict)
        row.append(" " * (_SIGN - cell_len(row.plain)))
        row.append(each.method + " " * (longest - cell_len(each.method)))
        row.append("  " + value + " " * (widest - cell_len(value)) if widest else "")
        row.append(f"  {_seconds(each.seconds):>8}", "quiet")
        if not each.seconds:
            row.rstrip()
        together = cell_len(row.plain) + 2 + cell_len(each.detail) <= width(output)
        if each.detail:
            row.append("  " if together else "\n" + " " * _SIGN, "quiet").append(each.detail, "quiet")
        output.print(row)


def _seconds(seconds: float) -> str:
    if not seconds:
        return ""
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"
