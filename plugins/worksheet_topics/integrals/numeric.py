"""The independent numeric route of integrals: proved enclosures, or quadratures that agree."""

from __future__ import annotations

from typing import Any

from worksheet_server.api import (
    Budget,
    Call,
    Expression,
    Field,
    Range,
    Scope,
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


def divergence(body: Expression, over: Range, scope: Scope, budget: Budget) -> str | None:
    """``"oo"``, ``"-oo"`` or ``"diverges"`` where it is proved that the integral does not converge."""
    return integral_diverges(body, over.name.text, over.lower, over.upper, scope, budget)
