"""``worksheet format``: worksheets in their canonical spelling."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Sequence
from difflib import unified_diff
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from worksheet_server.cli import options
from worksheet_server.cli.console import Color, console, plural
from worksheet_server.cli.evaluation import read_only
from worksheet_server.cli.failures import CLEAN, FAILED, FINDINGS, report, sorted_out
from worksheet_server.cli.sources import Source, Unreadable, sources
from worksheet_server.queries.formatting import canonical_edits
from worksheet_server.values.requests import Settings


@click.command("format")
@click.argument("paths", nargs=-1, metavar="[PATHS or -]")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where something would change.")
@click.option("--diff", is_flag=True, help="Write nothing; print what would change, and exit as --check does.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but differences.")
@options.color
@click.pass_context
def format_files(
    context: click.Context, paths: Sequence[str], check: bool, diff: bool, quiet: bool, color: Color
) -> None:
    """Rewrite worksheets in canonical spelling.

    PATHS as for check; of standard input the result goes to standard output.  Line ends, byte order marks, and lines
    that cannot be read stay as they are.
    """
    given, failed = sorted_out(sources(paths or (".",)), color)
    output = console(color, sys.stderr if "-" in paths or diff else sys.stdout)
    changed = 0
    for source in given:
        lines, ends = formatted(source)
        after = source.encode(lines, ends)
        differs = after != source.encode(source.lines, source.ends)
        changed += differs
        if diff and differs:
            _print_diff(console(color), source, lines)
        if source.file is None and not (check or diff):
            sys.stdout.buffer.write(after)
            sys.stdout.buffer.flush()
        elif differs and not (check or diff) and source.file is not None:
            failed |= not _write(source.file, after, color)
        if differs and not quiet and not diff and source.file is not None:
            output.print(Text("would change " if check else "changed ", "quiet").append(source.path, "default"))
    if not quiet and any(each.file is not None for each in given):
        _close(output, changed, len(given), check or diff)
    elif not given and not failed and not quiet:
        console("auto", sys.stderr).print("No worksheets (.calc) found.", style="warning")
    context.exit(FAILED if failed else FINDINGS if changed and (check or diff) else CLEAN)


def formatted(source: Source) -> tuple[list[str], list[str]]:
    """The lines of a worksheet in canonical spelling, and their ends."""
    lines, ends = list(source.lines), list(source.ends)
    usual = next((each for each in source.ends if each), "\n")
    for edit in reversed(canonical_edits(read_only(source, Settings()))):
        first, last = edit.stretch.start.line, edit.stretch.stop.line
        texts = edit.text.split("\n")
        lines[first : last + 1] = texts
        ends[first : last + 1] = [usual] * (len(texts) - 1) + [ends[last]]
    return lines, ends


def _write(file: Path, data: bytes, color: Color) -> bool:
    """Replaces a file in one step, so that nobody ever reads half of it; symbolic links stay links."""
    target = file.resolve()
    try:
        mode = stat.S_IMODE(target.stat().st_mode)
        descriptor, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
            Path(temporary).chmod(mode)
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror or str(error)
        report(Unreadable(str(file), f"cannot be written: {reason}", "the file is as it was"), color)
        return False
    return True


def _print_diff(output: Console, source: Source, lines: list[str]) -> None:
    styles = {"+++": "answer", "---": "answer", "@@": "place", "+": "proved", "-": "refuted"}
    for line in unified_diff(source.lines, lines, source.path, source.path, lineterm=""):
        style = next((value for start, value in styles.items() if line.startswith(start)), "default")
        output.print(Text(line, style))


def _close(output: Console, changed: int, total: int, dry: bool) -> None:
    if not changed:
        output.print(Text("Already canonical", "proved").append(f": {plural(total, 'worksheet')}.", "default"))
        return
    rest = total - changed
    verb = "would change" if dry else "changed"
    left = f", {rest} left as they are" if rest else ""
    output.print(f"{plural(changed, 'worksheet')} {verb}{left}.")
