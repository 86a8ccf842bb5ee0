"""Points at which a claim is tried: inside the assumptions, small integers first, several scales and signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from worksheet_server.numerics.balls import Balls
from worksheet_server.numerics.conditions import truth
from worksheet_server.numerics.evaluate import evaluate
from worksheet_server.symbolic.symbols import conditions, may_be_complex
from worksheet_server.syntax.binding import free_names
from worksheet_server.syntax.printer import show
from worksheet_server.syntax.statements import Chain, Definition
from worksheet_server.syntax.tree import Binary, Expression, Name, Number, Relation, Unary, walk
from worksheet_server.values.budget import Budget
from worksheet_server.values.scope import Scope


@dataclass(frozen=True, slots=True)
class Gaussian:
    """A complex number with rational parts, at which claims about complex names are tried."""

    real: Fraction
    imaginary: Fraction

    def __str__(self) -> str:
        return show(number(self))


Coordinate = Fraction | Gaussian
Point = Mapping[str, Coordinate]

_INTEGERS = (1, 2, 3, 0, 5, -1, 4, 7, -2, 10, 6, -3, 12, -5, 20, 33)
_REALS = tuple(
    Fraction(*each)
    for each in (
        (1, 2), (2, 1), (0, 1), (-1, 2), (1, 1), (5, 3), (-2, 1), (3, 7), (-7, 5), (13, 4), (1, 10),
        (-1, 9), (9, 10), (29, 3), (-11, 2), (47, 2), (1, 100), (-23, 1), (101, 1),
    )
)  # fmt: skip
_COMPLEX = tuple(
    Gaussian(Fraction(*real), Fraction(*imaginary))
    for real, imaginary in (
        ((0, 1), (1, 1)), ((1, 1), (2, 1)), ((-1, 2), (-1, 1)), ((0, 1), (7, 1)), ((-3, 1), (1, 2)), ((2, 1), (-5, 1)),
    )
)  # fmt: skip
_MOST_TRIES = 120
_MOST_INTEGERS = 1000


def points(names: tuple[str, ...], scope: Scope, budget: Budget, count: int) -> Iterator[Point]:
    """Up to ``count`` points that satisfy every assumption about ``names``; deterministic."""
    candidates = [_candidates(name, scope, budget) for name in names]
    if any(not each for each in candidates):
        return
    # Where several names may be negative, every fourth point has all of them so: signs that come together decide much.
    negative: list[list[Coordinate]] = [[value for value in each if _is_negative(value)] for each in candidates]
    together = len(names) > 1 and all(negative)
    found: set[tuple[Coordinate, ...]] = set()
    for attempt in range(_MOST_TRIES):
        budget.check()
        chosen = _combination(negative if together and attempt % 4 == 3 else candidates, attempt)
        if chosen in found:
            continue
        point = dict(zip(names, chosen, strict=True))
        if not satisfies(point, scope, budget):
            continue
        found.add(chosen)
        yield point
        if len(found) >= count:
            return


def _combination(candidates: list[list[Coordinate]], attempt: int) -> tuple[Coordinate, ...]:
    """One value of each list, in an order that visits different pairs early."""
    return tuple(
        each[(attempt * (2 * position + 1) + position * (attempt // len(each))) % len(each)]
        for position, each in enumerate(candidates)
    )


def impossible(name: str, scope: Scope, budget: Budget) -> bool:
    """Whether the bounds that the assumptions set for ``name`` leave no value."""
    facts = conditions(name, scope)
    lower, upper = _bounds(facts, (">", ">="), scope, budget, max), _bounds(facts, ("<", "<="), scope, budget, min)
    if any(operator == "in" and side == Name("N") for operator, side in facts):
        lower = max(lower or Fraction(0), Fraction(0))
    if lower is None or upper is None:
        return False
    if lower > upper:
        return True
    strict = any(
        operator in ("<", ">") and _bounds(((operator, side),), ("<", ">"), scope, budget, max) == lower
        for operator, side in facts
    )
    if lower == upper:
        return strict
    whole = any(operator == "in" and side in (Name("Z"), Name("N")) for operator, side in facts)
    return whole and _no_integer_between(facts, lower, upper, scope, budget)


def integer_range(name: str, scope: Scope, budget: Budget) -> list[Fraction] | None:
    """All values of an integer name with a lower and an upper bound; ``None`` for any other name."""
    facts = conditions(name, scope)
    if not any(operator == "in" and side in (Name("Z"), Name("N")) for operator, side in facts):
        return None
    lower, upper = _bounds(facts, (">", ">="), scope, budget, max), _bounds(facts, ("<", "<="), scope, budget, min)
    if any(operator == "in" and side == Name("N") for operator, side in facts):
        lower = max(lower or Fraction(0), Fraction(0))
    if lower is None or upper is None or upper - lower > _MOST_INTEGERS:
        return None
    first, last = -(-lower.numerator // lower.denominator), upper.numerator // upper.denominator
    return [Fraction(each) for each in range(first, last + 1)]


def _no_integer_between(facts: Any, lower: Fraction, upper: Fraction, scope: Scope, budget: Budget) -> bool:
    first, last = -(-lower.numerator // lower.denominator), upper.numerator // upper.denominator
    for operator, side in facts:
        bound = _bounds(((operator, side),), ("<", ">"), scope, budget, max)
        if bound is not None and operator == ">" and bound == first:
            first += 1
        if bound is not None and operator == "<" and bound == last:
            last -= 1
    return first > last


def satisfies(point: Point, scope: Scope, budget: Budget) -> bool | None:
    """Whether the assumptions about these names hold at a point; ``None`` where one of them is not decided."""
    field = Balls(96)
    there = at_point(scope, point)
    undecided = False
    with field.working():
        for each in scope.assumptions:
            if not isinstance(each, Relation) or {":", "in"} & set(each.operators):
                continue
            if not set(free_names(each)) <= set(point):
                continue
            holds = truth(each, there, lambda part: evaluate(part, there, budget, field), field)
            if holds is False:
                return False
            undecided = undecided or holds is None
    return None if undecided else True


def at_point(scope: Scope, point: Point) -> Scope:
    """``scope`` with names that have values; it suits every arithmetic."""
    own = tuple(Definition(Name(name), None, Chain(number(value))) for name, value in point.items())
    return replace(scope, definitions=own + scope.definitions)


def number(value: Coordinate) -> Expression:
    """A rational number, or a complex one with rational parts, as a tree."""
    if isinstance(value, Gaussian):
        size = abs(value.imaginary)
        part: Expression = Name("ⅈ") if size == 1 else Binary("*", number(size), Name("ⅈ"))
        if value.real == 0:
            return part if value.imaginary > 0 else Unary("-", part)
        return Binary("+" if value.imaginary > 0 else "-", number(value.real), part)
    whole: Expression = Number(str(abs(value.numerator)))
    if value.denominator != 1:
        whole = Binary("/", whole, Number(str(value.denominator)))
    return Unary("-", whole) if value < 0 else whole


def _is_negative(value: Coordinate) -> bool:
    return isinstance(value, Fraction) and value < 0


def _candidates(name: str, scope: Scope, budget: Budget) -> list[Coordinate]:
    if may_be_complex(name, scope):
        # Off the real line first: on it a claim about complex numbers may hold by accident.
        return [each for pair in zip(_COMPLEX, _REALS, strict=False) for each in pair] + list(_REALS[len(_COMPLEX) :])
    return list(_real_candidates(name, scope, budget))


def _real_candidates(name: str, scope: Scope, budget: Budget) -> list[Fraction]:
    facts = conditions(name, scope)
    whole = any(operator == "in" and side in (Name("Z"), Name("N")) for operator, side in facts)
    lower = _bounds(facts, (">", ">="), scope, budget, max)
    upper = _bounds(facts, ("<", "<="), scope, budget, min)
    if any(operator == "in" and side == Name("N") for operator, side in facts):
        lower = max(lower or Fraction(0), Fraction(0))
    plain: list[Fraction] = [Fraction(each) for each in _INTEGERS] if whole else list(_REALS)
    if lower is not None and upper is not None and not whole:
        width = upper - lower
        plain = [
            lower + width * part
            for part in map(Fraction, ("1/2", "1/3", "3/4", "1/10", "6/7", "1/50", "49/50", "5/9", "2/9"))
        ]
    elif lower is not None:
        plain = [lower + abs(each) for each in plain]
    elif upper is not None:
        plain = [upper - abs(each) for each in plain]
    if any(isinstance(each, Name) for side in facts for each in walk(side[1])) and whole:
        plain += [Fraction(each) for each in range(13, 20)]
    kept = [
        each for each in dict.fromkeys(plain) if (lower is None or each >= lower) and (upper is None or each <= upper)
    ]
    return [each for each in kept if not whole or each.denominator == 1]


def _bounds(facts: Any, operators: tuple[str, ...], scope: Scope, budget: Budget, choose: Any) -> Fraction | None:
    values = []
    for operator, side in facts:
        if operator not in operators or free_names(side):
            continue
        value = evaluate(side, Scope(settings=scope.settings, functions=scope.functions), budget, Balls(96))
        if value is None:
            continue
        middle = getattr(value, "real", None)
        values.append(_fraction(value) if middle is None or callable(middle) else _fraction(middle.mid()))
    return choose(values) if values else None


def _fraction(value: Any) -> Fraction:
    if hasattr(value, "p"):
        return Fraction(int(value.p), int(value.q))
    mantissa, exponent = value.man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
