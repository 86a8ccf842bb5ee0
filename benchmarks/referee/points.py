"""Points inside the assumptions of a case."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

from mpmath import mp

from benchmarks.referee.cases import Case
from benchmarks.referee.jets import Jet, Unknown
from benchmarks.referee.values import Point, holds
from worksheet_server.syntax.tree import Expression, Interval, Name, Relation

REALS = tuple("0.37 1.9 -0.71 2.83 -1.23 0.13 -2.6 0.83 5.3 -4.7 1.31 -0.29 0.059 11.7 -9.1 37.3 -0.017 0.54".split())
INTEGERS = tuple("2 3 1 5 4 7 6 0 -1 9 -2 12 -5".split())
ANTIDERIVATIVE_AT = tuple(
    "0.37 -0.37 1.23 -1.23 2.83 -2.83 0.13 -0.13 5.3 -5.3 0.71 -0.71 1.9 -1.9 3.7 -3.7 0.92 -0.92 0.021 -0.021 "
    "11.3 -11.3 1.57 -1.57 0.004 -0.004 47.9 -47.9 0.53 -0.53 1.05 -1.05 230.7 -230.7 4.6 -4.6".split()
)
_TRIES = 3000


def points(case: Case, names: tuple[str, ...], count: int) -> Iterator[Point]:
    """At most ``count`` different points that satisfy the assumptions; the same ones each time."""
    whole = {name for name in names if any(_is_whole(each, name) for each in case.conditions)}
    choose = random.Random(1)
    seen: set[tuple[str, ...]] = set()
    for _ in range(_TRIES):
        if len(seen) == count:
            return
        chosen = tuple(choose.choice(INTEGERS if name in whole else REALS) for name in names)
        point = point_of(dict(zip(names, chosen, strict=True)))
        if chosen not in seen and allowed(case.conditions, point):
            seen.add(chosen)
            yield point


def point_of(texts: Mapping[str, str]) -> Point:
    """The point that decimals give."""
    return {name: Jet(mp.mpf(text)) for name, text in texts.items()}


def allowed(conditions: tuple[Expression, ...], point: Point) -> bool:
    """Whether a point satisfies everything that is assumed of the names that it gives."""
    for condition in conditions:
        try:
            if not holds(condition, point):
                return False
        except Unknown:
            continue  # It speaks of a name that the answer does not hold.
    return True


def _is_whole(condition: Expression, name: str) -> bool:
    return (
        isinstance(condition, Relation)
        and "in" in condition.operators
        and Name(name) in condition.operands[:-1]
        and not isinstance(condition.operands[-1], Interval)
        and condition.operands[-1] in (Name("Z"), Name("N"))
    )
