"""Where a formula has a corner or a jump, and its derivative there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import sympy

from worksheet_server.symbolic.reading import NoClosedFormError
from worksheet_server.symbolic.special import DNE


def classical(value: Any, variable: sympy.Symbol) -> Any:
    """A derivative without distributions.

    Wherever the derivative exists, SymPy's ``DiracDelta`` is 0 and its ``Heaviside`` a step.
    """
    value = value.replace(sympy.DiracDelta, lambda *_: sympy.Integer(0))
    value = value.replace(sympy.Heaviside, lambda x, *_: sympy.Piecewise((1, x > 0), (0, x < 0)))
    flat = [
        each
        for each in value.atoms(sympy.Derivative, sympy.Subs)
        if isinstance(each.expr, sympy.floor | sympy.ceiling | sympy.sign)
        or (isinstance(each, sympy.Subs) and each.expr.has(sympy.floor, sympy.ceiling, sympy.sign))
    ]
    return value.xreplace({each: sympy.Integer(0) for each in flat}) if flat else value


def meets_corner(value: Any, points: dict[Any, Any]) -> bool:
    """Whether one of the functions with corners or jumps in ``value`` has one at ``points``."""

    def there(expression: Any) -> Any:
        return expression.subs(points, simultaneous=True)

    for each in value.atoms(sympy.Abs, sympy.sign, sympy.Heaviside):
        if there(each.args[0]).is_zero:
            return True
    for each in value.atoms(sympy.floor, sympy.ceiling):
        at = there(each.args[0])
        if at.is_number and at.is_integer:
            return True
    for each in value.atoms(sympy.Mod):
        quotient = there(each.args[0] / each.args[1])
        if quotient.is_number and quotient.is_integer:
            return True
    for each in value.atoms(sympy.Max, sympy.Min):
        values = [there(argument) for argument in each.args]
        if len(set(values)) < len(values):
            return True
    for piecewise in value.atoms(sympy.Piecewise):
        for each in piecewise.atoms(sympy.core.relational.Relational):
            if there(each.lhs - each.rhs).is_zero:
                return True
    return False


def avoids_corners(value: Any, points: dict[Any, Any]) -> bool:
    """Whether every function with corners or jumps in ``value`` is certainly smooth at ``points``.

    Not the opposite of ``meets_corner``: where neither can be shown, both are ``False``.
    """

    def there(expression: Any) -> Any:
        return expression.subs(points, simultaneous=True)

    differences = [there(each.args[0]) for each in value.atoms(sympy.Abs, sympy.sign, sympy.Heaviside)]
    for each in value.atoms(sympy.Max, sympy.Min):
        values = [there(argument) for argument in each.args]
        differences += [first - second for first, second in combinations(values, 2)]
    for piecewise in value.atoms(sympy.Piecewise):
        relations = piecewise.atoms(sympy.core.relational.Relational)
        differences += [there(each.lhs - each.rhs) for each in relations]
    steps = [there(each.args[0]) for each in value.atoms(sympy.floor, sympy.ceiling)]
    steps += [there(each.args[0] / each.args[1]) for each in value.atoms(sympy.Mod)]
    return all(each.is_zero is False for each in differences) and all(each.is_integer is False for each in steps)


def derivative_at_corner(value: Any, variables: Sequence[sympy.Symbol], points: dict[Any, Any]) -> Any:
    """The first derivative at a corner from its two one-sided difference quotients: ``dne`` where they differ."""
    if len(variables) != 1:
        raise NoClosedFormError
    variable = variables[0]
    others = {symbol: point for symbol, point in points.items() if symbol is not variable}
    along = value.subs(others, simultaneous=True)
    point = points[variable]
    step = sympy.Dummy("h", positive=True)
    here = along.subs(variable, point)
    if not here.is_finite:
        return DNE if here.is_finite is False else _give_up()
    right, left = (
        sympy.limit((along.subs(variable, point + side * step) - here) / (side * step), step, 0, "+")
        for side in (1, -1)
    )
    if any(
        not isinstance(each, sympy.Expr) or each.has(sympy.Limit, sympy.nan, sympy.AccumBounds)
        for each in (left, right)
    ):
        raise NoClosedFormError
    if left.is_infinite or right.is_infinite:
        return DNE
    difference = sympy.expand(left - right)
    if difference.is_zero:
        return right
    return DNE if difference.is_nonzero else _give_up()


def _give_up() -> Any:
    raise NoClosedFormError
