"""The exact route of limits: theorems where they reach, else SymPy's Gruntz algorithm on each side."""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.api import (
    DNE,
    Budget,
    Call,
    Name,
    Scope,
    attempt,
    bound_symbol,
    closed_form,
    conditions,
    exact_rational,
    proved_limit,
    proves_equal,
    to_sympy,
    with_approach,
)
from worksheet_topics.limits.numeric import differ, sides


def exact(call: Call, scope: Scope, budget: Budget) -> Any:
    """The value of ``lim(f, x -> a)``; ``dne`` where the sides differ, ``None`` where SymPy finds no value."""
    read = approach(call, scope, budget)
    if read is None:
        return None
    expression, variable, point, side = read
    proved = attempt(lambda: proved_limit(expression, variable, point, side, budget), budget.share(0.3, 3.0))
    if proved is not None:
        return proved[0]
    enclosed = _from_enclosures(call, scope, budget.share(0.3, 3.0))
    if enclosed is not None:
        return enclosed
    if side or not point.is_finite:
        return one_sided(expression, variable, point, side or "-", budget)
    above = one_sided(expression, variable, point, "+", budget.share(0.5))
    if above is None or above is DNE:
        return above
    below = one_sided(expression, variable, point, "-", budget.share(0.7))
    if below is None or below is DNE or above == below:
        return below
    return above if proves_equal(above, below, budget) else DNE


def _from_enclosures(call: Call, scope: Scope, budget: Budget) -> Any:
    """What the sides alone decide: that they differ, that both are infinite, or a rational that both are exactly."""
    found = attempt(lambda: sides(call, scope, budget), budget)
    if found is None:
        return None
    if differ(found):
        return DNE
    if found[0].infinity:
        return sympy.oo if found[0].infinity > 0 else -sympy.oo
    values = [exact_rational(each.value) for each in found]
    return values[0] if values[0] is not None and all(each == values[0] for each in values) else None


def approach(call: Call, scope: Scope, budget: Budget) -> tuple[Any, Any, Any, str] | None:
    """Expression, variable, point and side of a limit as SymPy objects."""
    read = with_approach(call)
    if read is None:
        return None
    body, specification = read
    name = specification.name.text
    point = to_sympy(specification.point, scope, budget)
    whole = ("in", Name("Z")) in conditions(name, scope) or ("in", Name("N")) in conditions(name, scope)
    to_infinity = point is not None and point.is_infinite
    # A sequence: where the name is assumed to be an integer, the limit is over integers alone.
    variable = bound_symbol(name, scope, **({"integer": True} if whole and to_infinity else {}))
    expression = to_sympy(body, scope.bind({name: variable}), budget)
    return None if expression is None or point is None else (expression, variable, point, specification.side)


def one_sided(expression: Any, variable: Any, point: Any, side: str, budget: Budget) -> Any:
    """SymPy's one-sided limit; ``dne`` where it oscillates, ``None`` where SymPy cannot say."""
    value = attempt(lambda: sympy.limit(expression, variable, point, side), budget)
    return DNE if isinstance(value, sympy.AccumBounds) else closed_form(value)
