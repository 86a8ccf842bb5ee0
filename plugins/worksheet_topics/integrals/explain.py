"""Which integration rule applies at the top level, seen from the shape of the integrand."""

from __future__ import annotations

from typing import Any

import sympy

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
    Unary,
    bound_symbol,
    free_names,
    is_call_of,
    to_sympy,
    walk,
)
from worksheet_topics.integrals.rules import RULES
from worksheet_topics.integrals.shape import nested

_BY_PARTS = (sympy.exp, sympy.sin, sympy.cos, sympy.log, sympy.atan, sympy.asin, sympy.acos, sympy.sinh, sympy.cosh)
_INVERSE = (sympy.log, sympy.atan, sympy.asin, sympy.acos, sympy.asinh, sympy.acosh, sympy.atanh)


def explain(expression: Expression, answer: Expression, scope: Scope, budget: Budget) -> Explanation | None:
    """The fundamental theorem for a definite integral, and the rule for the integrand."""
    if not isinstance(expression, Call) or not is_call_of(expression, "int"):
        return None
    single = nested(expression)
    if single is None:
        return None
    body, over = single
    names: list[str] = []
    if isinstance(over, Range):
        if any(is_call_of(each, "int") for each in walk(body)):
            names.append("iterated integral")
        infinite = any(Name("oo") in tuple(walk(limit)) for limit in (over.lower, over.upper))
        names.append("improper integral" if infinite else "fundamental theorem")
    variable = over.name.text if isinstance(over, Range) else over.text
    names.append(rule_for(body, variable, scope, budget))
    return Explanation(tuple(Step(RULES[name], expression, answer) for name in names))


def rule_for(body: Expression, variable: str, scope: Scope, budget: Budget) -> str:
    """The name of the rule with which a person would begin."""
    if variable not in free_names(body):
        return "constant"
    if _is_linear(body, variable):
        return "linearity"
    symbol = bound_symbol(variable, scope)
    integrand = to_sympy(body, scope.bind({variable: symbol}), budget)
    return "known antiderivative" if not isinstance(integrand, sympy.Expr) else _rule(integrand, symbol)


def _is_linear(body: Expression, variable: str) -> bool:
    """A sum, or a constant times something."""
    match body:
        case Unary("-", _) | Binary("+" | "-", _, _):
            return True
        case Binary("*", left, right):
            return variable not in free_names(left) or variable not in free_names(right)
        case Binary("/", left, right):
            return variable not in free_names(right) and left != Name(variable)
    return False


def _rule(integrand: Any, x: Any) -> str:
    if integrand == 1 / x:
        return "reciprocal"
    if integrand == x or (isinstance(integrand, sympy.Pow) and integrand.base == x and not integrand.exp.has(x)):
        return "power"
    if isinstance(integrand, sympy.exp) and integrand.args[0] == x:
        return "exponential"
    if isinstance(integrand, sympy.sin | sympy.cos) and integrand.args[0] == x:
        return "trigonometric"
    if integrand.is_rational_function(x):
        below = sympy.fraction(integrand)[1]
        return "partial fractions" if sympy.degree(below, x) > 1 else "substitution"
    if _has_substitution(integrand, x):
        return "substitution"
    factors = sympy.Mul.make_args(integrand)
    if any(isinstance(each, _INVERSE) for each in factors) or _polynomial_times(factors, x):
        return "integration by parts"
    return "rewriting" if integrand.has(sympy.sin, sympy.cos, sympy.tan) else "known antiderivative"


def _has_substitution(integrand: Any, x: Any) -> bool:
    """Whether the integrand is ``f(g(x)) g'(x)`` for an inner expression g that occurs in it."""
    u = sympy.Dummy("u")
    inner = {each for node in integrand.atoms(sympy.Function, sympy.Pow) for each in (node, *node.args)}
    for g in sorted((each for each in inner if each.has(x) and each != x), key=sympy.count_ops)[:8]:
        slope = sympy.diff(g, x)
        if slope != 0 and not (integrand / slope).subs(g, u).has(x):
            return True
    return False


def _polynomial_times(factors: tuple[Any, ...], x: Any) -> bool:
    transcendental = [each for each in factors if isinstance(each, _BY_PARTS)]
    return len(transcendental) == 1 and all(each.is_polynomial(x) for each in factors if each is not transcendental[0])
