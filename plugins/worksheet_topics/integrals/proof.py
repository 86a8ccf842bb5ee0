"""Proofs of integrals: the derivative of an antiderivative.

And the fundamental theorem of calculus with its conditions.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import sympy

from worksheet_server.api import (
    DIVERGES,
    Budget,
    Call,
    Claim,
    Evidence,
    Expression,
    Name,
    Range,
    Scope,
    Verdict,
    attempt,
    bound_symbol,
    differentiate,
    is_analytic_at,
    is_analytic_on,
    is_holomorphic_along,
    is_special,
    proved_limit,
    proves_equal,
    proves_zero,
    to_sympy,
    to_tree,
)
from worksheet_topics.integrals.antiderivatives import antiderivatives
from worksheet_topics.integrals.numeric import divergence
from worksheet_topics.integrals.shape import nested


def gather_evidence(claim: Claim, scope: Scope, budget: Budget) -> Evidence | None:
    """A proof that an integral is what the claim says."""
    if claim.relation not in ("=", "==") or not isinstance(claim.left, Call) or claim.left.function != Name("int"):
        return None
    single = nested(claim.left)
    if single is None:
        return None
    body, specification = single
    if isinstance(specification, Name):
        return _by_derivative(body, claim.right, specification.text, scope, budget)
    return _by_fundamental_theorem(body, specification, claim.right, scope, budget)


def _by_derivative(
    integrand: Expression, found: Expression, name: str, scope: Scope, budget: Budget
) -> Evidence | None:
    """Antiderivatives of one function differ by constants on each interval, so the derivative of the answer decides."""
    derivative = differentiate(found, name, scope)
    if derivative is None:
        return None
    left, right = to_sympy(derivative[0], scope, budget), to_sympy(integrand, scope, budget)
    if left is None or right is None or not proves_equal(left, right, budget):
        return None
    return Evidence(Verdict.PROVED, "derivative-of-antiderivative", "the derivative of the answer is the integrand")


def _by_fundamental_theorem(
    body: Expression, specification: Range, right: Expression, scope: Scope, budget: Budget
) -> Evidence | None:
    name = specification.name.text
    variable = bound_symbol(name, scope)
    integrand = to_sympy(body, scope.bind({name: variable}), budget)
    lower, upper = to_sympy(specification.lower, scope, budget), to_sympy(specification.upper, scope, budget)
    value = to_sympy(right, scope, budget)
    if integrand is None or lower is None or upper is None or value is None:
        return None
    if is_special(value) or value.is_infinite:
        found = divergence(body, specification, scope, budget)
        if found is None or not (show_divergence(value) == found or (value is DIVERGES and found in ("oo", "-oo"))):
            return None
        return Evidence(Verdict.PROVED, "leading-term", "the leading term at a singular end is not integrable")
    for found in antiderivatives(integrand, variable, budget.share(0.6)):
        if not _is_antiderivative(found, integrand, variable, name, scope, budget):
            continue
        difference = attempt(partial(_difference, found, variable, lower, upper, scope, budget), budget.share(0.8))
        if difference is not None and (difference == value or proves_equal(difference, value, budget)):
            return Evidence(
                Verdict.PROVED,
                "fundamental-theorem",
                "F(b) − F(a), where F is continuous on the range and the integrand is its derivative",
            )
    return None


def show_divergence(value: Any) -> str:
    """``oo``, ``-oo`` or ``diverges``."""
    return "diverges" if value is DIVERGES else str(value)


def _is_antiderivative(found: Any, integrand: Any, variable: Any, name: str, scope: Scope, budget: Budget) -> bool:
    """Whether our own differentiation of ``found`` gives the integrand."""
    tree = to_tree(found)
    derivative = None if tree is None else differentiate(tree, name, scope)
    if derivative is None:
        return False
    back = to_sympy(derivative[0], scope.bind({name: variable}), budget)
    return back is not None and bool(proves_zero(back - integrand, budget.share(0.4)))


def _difference(found: Any, variable: Any, lower: Any, upper: Any, scope: Scope, budget: Budget) -> Any:
    """``F(b) − F(a)`` where F is continuous on the open range, with its limits at the ends.

    ``None`` where that is not shown.
    """
    if (upper - lower).is_negative:
        turned = _difference(found, variable, upper, lower, scope, budget)
        return None if turned is None else -turned
    if not is_analytic_on(found, variable, lower, upper) and not _is_analytic_by_balls(
        found, variable, lower, upper, scope, budget
    ):
        return None
    at_upper = _end(found, variable, upper, "-", budget)
    at_lower = _end(found, variable, lower, "+", budget)
    if at_upper is None or at_lower is None:
        return None
    if at_upper.is_infinite and at_lower.is_infinite:
        return None
    return at_upper - at_lower


def _is_analytic_by_balls(found: Any, variable: Any, lower: Any, upper: Any, scope: Scope, budget: Budget) -> bool:
    expression, left, right = to_tree(found), to_tree(lower), to_tree(upper)
    if expression is None or left is None or right is None or not (lower.is_finite and upper.is_finite):
        return False
    return is_holomorphic_along(expression, left, right, variable.name, scope, budget.share(0.3))


def _end(found: Any, variable: Any, point: Any, side: str, budget: Budget) -> Any:
    if point.is_finite and is_analytic_at(found, variable, point):
        return found.subs(variable, point)
    limit = proved_limit(found, variable, point, side, budget)
    return limit[0] if limit is not None and isinstance(limit[0], sympy.Expr) else None
