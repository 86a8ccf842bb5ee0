"""``worksheet check``: what is wrong in worksheets, and how sure their answers are."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click
from rich.console import Console

from worksheet_server.cli import excerpts, json_report, options, summary
from worksheet_server.cli.console import Color, console, width
from worksheet_server.cli.evaluation import Evaluated, evaluate
from worksheet_server.cli.failures import CLEAN, FAILED, FINDINGS, sorted_out
from worksheet_server.cli.progress import bar
from worksheet_server.cli.sources import sources
from worksheet_server.text.diagnostics import Severity
from worksheet_server.values.answers import Verdict

_ALWAYS = (Severity.ERROR, Severity.WARNING, Severity.INFORMATION)


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATHS or -]")
@click.option(
    "--output-format",
    type=click.Choice(["full", "concise", "json"]),
    default="full",
    show_default=True,
    help="Excerpts with carets, a line each, or data.",
)
@click.option("--strict", is_flag=True, help="Undecided lines are errors.")
@click.option("-e", "--exit-zero", is_flag=True, help="Exit with 0 even where something was found.")
@click.option("--statistics", is_flag=True, help="End with a table of verdicts by worksheet.")
@click.option("--stdin-filename", default="<stdin>", metavar="NAME", help="What to call standard input.")
@click.option("-q", "--quiet", is_flag=True, help="Print findings alone.")
@click.option("-v", "--verbose", is_flag=True, help="Print hints as well.")
@options.limits
@options.color
@click.pass_context
def check(
    context: click.Context,
    paths: Sequence[str],
    output_format: str,
    strict: bool,
    exit_zero: bool,
    statistics: bool,
    stdin_filename: str,
    quiet: bool,
    verbose: bool,
    timeout: float | None,
    memory_limit: int | None,
    jobs: int | None,
    color: Color,
) -> None:
    """Evaluate worksheets and print what is wrong in them.

    PATHS are files and folders (every .calc that no .gitignore excludes; the current folder if none is given), or - for
    standard input.  Exit status: 0 nothing found, 1 errors or warnings, 2 something could not be read.
    """
    limits = options.limited(timeout, memory_limit, jobs)
    given, failed = sorted_out(sources(paths or (".",), stdin_filename), color)
    output = console(color)
    done: list[Evaluated] = []
    with bar(color, quiet) as tell:
        for each in evaluate(given, limits.settings, limits.jobs, tell):
            done.append(each)
            if output_format != "json":
                _print(output, each, output_format, strict, quiet, verbose)
    if output_format == "json":
        output.out(json_report.dump(_data(done, strict)), highlight=False)
    elif not quiet:
        _close(output, done, strict, statistics, failed)
    found = any(summary.count_findings(each.state.lines, strict) for each in done)
    context.exit(FAILED if failed else FINDINGS if found and not exit_zero else CLEAN)


def _print(output: Console, each: Evaluated, form: str, strict: bool, quiet: bool, verbose: bool) -> None:
    for line in each.state.lines:
        for found in (summary.hardened(found, strict) for found in line.diagnostics):
            wanted = summary.is_finding(found, strict) if quiet else verbose or found.severity in _ALWAYS
            if wanted:
                show = excerpts.full if form == "full" else excerpts.concise
                output.print(show(each.source.path, line.placed, found))


def _close(output: Console, done: list[Evaluated], strict: bool, statistics: bool, failed: bool) -> None:
    if not done:
        if not failed:
            console("auto", sys.stderr).print("No worksheets (.calc) found.", style="warning")
        return
    if statistics:
        output.print(summary.statistics(done, strict, width(output)))
    lines = [line for each in done for line in each.state.lines]
    told = summary.verdicts(lines)
    if told:
        output.print(told)
    output.print(summary.closing(done, strict))


def _data(done: list[Evaluated], strict: bool) -> dict[str, object]:
    lines = [line for each in done for line in each.state.lines]
    counts, found = summary.count_verdicts(lines), summary.count_findings(lines, strict)
    return {
        "worksheets": [json_report.worksheet(each) for each in done],
        "verdicts": {verdict.value: counts[verdict] for verdict in Verdict},
        "errors": found[Severity.ERROR],
        "warnings": found[Severity.WARNING],
    }
