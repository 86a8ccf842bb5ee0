"""Proofs of integrals: the derivative of an antiderivative.

And the fundamental theorem of calculus with its conditions.
"""

from __future__ import annotations

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
    bound_symbol,
    differentiate,
    is_special,
    proves_equal,
    to_sympy,
)
from worksheet_topics.integrals.definite import proved_value
from worksheet_topics.integrals.numeric import divergence
from worksheet_topics.integrals.shape import nested
from worksheet_topics.integrals.theorems import THEOREMS


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
    if left is None or right is None or not proves_equal(without_signs(left), without_signs(right), budget):
        return None
    return Evidence(Verdict.PROVED, "derivative-of-antiderivative", "the derivative of the answer is the integrand")


def without_signs(value: Any) -> Any:
    """``sign(u)`` as ``u/|u|``: the same wherever u is real and not zero, and simpler beside ``1/|u|``."""
    if not isinstance(value, sympy.Expr):
        return value
    return value.replace(
        lambda each: isinstance(each, sympy.sign) and bool(each.args[0].is_extended_real),
        lambda each: each.args[0] / sympy.Abs(each.args[0]),
    )


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
    proved = proved_value(integrand, variable, lower, upper, scope, budget.share(0.7))
    infinite = is_special(value) or value.is_infinite
    if proved is not None:
        if is_special(proved.value) or proved.value.is_infinite or infinite:
            same = same_divergence(proved.value, value)
        else:
            same = bool(proved.value == value) or proves_equal(proved.value, value, budget) is True
        detail = THEOREMS.get(proved.theorem, _THEOREM)
        return Evidence(Verdict.PROVED, proved.theorem, detail) if same else None
    if infinite:
        found = divergence(body, specification, scope, budget)
        if found is None or not same_divergence(found, value):
            return None
        return Evidence(Verdict.PROVED, "leading-term", "the leading term at a singular end is not integrable")
    return None


def same_divergence(proved: Any, value: Any) -> bool:
    """Whether a proved infinity, or divergence, is what was said; an infinity satisfies ``diverges``."""
    if value is DIVERGES:
        return proved is DIVERGES or bool(proved.is_infinite)
    return bool(proved == value)


_THEOREM = "F(b) − F(a) on every part of the range where F is continuous, and the integrand is its derivative"
