"""The exact route of integrals: antiderivatives and definite values by SymPy, from the tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy
from sympy.integrals.manualintegrate import manualintegrate

from worksheet_server.api import (
    DIVERGES,
    Budget,
    Call,
    Name,
    Scope,
    attempt,
    bound_symbol,
    closed_form,
    proves_zero,
    to_sympy,
)
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


def antiderivative(integrand: Any, variable: Any, budget: Budget) -> Any:
    """An antiderivative, preferably one whose derivative is proved to be the integrand.

    ``None`` where none was found.
    """
    unproved = None
    for found in antiderivatives(integrand, variable, budget):
        if proves_zero(sympy.diff(found, variable) - integrand, budget.share(0.3, 2.0)):
            return found
        unproved = found if unproved is None else unproved
    return unproved


def antiderivatives(integrand: Any, variable: Any, budget: Budget) -> Iterator[Any]:
    """What SymPy's algorithms propose, the one by textbook rules first."""
    if not integrand.has(variable):
        yield integrand * variable
        return
    for propose, fraction in (
        (lambda: manualintegrate(integrand, variable), 0.4),
        (lambda: sympy.integrate(integrand, variable), 0.9),
    ):
        found = closed_form(attempt(propose, budget.share(fraction)))
        if found is not None:
            yield on_real_intervals(found, variable)


def definite(integrand: Any, variable: Any, lower: Any, upper: Any, budget: Budget) -> Any:
    """SymPy's value of a definite integral; ``None`` where it finds none."""
    if not integrand.has(variable) and lower.is_finite and upper.is_finite:
        return integrand * (upper - lower)
    return closed_form(attempt(lambda: sympy.integrate(integrand, (variable, lower, upper)), budget))


def on_real_intervals(found: Any, variable: Any) -> Any:
    """``ln(u)`` as ``ln|u|`` where ``u`` may be negative: the same derivative, on every interval of the domain.

    Only logarithms that stand as terms with constant factors are changed.
    """
    terms = []
    for term in sympy.Add.make_args(found):
        factor, rest = term.as_independent(variable, as_Add=False)
        if isinstance(rest, sympy.log) and rest.args[0].is_real and not rest.args[0].is_nonnegative:
            rest = sympy.log(sympy.Abs(rest.args[0]))
        terms.append(factor * rest)
    return sympy.Add(*terms)
