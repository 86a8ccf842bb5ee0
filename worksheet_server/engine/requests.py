"""What a kernel is asked about a line, once the values that it rests on are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from worksheet_server.engine.environment import Cell
from worksheet_server.engine.fingerprint import digest, join
from worksheet_server.engine.names import CONSTANTS, Role, uses
from worksheet_server.engine.reading import Reading
from worksheet_server.syntax.statements import Chain, Definition, Statement
from worksheet_server.syntax.tree import Binary, Expression, Name, Number, Unary, walk
from worksheet_server.values.answers import Result, Verdict
from worksheet_server.values.requests import Request


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands for a definition in requests: its text, or the ``value`` found; ``known`` once that is settled."""

    known: bool = True
    value: Expression | None = None


_LONGEST = 300

TEXT = Standing()
UNKNOWN = Standing(known=False)


@dataclass(frozen=True, slots=True)
class Question:
    """A request and its fingerprint."""

    fingerprint: str
    request: Request


def question(
    reading: Reading, positions: Mapping[Cell, int], standing: Callable[[Cell], Standing], versions: str
) -> Question | frozenset[Cell]:
    """What to ask about a line, or the definitions whose values must be known first.

    Definitions that the line needs stand in its scope in the order of the worksheet, those with a value by that value.
    """
    needed = _needed(reading, standing)
    waits = frozenset(cell for cell, stands in needed.items() if not stands.known)
    if waits:
        return waits
    scope: list[Definition] = []
    keys: list[str] = []
    for cell in sorted(needed, key=lambda cell: positions.get(cell, -1)):
        value = needed[cell].value
        if value is None:
            scope.extend(cell.definitions)
            keys.extend(cell.keys)
        else:
            constant = Definition(Name(cell.name), None, Chain(value))
            scope.append(constant)
            keys.append(digest(constant))
    settings = reading.settings
    statement = Statement(reading.statement.content, reading.statement.where)
    fingerprint = join(
        reading.parsed.key,
        *keys,
        "assuming",
        *reading.assumption_keys,
        digest((settings.digits, settings.tolerance, settings.complex)),
        versions,
    )
    return Question(fingerprint, Request(statement, tuple(scope), reading.assumptions, settings))


def stands(cell: Cell, result: Result) -> Standing:
    """What stands for a definition that was evaluated: a proved, closed, exact constant, or its text."""
    if result.settled is not Verdict.PROVED or result.answer is None or result.answer.exact is None:
        return UNKNOWN if result.pending else TEXT
    value = result.answer.exact
    if not _is_constant(value):
        return TEXT
    if cell.has_decimals and not any(isinstance(node, Number) and node.is_decimal for node in walk(value)):
        return Standing(value=_as_decimal(value))
    return Standing(value=value)


def _needed(reading: Reading, standing: Callable[[Cell], Standing]) -> dict[Cell, Standing]:
    found: dict[Cell, Standing] = {}
    waiting = [cell for name in reading.direct if (cell := reading.meanings.get(name)) is not None]
    while waiting:
        cell = waiting.pop()
        if cell in found:
            continue
        stands = found[cell] = standing(cell)
        if stands.known and stands.value is None:
            waiting.extend(cell.needs.values())
            waiting.extend(each for name in cell.open if (each := reading.meanings.get(name)) is not None)
    return found


def _is_constant(value: Expression) -> bool:
    """Whether a tree has no free names; ``sqrt`` of ``sqrt(2)`` is none."""
    names = {use.name.text for use in uses(value) if use.role is not Role.FUNCTION}
    return names <= CONSTANTS - {"oo"}


def _as_decimal(value: Expression) -> Expression | None:
    """A terminating decimal for a fraction, so that what is computed from a decimal still asks for one."""
    match value:
        case Unary(operator="-", operand=operand):
            inside = _as_decimal(operand)
            return Unary("-", inside) if inside is not None else None
        case Number(digits=digits):
            return Number(digits + ".0")
        case Binary(operator="/", left=Number(digits=above), right=Number(digits=below)):
            if max(len(above), len(below)) < _LONGEST and below.strip("0"):
                return _terminating(Fraction(int(above), int(below)))
    return None


def _terminating(fraction: Fraction) -> Number | None:
    for places in range(1, 40):
        scaled = fraction * 10**places
        if scaled.denominator == 1:
            digits = str(scaled.numerator).rjust(places + 1, "0")
            return Number(f"{digits[:-places]}.{digits[-places:]}")
    return None
