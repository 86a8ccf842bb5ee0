"""The independent numeric route of sums: exact terms, proved tails, extrapolation."""

from __future__ import annotations

from typing import Any

from worksheet_server.api import Budget, Call, Field, Name, Number, Scope, Unary, over_range, series_diverges, sum_value


def numeric(call: Call, scope: Scope, budget: Budget, field: Field) -> Any:
    """The value of ``sum(f, i=a..b)`` in the arithmetic of ``field``."""
    read = over_range(call)
    if read is None:
        return None
    term, over = read
    return sum_value(term, over.name.text, over.lower, over.upper, scope, budget, field)


def divergence(call: Call, scope: Scope, budget: Budget) -> str | None:
    """``"oo"``, ``"-oo"`` or ``"diverges"`` where it is proved that an infinite sum does not converge."""
    read = over_range(call)
    if read is None or read[1].upper != Name("oo"):
        return None
    term, over = read
    first = over.lower.operand if isinstance(over.lower, Unary) else over.lower
    if not isinstance(first, Number) or not first.digits.isdigit():
        return None
    start = -int(first.digits) if isinstance(over.lower, Unary) else int(first.digits)
    return series_diverges(term, over.name.text, start, scope, budget)
