"""Points of a range outside which a function is real analytic; its kinks and jumps among them."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import sympy
from sympy.core.relational import Relational
from sympy.functions.elementary.piecewise import ExprCondPair

from worksheet_topics.integrals.ranges.zeros import Zeros, in_order, zeros_inside

_ENTIRE = (
    sympy.Add,
    sympy.Mul,
    sympy.exp,
    sympy.sin,
    sympy.cos,
    sympy.sinh,
    sympy.cosh,
    sympy.tanh,
    sympy.sech,
    sympy.atan,
    sympy.asinh,
    sympy.erf,
    sympy.erfc,
    sympy.erfi,
    sympy.Si,
)
_AT_ZERO = (sympy.log, sympy.Abs, sympy.sign, sympy.coth, sympy.csch, sympy.acot, sympy.acsch, sympy.Ei, sympy.Ci)
_AT_UNITS = (sympy.asin, sympy.acos, sympy.atanh, sympy.acosh)
_AT_ZERO_AND_UNITS = (sympy.asec, sympy.acsc, sympy.acoth, sympy.asech, sympy.li)
KINKED = (sympy.Abs, sympy.sign, sympy.Piecewise, sympy.floor, sympy.ceiling, sympy.Max, sympy.Min)
_MOST_STEPS = 200


def singular_points(function: Any, variable: Any, lower: Any, upper: Any) -> Zeros:
    """Points of the open range, in order, between which ``function`` is real analytic.

    ``None`` where that is not shown.
    """
    found: list[Any] = []
    for node in sympy.preorder_traversal(function):
        if not node.has(variable) or node == variable or isinstance(node, _ENTIRE):
            continue
        places = _of_node(node, variable, lower, upper)
        if places is None:
            return None
        found += places
    return in_order(found, lower, upper)


def kinks(function: Any, variable: Any, lower: Any, upper: Any) -> Zeros:
    """The points where absolute values, signs, steps and cases in ``function`` may change."""
    found: list[Any] = []
    for node in function.atoms(*KINKED):
        if node.has(variable):
            places = _of_node(node, variable, lower, upper)
            if places is None:
                return None
            found += places
    return in_order(found, lower, upper)


def _of_node(node: Any, variable: Any, lower: Any, upper: Any) -> Any:
    def zeros(value: Any) -> Zeros:
        return zeros_inside(value, variable, lower, upper)

    def all_of(*values: Any) -> Any:
        parts = [zeros(each) for each in values]
        return None if None in parts else [point for part in parts if part is not None for point in part]

    inside = node.args[0]
    if isinstance(node, sympy.Pow):
        if node.exp.has(variable):
            return all_of(node.base) if node.base.has(variable) else () if node.base.is_positive else None
        return () if node.exp.is_Integer and node.exp.is_nonnegative else zeros(node.base)
    if isinstance(node, _AT_ZERO):
        return zeros(inside)
    if isinstance(node, _AT_UNITS):
        return all_of(inside - 1, inside + 1)
    if isinstance(node, _AT_ZERO_AND_UNITS):
        return all_of(inside, inside - 1, inside + 1)
    if isinstance(node, sympy.tan | sympy.sec):
        return zeros(sympy.cos(inside))
    if isinstance(node, sympy.cot | sympy.csc):
        return zeros(sympy.sin(inside))
    if isinstance(node, sympy.floor | sympy.ceiling):
        return _steps(inside, variable, lower, upper)
    if isinstance(node, sympy.Max | sympy.Min):
        return all_of(*(first - second for first, second in combinations(node.args, 2)))
    if isinstance(node, Relational):
        return zeros(node.lhs - node.rhs)
    if isinstance(node, sympy.Piecewise | sympy.logic.boolalg.BooleanFunction | ExprCondPair):
        conditions = [each for each in node.atoms(Relational) if each.has(variable)]
        return all_of(*(each.lhs - each.rhs for each in conditions))
    return None


def _steps(inside: Any, variable: Any, lower: Any, upper: Any) -> Any:
    """Where a monotone argument is a whole number."""
    if not (lower.is_finite and upper.is_finite):
        return None
    slope = sympy.diff(inside, variable)
    if zeros_inside(slope, variable, lower, upper) != ():
        return None
    ends = [inside.subs(variable, end) for end in (lower, upper)]
    if not all(each.is_number and each.is_real and each.is_finite for each in ends):
        return None
    low, high = sorted(int(sympy.floor(sympy.N(each, 30))) for each in ends)
    if high - low > _MOST_STEPS:
        return None
    found: list[Any] = []
    for whole in range(low - 1, high + 3):
        places = zeros_inside(inside - whole, variable, lower, upper)
        if places is None:
            return None
        found += places
    return found
