"""The independent numeric route of integrals: proved enclosures, or quadratures that agree."""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.api import (
    DIVERGES,
    Budget,
    Call,
    Expression,
    Field,
    Range,
    Scope,
    attempt,
    definite_integral,
    integral_diverges,
)
from worksheet_topics.integrals.shape import nested


def numeric(call: Call, scope: Scope, budget: Budget, field: Field) -> Any:
    """The value of ``int(f, x=a..b)`` in the arithmetic of ``field``; ``None`` for an antiderivative."""
    single = nested(call)
    if single is None:
        return None
    body, over = single
    if not isinstance(over, Range):
        return None
    return definite_integral(body, over.name.text, over.lower, over.upper, scope, budget, field)


def divergence(body: Expression, over: Range, scope: Scope, budget: Budget) -> Any:
    """An infinity, or ``DIVERGES``, where it is proved in time that the integral does not converge."""
    found = attempt(
        lambda: integral_diverges(body, over.name.text, over.lower, over.upper, scope, budget.share(0.9)), budget
    )
    return None if found is None else {"oo": sympy.oo, "-oo": -sympy.oo}.get(found, DIVERGES)
