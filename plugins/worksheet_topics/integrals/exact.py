"""The exact route of integrals: antiderivatives and definite values by SymPy, from the tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy

from worksheet_server.api import (
    Budget,
    Call,
    Expression,
    Name,
    Range,
    Scope,
    bound_symbol,
    to_sympy,
)
from worksheet_topics.integrals.antiderivatives import antiderivative
from worksheet_topics.integrals.definite import proposed_values, proved_value
from worksheet_topics.integrals.numeric import divergence
from worksheet_topics.integrals.shape import nested

CONSTANT = sympy.Symbol("C")
"""The constant of integration."""
_GLANCE = 0.7
"""Seconds for the question whether an integral diverges, before its value is looked for."""


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
    return next(_values(body, specification, scope, budget), None)


def alternatives(call: Call, scope: Scope, budget: Budget) -> Iterator[Any]:
    """Further values of ``int(f, x=a..b)``, to be tried where the first one was refuted."""
    single = nested(call)
    if single is None:
        return
    body, specification = single
    if isinstance(specification, Name):
        return
    yield from _values(body, specification, scope, budget)


def _values(body: Expression, specification: Range, scope: Scope, budget: Budget) -> Iterator[Any]:
    name = specification.name.text
    variable = bound_symbol(name, scope)
    lower = to_sympy(specification.lower, scope, budget)
    upper = to_sympy(specification.upper, scope, budget)
    integrand = to_sympy(body, scope.bind({name: variable}), budget)
    if integrand is None or lower is None or upper is None:
        return
    proved = proved_value(integrand, variable, lower, upper, scope, budget.share(0.4, 4.0))
    if proved is not None:
        yield proved.value
        return
    divergent = divergence(body, specification, scope, budget.share(0.2, _GLANCE))
    if divergent is not None:
        yield divergent
        return
    seen: list[Any] = []
    for found in proposed_values(integrand, variable, lower, upper, budget):
        # SymPy's infinities do not tell a proper divergence from two infinite parts that do not cancel.
        if not found.is_infinite and found not in seen:
            seen.append(found)
            yield found
    divergent = None if seen else divergence(body, specification, scope, budget)
    if divergent is not None:
        yield divergent
