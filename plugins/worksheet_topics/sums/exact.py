"""The exact route of sums: SymPy's closed forms, from the tree."""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.api import DIVERGES, Budget, Call, Scope, attempt, closed_form, counted

MOST_TERMS = 10_000
"""Finite sums with at most this many terms are added up term by term."""


def exact(call: Call, scope: Scope, budget: Budget) -> Any:
    """The value of ``sum(f, i=a..b)``; ``None`` where no closed form was found."""
    read = counted(call, scope, budget)
    if read is None:
        return None
    term, index, lower, upper = read
    count = upper - lower + 1
    if count.is_Integer and int(count) <= 0:
        return sympy.Integer(0) if int(count) == 0 else None
    if not term.has(index):
        return term * count if upper.is_finite is not False else _repeated(term)
    if count.is_Integer and int(count) <= MOST_TERMS:
        return attempt(lambda: sympy.Add(*_terms(term, index, int(lower), int(upper), budget)), budget)
    return closed_form(attempt(lambda: sympy.summation(term, (index, lower, upper)), budget))


def _terms(term: Any, index: Any, lower: int, upper: int, budget: Budget) -> list[Any]:
    terms = []
    for value in range(lower, upper + 1):
        budget.check()
        terms.append(term.subs(index, value))
    return terms


def _repeated(term: Any) -> Any:
    """Infinitely many equal terms."""
    if term.is_zero:
        return sympy.Integer(0)
    if term.is_positive or term.is_negative:
        return sympy.oo if term.is_positive else -sympy.oo
    return DIVERGES
