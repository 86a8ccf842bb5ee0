"""The answers of one worksheet: what is known, what is still to be asked, and what a new answer sets going."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Protocol

from worksheet_server.engine.alignment import align
from worksheet_server.engine.anchoring import anchor, clamp
from worksheet_server.engine.directives import silence
from worksheet_server.engine.environment import Cell
from worksheet_server.engine.reading import Reading
from worksheet_server.engine.requests import TEXT, UNKNOWN, Question, Standing, question, stands
from worksheet_server.engine.state import LineState, State
from worksheet_server.engine.worksheet import Placed, Worksheet
from worksheet_server.syntax.statements import Statement
from worksheet_server.values.answers import Result
from worksheet_server.values.requests import Request

STOPPED = frozenset({"time-limit", "memory-limit", "crashed", "topic-failed"})
"""Codes of results that say something about a computer and not about mathematics; they are never remembered."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A result, and the statement that it was given for."""

    statement: Statement
    result: Result

    @property
    def lasting(self) -> bool:
        """Whether it will be the same whenever it is asked."""
        return not self.result.pending and not any(each.code in STOPPED for each in self.result.diagnostics)


class Memory(Protocol):
    """Where answers are kept beyond the text that asked for them."""

    def get(self, fingerprint: str) -> Answered | None:
        """The answer to a question, if it is remembered."""

    def put(self, fingerprint: str, answered: Answered) -> None:
        """Remembers an answer."""


@dataclass(slots=True, eq=False)
class _Line:
    placed: Placed
    reading: Reading
    fingerprint: str | None = None
    request: Request | None = None
    waits: frozenset[Cell] = frozenset()
    shown: Result | None = None
    stale: bool = False
    last: str | None = None
    state: LineState | None = None

    @property
    def pending(self) -> bool:
        """Whether an answer is still to come."""
        return self.reading.asks and (self.stale or self.shown is None or self.shown.pending)


@dataclass(slots=True)
class Progress:
    """Takes worksheets and results in, tells what is wanted, and shows the state.

    An edit asks again only for lines whose own tree or the definitions they need have changed; a definition whose
    answer is a proved constant counts by that value, so the lines that use it wait for it first.  ``memory`` outlives
    edits.
    """

    memory: Memory
    worksheet: Worksheet = field(default_factory=Worksheet)
    wanted: dict[str, Request] = field(default_factory=dict)
    _lines: list[_Line] = field(default_factory=list)
    _answers: dict[str, Answered] = field(default_factory=dict)
    _places: dict[str, set[int]] = field(default_factory=dict)
    _waiting: dict[Cell, set[int]] = field(default_factory=dict)
    _standing: dict[Cell, Standing] = field(default_factory=dict)
    _besides: list[str] = field(default_factory=list)

    @property
    def state(self) -> State:
        """Everything that is known now."""
        return State(tuple(line.state or self._describe(index) for index, line in enumerate(self._lines)))

    @property
    def settled(self) -> bool:
        """Whether nothing is wanted any more."""
        return not self.wanted

    @property
    def tolerated(self) -> frozenset[str]:
        """Questions that were wanted before the last edit and may be wanted again once a definition is evaluated."""
        return frozenset(line.last for line in self._lines if line.waits and line.last is not None)

    def places(self, fingerprint: str) -> tuple[int, ...]:
        """Which statements ask a question, by their position in the worksheet."""
        return tuple(sorted(self._places.get(fingerprint, ())))

    def update(self, worksheet: Worksheet) -> None:
        """Takes over a worksheet after an edit; what it now needs is ``wanted``."""
        if worksheet.settings != self.worksheet.settings:
            self._answers.clear()
        before = self._lines
        alignment = align([line.placed.text for line in before], [each.text for each in worksheet.placed])
        lines: list[_Line] = []
        for index, (placed, reading) in enumerate(zip(worksheet.placed, worksheet.readings, strict=True)):
            position = alignment.before(index)
            lines.append(_continue(before[position] if position is not None else None, placed, reading))
        self.worksheet, self._lines = worksheet, lines
        self._standing = {cell: value for cell, value in self._standing.items() if cell in worksheet.positions}
        self._places, self._waiting, self.wanted = {}, {}, {}
        unasked: list[int] = []
        for index, line in enumerate(lines):
            if line.fingerprint is not None:
                self._want(index)
            elif line.waits:
                self._wait(index)
            elif line.reading.asks:
                unasked.append(index)
        self._ask(unasked)
        kept = self._places.keys() | self.tolerated
        self._answers = {key: each for key, each in self._answers.items() if key in kept}

    def accept(self, fingerprint: str, result: Result) -> tuple[str, ...]:
        """Takes a result in, wherever it is still of use; returns what is wanted besides from now on."""
        request = self.wanted.get(fingerprint)
        places = self.places(fingerprint)
        if request is None or not places:
            return ()
        answered = Answered(request.statement, result)
        self._answers[fingerprint] = answered
        if not result.pending:
            del self.wanted[fingerprint]
        if answered.lasting:
            self.memory.put(fingerprint, answered)
        self._besides = []
        self._ask([each for index in places for each in self._show(index, answered)])
        return tuple(each for each in self._besides if each in self.wanted)

    def _ask(self, indices: Iterable[int]) -> None:
        """Puts the questions of lines, and of those that were waiting for what is known then."""
        waiting = sorted(indices, reverse=True)
        while waiting:
            index = waiting.pop()
            line = self._lines[index]
            asked = question(
                line.reading, self.worksheet.positions, self._standing_of, self.worksheet.manifest.versions
            )
            line.state = None
            if not isinstance(asked, Question):
                line.waits = asked
                self._wait(index)
                continue
            line.waits = frozenset()
            line.fingerprint, line.request = asked.fingerprint, asked.request
            answered = self._answers.get(asked.fingerprint) or self.memory.get(asked.fingerprint)
            if answered is not None:
                self._answers[asked.fingerprint] = answered
                waiting.extend(sorted(self._show(index, answered), reverse=True))
            self._want(index)

    def _show(self, index: int, answered: Answered) -> list[int]:
        """Shows an answer beside a line; returns the lines that waited for it."""
        line = self._lines[index]
        line.shown = anchor(answered.result, answered.statement, line.reading.statement)
        line.stale = False
        line.state = None
        cell = line.reading.defines
        if cell is None or not cell.waits or cell in self._standing:
            return []
        value = stands(cell, answered.result)
        if not value.known:
            return []
        self._standing[cell] = value
        return sorted(self._waiting.pop(cell, ()))

    def _want(self, index: int) -> None:
        line = self._lines[index]
        assert line.fingerprint is not None
        assert line.request is not None
        self._places.setdefault(line.fingerprint, set()).add(index)
        answered = self._answers.get(line.fingerprint)
        if answered is None or answered.result.pending:
            self.wanted[line.fingerprint] = line.request
            self._besides.append(line.fingerprint)

    def _wait(self, index: int) -> None:
        for cell in self._lines[index].waits:
            self._waiting.setdefault(cell, set()).add(index)

    def _standing_of(self, cell: Cell) -> Standing:
        return self._standing.get(cell, UNKNOWN) if cell.waits else TEXT

    def _describe(self, index: int) -> LineState:
        line = self._lines[index]
        found = self.worksheet.diagnostics(index)
        if line.shown is not None:
            found += line.shown.diagnostics
        shown, silenced = silence(found, line.reading.statement.directives, final=not line.pending)
        line.state = LineState(
            line.placed, line.shown, line.pending, shown, line.fingerprint, line.reading.settings, silenced
        )
        return line.state


def _continue(before: _Line | None, placed: Placed, reading: Reading) -> _Line:
    """The record of a line after an edit: as it was, or anew with the old answer beside it."""
    if before is None:
        return _Line(placed, reading)
    if before.reading is reading:
        keeps = before.placed is placed and not reading.remarks
        if before.state is not None and not keeps and not reading.remarks:
            before.state = replace(before.state, placed=placed)
        elif not keeps:
            before.state = None
        before.placed = placed
        return before
    last = before.fingerprint or before.last
    if not reading.asks or before.shown is None:
        return _Line(placed, reading, last=last)
    same = before.placed.text == placed.text
    shown = before.shown if same else clamp(before.shown, len(placed.text))
    return _Line(placed, reading, shown=shown, stale=True, last=last)
