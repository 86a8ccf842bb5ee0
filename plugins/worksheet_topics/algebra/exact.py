"""Exact algebra: other forms of an expression, and the real solutions of an equation."""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.api import (
    NONE,
    Binary,
    Budget,
    Call,
    Expression,
    Name,
    Option,
    Relation,
    Scope,
    attempt,
    bound_symbol,
    closed_form,
    to_sympy,
)


def simplify(call: Call, scope: Scope, budget: Budget) -> Any:
    """``simplify(f)``."""
    return _rewritten(call, scope, budget, sympy.simplify)


def expand(call: Call, scope: Scope, budget: Budget) -> Any:
    """``expand(f)``."""
    return _rewritten(call, scope, budget, sympy.expand)


def factor(call: Call, scope: Scope, budget: Budget) -> Any:
    """``factor(f)``, over the rationals; an integer is left as it is."""
    return _rewritten(call, scope, budget, sympy.factor)


def _rewritten(call: Call, scope: Scope, budget: Budget, rewrite: Any) -> Any:
    if len(call.arguments) != 1:
        return None
    value = to_sympy(call.arguments[0], scope, budget)  # type: ignore[arg-type]
    if not isinstance(value, sympy.Expr):
        return value
    return closed_form(attempt(lambda: rewrite(value), budget))


def equation(call: Call) -> tuple[Expression, str] | None:
    """The expression that ``solve`` sets to zero, and the unknown."""
    if len(call.arguments) != 2 or not isinstance(call.arguments[1], Name):
        return None
    given, unknown = call.arguments
    if isinstance(given, Option):
        return Binary("-", given.name, given.value), unknown.text
    if isinstance(given, Relation):
        if given.operators not in (("=",), ("==",)):
            return None
        return Binary("-", given.operands[0], given.operands[1]), unknown.text
    return given, unknown.text  # type: ignore[return-value]


def solve(call: Call, scope: Scope, budget: Budget) -> Any:
    """The real solutions of ``solve(left = right, x)`` in ascending order; ``none`` where there is none."""
    read = equation(call)
    if read is None:
        return None
    expression, name = read
    unknown = bound_symbol(name, scope)
    zero = to_sympy(expression, scope.bind({name: unknown}), budget)
    if zero is None:
        return None
    domain = sympy.S.Complexes if scope.settings.complex else sympy.S.Reals
    found = attempt(lambda: sympy.solveset(zero, unknown, domain), budget)
    if found is sympy.S.EmptySet:
        return NONE
    if not isinstance(found, sympy.FiniteSet):
        return None
    values = list(found)
    if all(each.is_number and each.is_real for each in values):
        values.sort(key=lambda each: each.evalf(30))
    else:
        values.sort(key=sympy.default_sort_key)
    return values[0] if len(values) == 1 else sympy.Tuple(*values)
