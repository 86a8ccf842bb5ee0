"""Which integration rule applies at the top level."""

from __future__ import annotations

from sympy.integrals import manualintegrate as manual

from worksheet_server.api import (
    Binary,
    Budget,
    Call,
    Explanation,
    Expression,
    Name,
    Range,
    Scope,
    Step,
    attempt,
    bound_symbol,
    free_names,
    to_sympy,
    walk,
)
from worksheet_topics.integrals.rules import RULES
from worksheet_topics.integrals.shape import nested

_ROUTES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("ConstantRule",), "constant"),
    (("PowerRule",), "power"),
    (("ReciprocalRule",), "reciprocal"),
    (("ExpRule",), "exponential"),
    (("SinRule", "CosRule", "TrigRule"), "trigonometric"),
    (("AddRule", "ConstantTimesRule"), "linearity"),
    (("URule", "TrigSubstitutionRule"), "substitution"),
    (("PartsRule", "CyclicPartsRule"), "integration by parts"),
    (("RewriteRule", "CompleteSquareRule"), "rewriting"),
)
"""The names of SymPy's step classes, and the rule that we cite for them."""


def explain(expression: Expression, answer: Expression, scope: Scope, budget: Budget) -> Explanation | None:
    """The fundamental theorem for a definite integral, and the rule for the integrand."""
    if not isinstance(expression, Call) or expression.function != Name("int"):
        return None
    single = nested(expression)
    if single is None:
        return None
    body, specification = single
    names: list[str] = []
    if isinstance(specification, Range):
        if any(isinstance(each, Call) and each.function == Name("int") for each in walk(body)):
            names.append("iterated integral")
        infinite = any(Name("oo") in tuple(walk(limit)) for limit in (specification.lower, specification.upper))
        names.append("improper integral" if infinite else "fundamental theorem")
        variable = specification.name.text
    else:
        variable = specification.text
    names.append(_rule(body, variable, scope, budget))
    return Explanation(tuple(Step(RULES[name], expression, answer) for name in names))


def _rule(body: Expression, variable: str, scope: Scope, budget: Budget) -> str:
    if variable not in free_names(body):
        return "constant"
    if isinstance(body, Binary) and body.operator == "/" and body.right == Name(variable):
        return "reciprocal"
    symbol = bound_symbol(variable, scope)
    integrand = to_sympy(body, scope.bind({variable: symbol}), budget)
    if integrand is None:
        return "known antiderivative"
    found = attempt(lambda: manual.integral_steps(integrand, symbol), budget.share(0.3, 2.0))
    kind = type(found).__name__
    return next((rule for kinds, rule in _ROUTES if kind in kinds), "known antiderivative")
