"""The exact route of sums: values that are derived with their proof, else SymPy's closed forms."""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.api import DIVERGES, Budget, Call, Scope, attempt, closed_form, counted, written_terms
from worksheet_topics.sums.derived import derived, diverges, tidied
from worksheet_topics.sums.methods.shape import Summation, may_have_pole

MOST_TERMS = 10_000
"""Finite sums with at most this many terms are added up term by term."""


def exact(call: Call, scope: Scope, budget: Budget) -> Any:
    """The value of ``sum(f, i=a..b)``; ``None`` where no closed form was found."""
    read = counted(call, scope, budget)
    if read is None:
        # The summand has a value only for integers, such as an entry of a vector.
        terms = written_terms(call, scope, budget, MOST_TERMS)
        return None if terms is None else sum(terms, sympy.Integer(0))
    term, index, lower, upper = read
    count = upper - lower + 1
    if count.is_Integer and int(count) <= 0:
        return sympy.Integer(0) if int(count) == 0 else None
    if not term.has(index):
        return term * count if upper.is_finite is not False else _repeated(term)
    if count.is_Integer and int(count) <= MOST_TERMS:
        return attempt(lambda: sympy.Add(*_terms(term, index, lower, int(count), budget)), budget)
    own = attempt(lambda: derived(call, scope, budget.share(0.5, 3.0)), budget.share(0.5, 3.0))
    if own is not None:
        return tidied(own[0], budget)
    if upper is sympy.oo:
        named = {"oo": sympy.oo, "-oo": -sympy.oo, "diverges": DIVERGES}
        diverging = attempt(lambda: diverges(call, scope, budget.share(0.4, 3.0)), budget.share(0.4, 3.0))
        if diverging is not None:
            return named[diverging]
    if upper is sympy.oo and may_have_pole(Summation(*read)):
        return None
    return closed_form(attempt(lambda: sympy.summation(term, (index, lower, upper)), budget.share(0.8)))


def _terms(term: Any, index: Any, lower: Any, count: int, budget: Budget) -> list[Any]:
    terms = []
    for step in range(count):
        budget.check()
        terms.append(term.subs(index, lower + step))
    return terms


def _repeated(term: Any) -> Any:
    """Infinitely many equal terms."""
    if term.is_zero:
        return sympy.Integer(0)
    if term.is_positive or term.is_negative:
        return sympy.oo if term.is_positive else -sympy.oo
    return DIVERGES
