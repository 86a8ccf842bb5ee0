"""The fundamental theorem of calculus by pieces: F(b) − F(a) on every part of the range where F is analytic.

At the ends of the parts F has the limits that are used; where one is infinite the integral diverges.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import sympy

from worksheet_server.api import (
    DIVERGES,
    Budget,
    Scope,
    attempt,
    is_analytic_at,
    is_analytic_on,
    is_holomorphic_along,
    is_special,
    proved_limit,
    to_tree,
)
from worksheet_topics.integrals.ranges.singular import singular_points


def difference(found: Any, variable: Any, lower: Any, upper: Any, scope: Scope, budget: Budget) -> Any:
    """The proved integral of ``found'`` over the range: a value, an infinity, or ``DIVERGES``.

    ``None`` where continuity or a limit is not shown.
    """
    points = attempt(lambda: interior(found, variable, lower, upper, scope, budget), budget)
    if points is None:
        return None
    jumps: list[Any] = []
    for left, right in pairwise((lower, *points, upper)):
        ends = [_end(found, variable, right, "-", budget)]
        if ends[0] is None:
            return None
        ends.append(_end(found, variable, left, "+", budget))
        if ends[1] is None:
            return None
        if any(is_special(end) for end in ends):
            # Limits that do not exist never cancel: the sine has none at either end of the real line.
            return DIVERGES
        jumps.append((ends[0], -ends[1]))
    return added([each for jump in jumps for each in jump])


def added(values: list[Any]) -> Any:
    """The sum, where infinities of both signs do not cancel but diverge."""
    if any(is_special(value) for value in values):
        return DIVERGES
    infinite = {value for value in values if value.is_infinite}
    if len(infinite) > 1:
        return DIVERGES
    if infinite:
        return infinite.pop()
    return sympy.Add(*values)


def interior(found: Any, variable: Any, lower: Any, upper: Any, scope: Scope, budget: Budget) -> Any:
    """The singular points of F inside the range; ``None`` where they are not all known."""
    if is_analytic_on(found, variable, lower, upper):
        return ()
    points = singular_points(found, variable, lower, upper)
    if points is not None:
        return points
    trees = to_tree(found), to_tree(lower), to_tree(upper)
    if any(each is None for each in trees) or not (lower.is_finite and upper.is_finite):
        return None
    along = is_holomorphic_along(*trees, variable.name, scope, budget.share(0.3))  # type: ignore[arg-type]
    return () if along else None


def _end(found: Any, variable: Any, point: Any, side: str, budget: Budget) -> Any:
    if point.is_finite and is_analytic_at(found, variable, point):
        return found.subs(variable, point)
    for form in (lambda: found, lambda: sympy.logcombine(sympy.expand(found), force=True)):
        written = form()
        limit = attempt(lambda written=written: proved_limit(written, variable, point, side, budget), budget)  # type: ignore[misc]
        if limit is not None and isinstance(limit[0], sympy.Expr):
            return limit[0]
    return None
