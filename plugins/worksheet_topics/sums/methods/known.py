"""All methods for one sum: its terms one by one where that helps, each part convergent by itself."""

from __future__ import annotations

from functools import partial
from typing import Any

import sympy

from worksheet_server.api import Budget, attempt
from worksheet_topics.sums.methods.hypergeometric import power_series
from worksheet_topics.sums.methods.powers import rational_times_power
from worksheet_topics.sums.methods.quadratic import quadratic_poles
from worksheet_topics.sums.methods.shape import Found, Summation, may_have_pole
from worksheet_topics.sums.methods.telescoping import telescoped

_METHODS = (telescoped, rational_times_power, power_series, quadratic_poles)


def proved_sum(summation: Summation, budget: Budget) -> Found | None:
    """The value of a sum and why it is that; ``None`` where no method reaches."""
    if summation.lower is -sympy.oo:
        return _two_sided(summation, budget)
    if may_have_pole(summation):
        return None
    whole = _by_one_method(summation, budget.share(0.6))
    if whole is not None:
        return whole
    parts = sympy.Add.make_args(sympy.expand(summation.term))
    if len(parts) < 2 or len(parts) > 8:
        return None
    total: Any = sympy.Integer(0)
    reasons: list[str] = []
    for each in parts:
        found = _by_one_method(summation.of(each), budget.share(0.4))
        if found is None or found[0].is_infinite:
            return None
        total += found[0]
        reasons.append(found[1])
    return total, "term by term: " + "; ".join(dict.fromkeys(reasons))


def _two_sided(summation: Summation, budget: Budget) -> Found | None:
    """The sum from −∞ on: over k >= 0 and over k = -1, -2, …, each convergent by itself."""
    k, upper = summation.index, summation.upper
    start = sympy.Integer(1) if upper is sympy.oo else -upper
    left = proved_sum(Summation(summation.term.subs(k, -k), k, start, sympy.oo, summation.below), budget.share(0.5))
    if left is None or left[0].is_infinite or upper is not sympy.oo:
        return left
    right = proved_sum(Summation(summation.term, k, sympy.Integer(0), sympy.oo, summation.below), budget)
    if right is None or right[0].is_infinite:
        return None
    return left[0] + right[0], f"{left[1]}; {right[1]}"


def _by_one_method(summation: Summation, budget: Budget) -> Found | None:
    for method in _METHODS:
        found: Found | None = attempt(partial(method, summation, budget.share(0.7)), budget.share(0.7, 3.0))
        if found is not None and not found[0].has(sympy.nan, sympy.zoo):
            return found
    return None
