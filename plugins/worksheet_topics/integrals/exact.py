"""The exact route of integrals: antiderivatives and definite values by SymPy, from the tree."""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.api import (
    DIVERGES,
    Budget,
    Call,
    Name,
    Scope,
    attempt,
    bound_symbol,
    closed_form,
    to_sympy,
)
from worksheet_topics.integrals.antiderivatives import antiderivative
from worksheet_topics.integrals.numeric import divergence
from worksheet_topics.integrals.shape import nested

CONSTANT = sympy.Symbol("C")
"""The constant of integration."""


def exact(call: Call, scope: Scope, budget: Budget) -> Any:
    """The value of ``int(f, x)`` (with ``+ C``) or ``int(f, x=a..b)``; ``None`` where no closed form was found."""
    single = nested(call)
    if single is None:
        return None
    body, specification = single
    if isinstance(specification, Name):
        variable = to_sympy(specification, scope, budget)
        integrand = to_sympy(body, scope, budget)
        found = None if integrand is None else antiderivative(integrand, variable, budget)
        return None if found is None else found + CONSTANT
    name = specification.name.text
    variable = bound_symbol(name, scope)
    lower = to_sympy(specification.lower, scope, budget)
    upper = to_sympy(specification.upper, scope, budget)
    integrand = to_sympy(body, scope.bind({name: variable}), budget)
    if integrand is None or lower is None or upper is None:
        return None
    found = definite(integrand, variable, lower, upper, budget.share(0.8))
    if found is None or found.is_infinite:
        # SymPy's infinities do not tell a proper divergence from two infinite parts that do not cancel.
        divergent = divergence(body, specification, scope, budget.share(0.5, 3.0))
        found = {"oo": sympy.oo, "-oo": -sympy.oo, "diverges": DIVERGES}.get(divergent or "", found)
    return found


def definite(integrand: Any, variable: Any, lower: Any, upper: Any, budget: Budget) -> Any:
    """SymPy's value of a definite integral; ``None`` where it finds none."""
    if not integrand.has(variable) and lower.is_finite and upper.is_finite:
        return integrand * (upper - lower)
    return closed_form(attempt(lambda: sympy.integrate(integrand, (variable, lower, upper)), budget))
