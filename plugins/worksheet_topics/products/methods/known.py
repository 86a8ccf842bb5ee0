"""All methods for one product."""

from __future__ import annotations

from functools import partial
from typing import Any

import sympy

from worksheet_server.api import Budget, attempt
from worksheet_topics.products.methods.circular import equal_parts, halved_angles
from worksheet_topics.products.methods.gamma_quotients import gamma_quotient

_METHODS = (equal_parts, halved_angles, gamma_quotient)


def proved_product(factor: Any, k: Any, lower: Any, upper: Any, budget: Budget) -> tuple[Any, str] | None:
    """The value of a product and why it is that; ``None`` where no method reaches."""
    for method in _METHODS:
        found: tuple[Any, str] | None = attempt(
            partial(method, factor, k, lower, upper, budget.share(0.7)), budget.share(0.7, 3.0)
        )
        if found is not None and not found[0].has(sympy.nan, sympy.zoo):
            return found
    return None
