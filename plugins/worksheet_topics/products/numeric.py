"""The independent numeric route of products: exact factors, proved tails, extrapolation."""

from __future__ import annotations

from typing import Any

from worksheet_server.api import Budget, Call, Field, Scope, over_range, product_value


def numeric(call: Call, scope: Scope, budget: Budget, field: Field) -> Any:
    """The value of ``prod(f, i=a..b)`` in the arithmetic of ``field``."""
    read = over_range(call)
    if read is None:
        return None
    factor, over = read
    return product_value(factor, over.name.text, over.lower, over.upper, scope, budget, field)
