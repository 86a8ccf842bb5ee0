"""The exact route of products: SymPy's closed forms, from the tree."""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.api import Budget, Call, Scope, attempt, closed_form, counted, written_terms

MOST_FACTORS = 10_000
"""Finite products with at most this many factors are multiplied out."""


def exact(call: Call, scope: Scope, budget: Budget) -> Any:
    """The value of ``prod(f, i=a..b)``; ``None`` where no closed form was found."""
    read = counted(call, scope, budget)
    if read is None:
        # The factor has a value only for integers, such as an entry of a vector.
        factors = written_terms(call, scope, budget, MOST_FACTORS)
        return None if factors is None else sympy.Mul(*factors)
    factor, index, lower, upper = read
    count = upper - lower + 1
    if count.is_Integer and int(count) <= 0:
        return sympy.Integer(1) if int(count) == 0 else None
    if not factor.has(index):
        return factor**count if upper.is_finite is not False else None
    if count.is_Integer and int(count) <= MOST_FACTORS:
        return attempt(
            lambda: sympy.Mul(*(factor.subs(index, lower + step) for step in range(int(count)))), budget
        )
    return closed_form(attempt(lambda: sympy.product(factor, (index, lower, upper)), budget))
