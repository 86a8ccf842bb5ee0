"""Whether a derivative is taken where the function may have a corner: at the numbers that its names are given."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import sympy

from worksheet_server.symbolic.corners import avoids_corners
from worksheet_server.symbolic.symbols import free_symbol
from worksheet_server.symbolic.to_sympy import to_sympy
from worksheet_server.syntax.tree import Argument, Expression, Option, Range
from worksheet_server.values.budget import Budget
from worksheet_server.values.scope import Scope

_CORNERED = (
    sympy.Abs,
    sympy.sign,
    sympy.Heaviside,
    sympy.Max,
    sympy.Min,
    sympy.Piecewise,
    sympy.floor,
    sympy.ceiling,
    sympy.Mod,
)


def differentiates_corner(body: Expression, bindings: Sequence[Argument], scope: Scope, budget: Budget) -> bool:
    """Whether ``body`` is not known to be smooth where ``bindings`` (``x=0``, ``x=a..b``) put its names.

    A place that still has free names is no single point: there the corners are isolated gaps, and ``False`` is said.
    """
    value = to_sympy(body, scope, budget)
    if not isinstance(value, sympy.Basic) or not value.has(*_CORNERED):
        return False
    choices: list[list[tuple[sympy.Symbol, object]]] = []
    for each in bindings:
        if not isinstance(each, Option | Range):
            return True
        ends = (each.value,) if isinstance(each, Option) else (each.lower, each.upper)
        places = [to_sympy(end, scope, budget) for end in ends]
        if any(not isinstance(place, sympy.Expr) for place in places):
            return True
        symbol = free_symbol(each.name.text, scope)
        choices.append([(symbol, place) for place in places if not place.free_symbols])
    for chosen in product(*choices):
        points = dict(chosen)
        if not value.free_symbols - set(points) and not avoids_corners(value, points):
            return True
    return False
