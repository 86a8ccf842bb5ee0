"""The exact route of limits: SymPy's Gruntz algorithm, from the tree, on both sides of a two-sided limit."""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.api import (
    DNE,
    Budget,
    Call,
    Scope,
    attempt,
    bound_symbol,
    closed_form,
    proves_equal,
    to_sympy,
    with_approach,
)


def exact(call: Call, scope: Scope, budget: Budget) -> Any:
    """The value of ``lim(f, x -> a)``; ``dne`` where the sides differ, ``None`` where SymPy finds no value."""
    read = approach(call, scope, budget)
    if read is None:
        return None
    expression, variable, point, side = read
    if side or not point.is_finite:
        return one_sided(expression, variable, point, side or "-", budget)
    above = one_sided(expression, variable, point, "+", budget.share(0.5))
    if above is None or above is DNE:
        return above
    below = one_sided(expression, variable, point, "-", budget.share(0.7))
    if below is None or below is DNE or above == below:
        return below
    return above if proves_equal(above, below, budget) else DNE


def approach(call: Call, scope: Scope, budget: Budget) -> tuple[Any, Any, Any, str] | None:
    """Expression, variable, point and side of a limit as SymPy objects."""
    read = with_approach(call)
    if read is None:
        return None
    body, specification = read
    name = specification.name.text
    point = to_sympy(specification.point, scope, budget)
    variable = bound_symbol(name, scope)
    expression = to_sympy(body, scope.bind({name: variable}), budget)
    return None if expression is None or point is None else (expression, variable, point, specification.side)


def one_sided(expression: Any, variable: Any, point: Any, side: str, budget: Budget) -> Any:
    """SymPy's one-sided limit; ``dne`` where it oscillates, ``None`` where SymPy cannot say."""
    value = attempt(lambda: sympy.limit(expression, variable, point, side), budget)
    return DNE if isinstance(value, sympy.AccumBounds) else closed_form(value)
