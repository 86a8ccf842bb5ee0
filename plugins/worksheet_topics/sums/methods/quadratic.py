"""The sum of c/((k + h)² + d) with d ≠ 0 and whole h: the partial fractions of coth and cot (DLMF 4.36.3, 4.22.3)."""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.api import Budget, is_nonzero, proves_zero
from worksheet_topics.sums.methods.shape import Found, Summation

_MOST_SHIFT = 100


def quadratic_poles(summation: Summation, budget: Budget) -> Found | None:
    """The sum over all integers from ``lower`` on, with or without (-1)^k."""
    k, lower = summation.index, summation.lower
    if summation.upper is not sympy.oo or not lower.is_Integer:
        return None
    sign = sympy.Integer(-1) ** k
    for alternates in (False, True):
        rational = sympy.cancel(summation.term / sign if alternates else summation.term)
        above, below = sympy.fraction(rational)
        if above.has(k) or not below.is_polynomial(k) or sympy.degree(below, k) != 2:
            continue
        lead, linear, constant = sympy.Poly(below, k).all_coeffs()
        shift = sympy.cancel(linear / lead / 2)
        distance = sympy.cancel(constant / lead - shift**2)
        rebuilt = above / lead / ((k + shift) ** 2 + distance) * (sign if alternates else 1)
        if not shift.is_Integer or not proves_zero(rebuilt - summation.term, budget):
            continue
        value = _from_one(distance, alternates)
        if value is None or abs(lower + shift - 1) > _MOST_SHIFT:
            continue
        # j = k + shift runs from lower + shift.
        begin = int(lower + shift)
        terms = [
            (sympy.Integer(-1) ** j if alternates else 1) / (j**2 + distance)
            for j in range(min(begin, 1), max(begin, 1))
        ]
        moved = sympy.Add(*terms) * (1 if begin < 1 else -1)
        if moved.has(sympy.zoo, sympy.nan):
            continue
        turn = sympy.Integer(-1) ** shift if alternates else 1
        return turn * above / lead * (value + moved), "the partial fractions of the cotangent"
    return None


def _from_one(distance: Any, alternates: bool) -> Any:
    """The sum of 1/(j² + d), or of (-1)^j/(j² + d), over j >= 1."""
    if distance.is_positive:
        w = sympy.sqrt(distance)
        circular = sympy.csch(sympy.pi * w) if alternates else sympy.coth(sympy.pi * w)
        return (sympy.pi * w * circular - 1) / (2 * distance)
    if distance.is_negative:
        w = sympy.sqrt(-distance)
        if not is_nonzero(sympy.sin(sympy.pi * w)):
            return None
        circular = sympy.csc(sympy.pi * w) if alternates else sympy.cot(sympy.pi * w)
        return (1 - sympy.pi * w * circular) / (-2 * distance)
    return None
