"""Sums and products, finite and infinite, in any arithmetic."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from worksheet_server.numerics import vectors
from worksheet_server.numerics.balls import Balls
from worksheet_server.numerics.conditions import infinity
from worksheet_server.numerics.door import fmpq
from worksheet_server.numerics.estimates import Estimates
from worksheet_server.numerics.evaluate import Walk, evaluate
from worksheet_server.numerics.extrapolation import estimate_series
from worksheet_server.numerics.field import Field, integer_of
from worksheet_server.numerics.series import enclose_series, series_diverges, terms_stay_away
from worksheet_server.syntax.tree import Call, Expression, Name
from worksheet_server.values.budget import Budget
from worksheet_server.values.scope import Scope

MOST_TERMS = 10**7
_TERMS_BETWEEN_CHECKS = 256


def sum_value(
    term: Expression, index: str, lower: Expression, upper: Expression, scope: Scope, budget: Budget, field: Field
) -> Any | None:
    """The sum of ``term`` for integers ``index`` from ``lower`` to ``upper``, in the arithmetic of ``field``.

    A sum from a to a - 1 is 0.  An infinite sum is proved in balls (partial sum and a bound of the tail), extrapolated
    in estimates.  ``None`` for limits that are not integers, more than ten million terms, or where nothing is known.
    """
    return _folded(term, index, lower, upper, scope, budget, field, product=False)


def product_value(
    factor: Expression, index: str, lower: Expression, upper: Expression, scope: Scope, budget: Budget, field: Field
) -> Any | None:
    """The product of ``factor``, likewise; an empty one is 1."""
    return _folded(factor, index, lower, upper, scope, budget, field, product=True)


def _folded(
    term: Expression,
    index: str,
    lower: Expression,
    upper: Expression,
    scope: Scope,
    budget: Budget,
    field: Field,
    product: bool,
) -> Any | None:
    below, above = infinity(lower), infinity(upper)
    first = None if below else _whole(lower, scope, budget, field)
    last = None if above else _whole(upper, scope, budget, field)
    if (first is None and not below) or (last is None and not above) or below > 0 or above < 0:
        return None
    if not below and not above:
        assert first is not None
        assert last is not None
        return finite(term, index, first, last, scope, budget, field, product)
    if isinstance(field, Balls):
        return None if field.analytic else enclose_series(term, index, first, last, scope, budget, field, product)
    if isinstance(field, Estimates):
        summand = Call(Name("ln"), (term,)) if product else term
        if first is not None and series_diverges(summand, index, first, replace(scope, local={}), budget):
            return None
        if product and terms_stay_away(term, index, replace(scope, local={}), budget, product=True):
            return None
        return estimate_series(term, index, first, last, scope, budget, field, product)
    return None


def _whole(end: Expression, scope: Scope, budget: Budget, field: Field) -> int | None:
    value = evaluate(end, scope, budget, field)
    return None if value is None or isinstance(value, tuple) else integer_of(field, value)


def finite(
    term: Expression, index: str, first: int, last: int, scope: Scope, budget: Budget, field: Field, product: bool
) -> Any | None:
    """The sum or product over ``first`` … ``last``, by halves, so that exact numbers stay short as long as possible."""
    if last < first - 1 or last - first >= MOST_TERMS:
        return None
    operator = "*" if product else "+"
    walk = Walk(budget, field)
    partial: list[tuple[int, Any]] = []
    with field.working():
        for k in range(first, last + 1):
            if k % _TERMS_BETWEEN_CHECKS == 0:
                budget.check()
            value = walk.value(term, scope.bind({index: field.rational(fmpq(k))}))
            if value is None:
                return None
            size = 1
            while partial and partial[-1][0] == size:
                value = vectors.operate(field, operator, partial.pop()[1], value)
                size *= 2
                if value is None:
                    return None
            partial.append((size, value))
        total: Any = partial.pop()[1] if partial else field.rational(fmpq(1 if product else 0))
        while partial and total is not None:
            total = vectors.operate(field, operator, partial.pop()[1], total)
        return total
