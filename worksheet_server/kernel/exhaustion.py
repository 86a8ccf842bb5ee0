"""Claims about finitely many integers: every case is looked at."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable

from worksheet_server.kernel.enclosing import enclose
from worksheet_server.kernel.judgement import Judgement
from worksheet_server.kernel.numbers import counterexample_text
from worksheet_server.kernel.points import Point, at_point, integer_range, satisfies
from worksheet_server.syntax.binding import free_names
from worksheet_server.syntax.tree import Expression
from worksheet_server.values.answers import Enclosure, Evidence, Rigor, Verdict
from worksheet_server.values.budget import Budget, OutOfTime
from worksheet_server.values.scope import Scope

MOST_CASES = 1000


def by_cases(
    left: Expression,
    right: Expression,
    scope: Scope,
    budget: Budget,
    holds: Callable[[Enclosure, Enclosure], bool | None],
) -> Judgement | None:
    """A proof (or a counterexample) by trying all values that the assumptions allow.

    ``None`` where they are not few integers.

    ``holds`` judges one case from two rigorous enclosures; a case that it does not decide ends the attempt.
    """
    names = tuple(dict.fromkeys(free_names(left) + free_names(right)))
    began = time.monotonic()
    try:
        cases = _cases(names, scope, budget)
        if cases is None:
            return None
        for case in cases:
            there = at_point(scope, case)
            values = [enclose(each, there, budget.share(0.2), 20) for each in (left, right)]
            first, second = values
            if not isinstance(first, Enclosure) or not isinstance(second, Enclosure):
                return None
            if Rigor.ESTIMATED in (first.rigor, second.rigor):
                return None
            decided = holds(first, second)
            if decided is None:
                return None
            if not decided:
                note = f"{counterexample_text(case)} is a counterexample"
                evidence = Evidence(Verdict.REFUTED, "all-cases", note, seconds=time.monotonic() - began)
                return Judgement(Verdict.REFUTED, (evidence,), note, note)
    except OutOfTime:
        return None
    detail = f"all {len(cases)} values that the assumptions allow were tried"
    evidence = Evidence(Verdict.PROVED, "all-cases", detail, seconds=time.monotonic() - began)
    return Judgement(Verdict.PROVED, (evidence,), detail)


def same_number(first: Enclosure, second: Enclosure) -> bool | None:
    """Whether two exact numbers are equal; ``None`` where one is not exact."""
    if first.radius != "0" or second.radius != "0":
        return None
    return first.midpoint == second.midpoint


def _cases(names: tuple[str, ...], scope: Scope, budget: Budget) -> list[Point] | None:
    ranges = [integer_range(name, scope, budget) for name in names]
    known = [each for each in ranges if each is not None]
    if not names or len(known) != len(names):
        return None
    count = 1
    for each in known:
        count *= len(each)
    if not 0 < count <= MOST_CASES:
        return None
    points = [dict(zip(names, values, strict=True)) for values in itertools.product(*known)]
    return [point for point in points if satisfies(point, scope, budget) is not False]
