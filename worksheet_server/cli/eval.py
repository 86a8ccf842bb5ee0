"""``worksheet eval``: one line, its answer, and everything that speaks for it."""

from __future__ import annotations

from collections.abc import Sequence

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from worksheet_server.cli import excerpts, json_report, options, summary
from worksheet_server.cli.console import Color, console, glyph
from worksheet_server.cli.evaluation import evaluate
from worksheet_server.cli.failures import CLEAN, FINDINGS
from worksheet_server.cli.sources import Source
from worksheet_server.engine.state import LineState
from worksheet_server.queries.answer_text import answer_text
from worksheet_server.queries.number_text import value_text
from worksheet_server.syntax.printer import show_statement
from worksheet_server.syntax.statements import Blank, Unreadable
from worksheet_server.text.diagnostics import Severity
from worksheet_server.values.answers import Evidence, Result

NAME = "<line>"


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
    table = Table.grid(padding=(0, 3, 0, 0))
    table.add_column(style="quiet", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row("read as", show_statement(line.placed.statement))
    if result.answer is not None and result.answer.number is not None:
        table.add_row("number", value_text(result.answer.number))
    for index, rule in enumerate(result.rules):
        table.add_row("" if index else "rules", Text(rule.name, "answer").append(f": {rule.statement}", "default"))
    output.print(Text())
    output.print(table)
    if result.evidence:
        output.print(Text())
        output.print(_evidence(result.evidence))


def _headline(line: LineState, result: Result) -> Text:
    text = Text()
    if result.answer is not None:
        text.append(answer_text(result.answer, line.settings.digits), "answer").append("   ")
    if result.verdict is not None:
        text.append_text(glyph(result.verdict)).append(f" {result.verdict.value}", result.verdict.value)
    if result.note:
        text.append(f"   {result.note}")
    return text


def _problems(output: Console, line: LineState) -> None:
    for found in line.diagnostics:
        if found.severity is not Severity.HINT:
            output.print(excerpts.full(NAME, line.placed, found))


def _evidence(evidence: Sequence[Evidence]) -> Table:
    table = Table.grid(padding=(0, 3, 0, 0))
    for style in ("", "", "", "quiet", "quiet"):
        table.add_column(style=style, overflow="fold")
    for each in evidence:
        value = "" if each.value is None else value_text(each.value)
        table.add_row(glyph(each.verdict), each.method, value, _seconds(each.seconds), each.detail)
    return table


def _seconds(seconds: float) -> str:
    if not seconds:
        return ""
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"
