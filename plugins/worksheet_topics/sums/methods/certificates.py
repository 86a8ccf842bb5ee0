"""Definite sums by a Wilf-Zeilberger certificate: F(n, k)/S(n) has a telescoping difference in n.

H. Wilf, D. Zeilberger, Rational functions certify combinatorial identities, J. Amer. Math. Soc. 3 (1990); A = B, ch. 7.
The certificate is proposed by Gosper's algorithm and counts only after its identity was proved; the terms at the ends
of the range are added up exactly, and the induction begins at a case that is computed.
"""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.api import Budget, attempt, is_nonzero, proves_zero
from worksheet_topics.sums.methods.gosper import certificate, ratio_of
from worksheet_topics.sums.methods.shape import Summation

_FIRST_CASES = 3


def certified(summation: Summation, value: Any, budget: Budget) -> str | None:
    """A proof that the sum up to a name (plus a whole number) is ``value``, as a sentence."""
    names = [each for each in summation.upper.free_symbols if each.is_integer]
    k, lower = summation.index, summation.lower
    if len(names) != 1 or not lower.is_Integer:
        return None
    (n,) = names
    offset = summation.upper - n
    if not offset.is_Integer or not summation.term.has(n):
        return None
    # The sum of no terms counts as well, unless the assumptions leave it out.
    first = int(lower) - int(offset) - 1
    first = max(first, 1) if n.is_positive else max(first, 0) if n.is_nonnegative else first
    whole = sympy.Dummy("n", integer=True, nonnegative=True)

    def case(at: int) -> bool:
        terms = [summation.term.subs(n, at).subs(k, j) for j in range(int(lower), at + int(offset) + 1)]
        return proves_zero(sympy.Add(*terms) - value.subs(n, at), budget) is True

    start = first
    while start < first + _FIRST_CASES and not _never_zero(value.subs(n, whole + start)):
        start += 1
    if start == first + _FIRST_CASES or not all(case(at) for at in range(first, start + 1)):
        return None
    # From here on n is start + m, and every factor of the value stays away from 0.
    term = (summation.term / value).subs(n, whole + start)
    following = term.subs(whole, whole + 1)
    inside = sympy.Dummy("k", integer=True, nonnegative=True)
    term, following = term.subs(k, inside), following.subs(k, inside)
    found = attempt(lambda: _certificate(term, following, inside), budget.share(0.6))
    if found is None:
        return None
    step = found.subs(inside, inside + 1) - found
    if not proves_zero(step - (following - term), budget.share(0.6)):
        return None
    last = whole + start + offset
    ends = found.subs(inside, last) - found.subs(inside, lower)
    # The last term of n, and the last two of n + 1, stand beside what telescopes.
    ends += following.subs(inside, last) + following.subs(inside, last + 1) - term.subs(inside, last)
    if ends.has(sympy.nan, sympy.zoo) or not proves_zero(ends, budget):
        return None
    return "a Wilf–Zeilberger certificate and the first cases"


def _certificate(term: Any, following: Any, k: Any) -> Any:
    """G with G(k + 1) - G(k) = following - term, as a proposal."""
    growth = sympy.combsimp(following / term)
    if not growth.is_rational_function(k):
        growth = sympy.powsimp(growth)
    if not growth.is_rational_function(k):
        growth = sympy.simplify(growth)
    across = ratio_of(term, k)
    if across is None or not growth.is_rational_function(k):
        return None
    factor = sympy.cancel(growth - 1)
    if factor == 0:
        return sympy.Integer(0)
    found = certificate(sympy.cancel(factor.subs(k, k + 1) / factor) * across, k)
    return None if found is None else found * factor * term


def _never_zero(value: Any) -> bool:
    """Whether no factor that depends on the name vanishes for n = 0, 1, 2, …"""
    for factor in sympy.Mul.make_args(sympy.factor(value)):
        base, exponent = factor.as_base_exp()
        if exponent.has(*_integers(value)) and not base.has(*_integers(value)):
            if base.is_zero:
                return False
        elif factor.has(*_integers(value)) and not (is_nonzero(factor) or _counts(base)):
            return False
    return True


def _counts(value: Any) -> bool:
    """Whether a value is a factorial or binomial coefficient of whole numbers that fit."""
    if isinstance(value, sympy.factorial):
        return bool(value.args[0].is_nonnegative)
    if isinstance(value, sympy.gamma):
        return bool(value.args[0].is_positive)
    if isinstance(value, sympy.binomial):
        upper, lower = value.args
        return bool(lower.is_nonnegative and sympy.expand(upper - lower).is_nonnegative)
    return False


def _integers(value: Any) -> tuple[Any, ...]:
    return tuple(each for each in value.free_symbols if isinstance(each, sympy.Dummy)) or (sympy.Dummy(),)
