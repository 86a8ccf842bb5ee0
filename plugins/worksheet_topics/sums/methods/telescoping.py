"""Sums whose terms are differences of neighbors: S(n) is found from an antidifference, and proved by induction.

M. Petkovšek, H. Wilf, D. Zeilberger, A = B (1996), chapter 5.  An antidifference T that is proposed counts only after
T(k + 1) - T(k) was proved to be the term.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import sympy

from worksheet_server.api import DNE, Budget, attempt, proved_limit, proves_zero
from worksheet_topics.sums.methods.gosper import certificate, ratio_of
from worksheet_topics.sums.methods.shape import Found, Summation


def telescoped(summation: Summation, budget: Budget) -> Found | None:
    """The sum by an antidifference T: T(upper + 1) - T(lower), or the limit of that."""
    k, lower, upper = summation.index, summation.lower, summation.upper
    if lower.is_infinite:
        return None
    found = antidifference(summation.term, k, budget)
    if found is None:
        return None
    first = found.subs(k, lower)
    if not is_value(first):
        return None
    last = sympy.Dummy("N", integer=True, positive=True)
    if upper is sympy.oo:
        limit = proved_limit(found.subs(k, last), last, sympy.oo, "", budget)
        if limit is None or limit[0] is DNE:
            return None
        reason = "its terms are differences T(k+1) − T(k), and T tends to a limit"
        return limit[0] - first, reason
    end = found.subs(k, upper + 1)
    if not is_value(end):
        return None
    return end - first, "its terms are differences T(k+1) − T(k) (Gosper)"


def antidifference(term: Any, index: Any, budget: Budget) -> Any:
    """T with T(k + 1) - T(k) = term(k), proved; ``None`` where none was found."""
    arcs = _arc_tangents(term, index, budget)
    if arcs is not None:
        return arcs
    for propose in (_circular, _hypergeometric):
        candidate = attempt(partial(propose, term, index), budget.share(0.4, 2.0))
        if candidate is None or not candidate.has(index):
            continue
        difference = candidate.subs(index, index + 1) - candidate - term
        if attempt(partial(proves_zero, difference, budget), budget.share(0.5)) is True:
            return candidate
    return None


def is_value(value: Any) -> bool:
    """Whether an end of the range is no pole."""
    return not value.has(sympy.nan, sympy.zoo, sympy.oo)


def _hypergeometric(term: Any, index: Any) -> Any:
    ratio = ratio_of(term, index)
    found = None if ratio is None else certificate(ratio, index)
    if found is None:
        return None
    candidate = found * term
    return sympy.factor(candidate) if candidate.is_rational_function(index) else candidate


def _circular(term: Any, index: Any) -> Any:
    """The sum of sin(a k + b) or cos(a k + b): T = ∓ cos or sin (a k + b - a/2) / (2 sin(a/2)) (DLMF 4.21)."""
    factor, rest = term.as_independent(index, as_Add=False)
    if not isinstance(rest, sympy.sin | sympy.cos):
        return None
    angle = sympy.expand(rest.args[0])
    slope = angle.coeff(index, 1)
    if sympy.expand(angle - slope * index).has(index) or slope.has(index):
        return None
    middle = angle - slope / 2
    whole = -sympy.cos(middle) if isinstance(rest, sympy.sin) else sympy.sin(middle)
    return factor * whole / (2 * sympy.sin(slope / 2))


def _arc_tangents(term: Any, index: Any, budget: Budget) -> Any:
    """atan(u(k + 1)) - atan(u(k)) for the atan of a reciprocal square, where u(k) u(k + 1) > -1 (DLMF 4.24.15)."""
    factor, rest = term.as_independent(index, as_Add=False)
    if not isinstance(rest, sympy.atan) or not rest.args[0].is_rational_function(index):
        return None
    above, below = sympy.fraction(sympy.together(rest.args[0]))
    if above.has(index) or sympy.degree(below, index) != 2:
        return None
    slope, linear, _ = sympy.Poly(below / above, index).all_coeffs()
    here = slope * index + (linear - slope) / 2
    following = here + slope
    inside = sympy.expand(1 + here * following)
    if not inside.is_positive or not proves_zero(rest.args[0] * inside - slope, budget):
        return None
    return factor * sympy.atan(here)
