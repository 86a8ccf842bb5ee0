"""Whether an expression is analytic in a variable at a point, shown from its parts.

A ``True`` is a proof for the real domain: every function on the way is analytic where its argument goes.  Everything
else is ``False``.
"""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.function import AppliedUndef

_ENTIRE = (
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
"""Functions that are analytic on the whole real line."""


def is_analytic_at(expression: Any, variable: Any, point: Any) -> bool:
    """Whether ``expression`` is analytic in ``variable`` at the finite real ``point``.

    Unknown functions count as analytic wherever they are used ("as often differentiable as needed").
    """
    if not expression.has(variable):
        return True
    if expression == variable:
        return True
    if isinstance(expression, sympy.Subs):
        return all(is_analytic_at(each, variable, point) for each in expression.args[2])
    if isinstance(expression, AppliedUndef | sympy.Derivative):
        return True
    if not all(is_analytic_at(each, variable, point) for each in expression.args):
        return False
    if isinstance(expression, (sympy.Add, sympy.Mul, *_ENTIRE)):
        return True
    there = [each.subs(variable, point) for each in expression.args]
    if isinstance(expression, sympy.Pow):
        base, exponent = there
        if is_positive(base) or (exponent.is_Integer and exponent.is_nonnegative):
            return True
        return bool(exponent.is_Integer) and is_nonzero(base)
    if isinstance(expression, sympy.log | sympy.loggamma):
        return is_positive(there[0])
    if isinstance(expression, sympy.gamma | sympy.factorial):
        return is_positive(there[0])
    if isinstance(expression, sympy.tan | sympy.sec):
        return is_nonzero(sympy.cos(there[0]))
    if isinstance(expression, sympy.coth | sympy.csch):
        return is_nonzero(there[0])
    if isinstance(expression, sympy.cot | sympy.csc):
        return is_nonzero(sympy.sin(there[0]))
    if isinstance(expression, sympy.asin | sympy.acos | sympy.atanh):
        return is_positive(1 - there[0] ** 2)
    if isinstance(expression, sympy.Abs):
        return is_nonzero(there[0]) and there[0].is_real is True
    return False


def is_nonzero(value: Any) -> bool:
    """Whether a value is certainly not zero."""
    return value.is_zero is False or is_positive(value) or is_positive(-value)


def is_positive(value: Any) -> bool:
    """Whether a value is certainly positive, perhaps seen only from its factors."""
    if value.is_positive is not None or not value.free_symbols:
        return bool(value.is_positive)
    if not value.is_rational_function(*value.free_symbols):
        return False
    return bool(sympy.factor(sympy.together(value)).is_positive)


def is_analytic_on(expression: Any, variable: Any, lower: Any, upper: Any) -> bool:
    """Whether ``expression`` is analytic at every point of the open interval, shown from signs alone."""
    places = [sympy.Dummy("p", real=True)]
    if lower.is_finite:
        places.append(lower + sympy.Dummy("p", positive=True))
    if upper.is_finite:
        places.append(upper - sympy.Dummy("p", positive=True))
    if lower.is_finite and upper.is_finite:
        places.append(lower + (upper - lower) / (1 + sympy.Dummy("q", positive=True)))
    return any(is_analytic_at(expression, variable, place) for place in places)
