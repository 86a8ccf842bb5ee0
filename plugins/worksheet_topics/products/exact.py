"""The exact route of products: values that are derived with their proof, else SymPy's closed forms."""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.api import Budget, Call, Scope, attempt, closed_form, counted, proves_equal, written_terms
from worksheet_topics.products.methods.known import proved_product

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
        return attempt(lambda: sympy.Mul(*(factor.subs(index, lower + step) for step in range(int(count)))), budget)
    own = attempt(lambda: proved_product(factor, index, lower, upper, budget.share(0.5, 3.0)), budget.share(0.5, 3.0))
    if own is not None:
        return _tidied(own[0], budget)
    return closed_form(attempt(lambda: sympy.product(factor, (index, lower, upper)), budget))


def _tidied(value: Any, budget: Budget) -> Any:
    """A shorter form that is proved to be equal, if one is found."""
    value = value.replace(_counts, lambda each: sympy.factorial(each.args[0] - 1))
    shorter = attempt(lambda: sympy.simplify(value), budget.share(0.3, 1.0))
    if shorter is None or sympy.count_ops(shorter) >= sympy.count_ops(value):
        return value
    return shorter if attempt(lambda: proves_equal(shorter, value, budget), budget.share(0.3)) is True else value


def _counts(value: Any) -> bool:
    """Whether a value is a gamma function of a whole number that has a name."""
    if not isinstance(value, sympy.gamma):
        return False
    return bool(value.free_symbols and value.args[0].is_integer and (value.args[0] - 1).is_nonnegative)
