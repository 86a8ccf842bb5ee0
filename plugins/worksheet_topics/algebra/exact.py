"""Exact algebra: other forms of an expression, and the real solutions of an equation."""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.api import (
    NONE,
    Approach,
    Binary,
    Budget,
    Call,
    Expression,
    Name,
    Option,
    Range,
    Relation,
    Scope,
    attempt,
    bound_symbol,
    closed_form,
    only_argument,
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
    given = only_argument(call)
    if given is None:
        return None
    value = to_sympy(given, scope, budget)
    if not isinstance(value, sympy.Expr):
        return value
    return closed_form(attempt(lambda: rewrite(value), budget))


def equation(call: Call) -> tuple[Expression, str] | None:
    """The expression that ``solve`` sets to zero, and the unknown."""
    if len(call.arguments) != 2:
        return None
    given, unknown = call.arguments
    if not isinstance(unknown, Name):
        return None
    if isinstance(given, Option):
        return Binary("-", given.name, given.value), unknown.text
    if isinstance(given, Relation):
        if given.operators not in (("=",), ("==",)):
            return None
        return Binary("-", given.operands[0], given.operands[1]), unknown.text
    return None if isinstance(given, Range | Approach) else (given, unknown.text)


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
    domain = sympy.Complexes if scope.settings.complex else sympy.Reals
    found = attempt(lambda: sympy.solveset(zero, unknown, domain), budget)
    if found == sympy.EmptySet:
        return NONE
    if not isinstance(found, sympy.FiniteSet):
        return None
    values = list(found)
    if all(each.is_number and each.is_real for each in values):
        values.sort(key=lambda each: each.evalf(30))
    else:
        values.sort(key=sympy.default_sort_key)
    return values[0] if len(values) == 1 else sympy.Tuple(*values)
