"""A worksheet as it was read: its statements in order, and what each means under those above it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from worksheet_server.engine.alignment import Alignment, align
from worksheet_server.engine.analysis import analyze
from worksheet_server.engine.environment import Cell, Environment
from worksheet_server.engine.reading import LINE, Reading, Remark, read_text
from worksheet_server.engine.undefined import defined_below
from worksheet_server.syntax.layout import Block, resplit, split
from worksheet_server.syntax.names import LIBRARY_FUNCTIONS
from worksheet_server.syntax.statements import Statement
from worksheet_server.text.diagnostics import Diagnostic
from worksheet_server.values.manifest import Manifest
from worksheet_server.values.requests import Settings


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement and where it stands: its text, its first and its last line, counted from 0."""

    statement: Statement
    text: str
    line: int
    end_line: int


@dataclass(frozen=True, slots=True, eq=False)
class Worksheet:
    """Every statement of a file in order, and the reading of each; ``positions`` tells which one made a definition."""

    placed: tuple[Placed, ...] = ()
    readings: tuple[Reading, ...] = ()
    positions: Mapping[Cell, int] = field(default_factory=dict)
    manifest: Manifest = Manifest()
    settings: Settings = Settings()
    lines: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()

    def index_at(self, line: int) -> int | None:
        """Which statement covers a line of the file, if any."""
        index = bisect_right(self.placed, line, key=lambda placed: placed.line) - 1
        return index if index >= 0 and line <= self.placed[index].end_line else None

    def diagnostics(self, index: int) -> tuple[Diagnostic, ...]:
        """What is to be said about a statement before it is evaluated."""
        reading = self.readings[index]
        found = reading.statement.diagnostics + reading.diagnostics
        return found + tuple(self._say(remark, index) for remark in reading.remarks)

    def _say(self, remark: Remark, index: int) -> Diagnostic:
        found = remark.diagnostic
        about = self.positions.get(remark.about) if remark.about is not None else None
        if remark.missing is not None:
            later = range(index + 1, len(self.readings))
            about = next((each for each in later if _defines(self.readings[each]) == remark.missing), None)
            if about is not None:
                found = defined_below(found)
        number = str(self.placed[about].line + 1) if about is not None else "?"
        message = found.message.replace(LINE, number)
        return Diagnostic(found.code, found.severity, found.span, message, found.hints, found.fixes)


def read(
    lines: Sequence[str],
    manifest: Manifest | None = None,
    previous: Worksheet | None = None,
    settings: Settings | None = None,
) -> Worksheet:
    """The worksheet that ``lines`` are, read with the functions of ``manifest`` and ``settings`` at the top.

    ``previous`` is what stood there before an edit: what the edit does not reach is taken from it, object by object.
    """
    manifest = manifest or (previous.manifest if previous is not None else Manifest())
    settings = settings or (previous.settings if previous is not None else Settings())
    if previous is None or previous.manifest != manifest or previous.settings != settings:
        previous = Worksheet(manifest=manifest, settings=settings)
    blocks = _split(tuple(lines), previous)
    alignment = align([each.text for each in previous.placed], [each.text for each in blocks])
    readings = _readings([each.text for each in blocks], previous, alignment)
    placed = list(previous.placed[: alignment.prefix])
    for index in range(alignment.prefix, len(blocks)):
        block, reading, before = blocks[index], readings[index], alignment.before(index)
        old = previous.placed[before] if before is not None else None
        if old is not None and old.line == block.line and old.statement is reading.statement:
            placed.append(old)
        else:
            placed.append(Placed(reading.statement, block.text, block.line, block.end_line))
    positions = {each.defines: index for index, each in enumerate(readings) if each.defines is not None}
    return Worksheet(tuple(placed), tuple(readings), positions, manifest, settings, tuple(lines), blocks)


def in_force(worksheet: Worksheet, index: int) -> Environment:
    """What is in force where the statement at ``index`` begins."""
    environment = _top(worksheet)
    for reading in worksheet.readings[:index]:
        reading.apply(environment)
    return environment


def _split(lines: tuple[str, ...], previous: Worksheet) -> tuple[Block, ...]:
    """The blocks of ``lines``; only what is near an edit is looked at."""
    if not previous.blocks:
        return split(lines)
    edit = align(previous.lines, lines)
    return resplit(previous.blocks, lines, edit.prefix, edit.old - edit.suffix, edit.new - edit.suffix)


def _readings(texts: list[str], previous: Worksheet, alignment: Alignment) -> list[Reading]:
    environment = _top(previous)
    readings = list(previous.readings[: alignment.prefix])
    for reading in readings:
        reading.apply(environment)
    behind = len(texts) - alignment.suffix
    for index in range(alignment.prefix, len(texts)):
        if index == behind and environment.same_names(in_force(previous, len(previous.readings) - alignment.suffix)):
            readings.extend(previous.readings[len(previous.readings) - alignment.suffix :])
            break
        before = alignment.before(index)
        reading = _read_one(texts[index], environment, previous.readings[before] if before is not None else None)
        reading.apply(environment)
        readings.append(reading)
    return readings


def _read_one(text: str, environment: Environment, before: Reading | None) -> Reading:
    if before is None or before.parsed.text != text:
        return analyze(read_text(text, environment), environment, before)
    if before.holds(environment):
        return before
    parsed = before.parsed if before.parsed.holds(environment) else read_text(text, environment)
    return analyze(parsed, environment, before)


def _top(worksheet: Worksheet) -> Environment:
    library = LIBRARY_FUNCTIONS | {each.name for each in worksheet.manifest.functions}
    return Environment(library=library, settings=worksheet.settings)


def _defines(reading: Reading) -> str | None:
    return reading.defines.name if reading.defines is not None else None
