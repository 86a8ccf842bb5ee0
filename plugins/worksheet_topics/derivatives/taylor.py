"""Taylor polynomials with their order: ``taylor(f, x=a, n)`` is ``f(a) + f'(a)(x - a) + … + O((x - a)^n)``.

B. Taylor's theorem as in NIST DLMF 1.4(vi): for a function analytic at the point the remainder is of the order written.
"""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.api import (
    Budget,
    Call,
    Claim,
    Evidence,
    Expression,
    Name,
    Number,
    Option,
    Scope,
    Verdict,
    differentiate,
    is_analytic_at,
    is_call_of,
    proves_equal,
    to_sympy,
)

MOST_TERMS = 30


def read(call: Call) -> tuple[Expression, str, Expression, int] | None:
    """Function, variable, point and order of ``taylor(f, x=a, n)``; ``None`` for any other shape."""
    if len(call.arguments) != 3:
        return None
    body, place, order = call.arguments
    if not isinstance(place, Option) or not isinstance(order, Number) or isinstance(body, Option):
        return None
    if not order.digits.isdigit() or not 0 < int(order.digits) <= MOST_TERMS:
        return None
    return body, place.name.text, place.value, int(order.digits)  # type: ignore[return-value]


def exact(call: Call, scope: Scope, budget: Budget) -> Any:
    """The Taylor polynomial of all degrees below n, and ``O((x - a)^n)``; ``None`` where a derivative has no value."""
    shape = read(call)
    if shape is None:
        return None
    body, name, place, order = shape
    function, variable = to_sympy(body, scope, budget), to_sympy(Name(name), scope, budget)
    point = to_sympy(place, scope, budget)
    if function is None or point is None or not isinstance(variable, sympy.Symbol):
        return None
    whole, derivative = sympy.Integer(0), function
    for degree in range(order):
        budget.check()
        coefficient = derivative.subs(variable, point)
        if coefficient.has(sympy.nan, sympy.zoo, sympy.oo):
            return None
        whole += coefficient / sympy.factorial(degree) * (variable - point) ** degree
        derivative = sympy.diff(derivative, variable)
    return whole + sympy.Order((variable - point) ** order, (variable, point))


def evidence(claim: Claim, scope: Scope, budget: Budget) -> Evidence | None:
    """A proof that each coefficient is the derivative that our own rules give, where the function is analytic."""
    if claim.relation not in ("=", "==") or not isinstance(claim.left, Call) or not is_call_of(claim.left, "taylor"):
        return None
    shape = read(claim.left)
    right = to_sympy(claim.right, scope, budget)
    if shape is None or not isinstance(right, sympy.Expr):
        return None
    body, name, place, order = shape
    variable, point = to_sympy(Name(name), scope, budget), to_sympy(place, scope, budget)
    function = to_sympy(body, scope, budget)
    if function is None or point is None or not is_analytic_at(function, variable, point):
        return None
    if right.getO() != sympy.Order((variable - point) ** order, (variable, point)):
        return None
    whole: Any = sympy.Integer(0)
    derivative: Expression = body
    for degree in range(order):
        budget.check()
        value = to_sympy(derivative, scope, budget)
        if value is None:
            return None
        whole += value.subs(variable, point) / sympy.factorial(degree) * (variable - point) ** degree
        further = differentiate(derivative, name, scope)
        if further is None:
            return None
        derivative = further[0]
    same = proves_equal(whole, right.removeO(), budget)
    if same is False:
        return Evidence(Verdict.REFUTED, "taylor-coefficients", "a coefficient is not that of our own derivatives")
    if not same:
        return None
    return Evidence(Verdict.PROVED, "taylor-coefficients", f"all {order} coefficients are those of our own derivatives")
