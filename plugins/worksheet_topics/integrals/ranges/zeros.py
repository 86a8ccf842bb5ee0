"""All zeros of a function between two points, or ``None`` where the list might not be complete.

Polynomials by their real roots; circular functions of linear arguments by their periods; other functions through their
inverse; sums through one common inner function.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sympy

_MOST_ZEROS = 400
_AT_ZERO = (
    sympy.asin,
    sympy.atan,
    sympy.sinh,
    sympy.tanh,
    sympy.asinh,
    sympy.atanh,
    sympy.erf,
    sympy.erfi,
    sympy.Si,
    sympy.Abs,
    sympy.sign,
)
"""Odd (or absolute) functions that vanish at 0 alone."""
_AT_ONE = (sympy.log, sympy.acos, sympy.acosh)
_NOWHERE = (sympy.exp, sympy.cosh, sympy.sech, sympy.csch, sympy.sec, sympy.csc, sympy.coth, sympy.erfc)

Zeros = tuple[Any, ...] | None


def zeros_inside(function: Any, variable: Any, lower: Any, upper: Any) -> Zeros:
    """Points of the open range, in order, among which is every zero of ``function`` there."""
    found = _zeros(function, variable, lower, upper, 0)
    return None if found is None else in_order(found, lower, upper)


def in_order(points: Iterable[Any], lower: Any, upper: Any) -> Zeros:
    """Those of the points that lie between the ends, sorted; ``None`` where that cannot be told."""
    inside: list[Any] = []
    for point in points:
        if point.is_real is False:
            continue
        above, below = _sign(point - lower), _sign(upper - point)
        if above is None or below is None:
            return None
        if above > 0 and below > 0 and not any(_sign(point - other) == 0 for other in inside):
            inside.append(point)
    if len(inside) > _MOST_ZEROS:
        return None
    return tuple(sorted(inside, key=lambda each: sympy.N(each, 30)))


def _sign(value: Any) -> int | None:
    """1, 0 or −1 of a real constant, also of one with names whose sign their assumptions decide."""
    if value.is_zero or value == 0:
        return 0
    if value.is_infinite:
        return 1 if value is sympy.oo else -1 if value == -sympy.oo else None
    if value.is_positive:
        return 1
    if value.is_negative:
        return -1
    if value.is_number and sympy.expand(value) == 0:
        return 0
    return None


def _zeros(function: Any, variable: Any, lower: Any, upper: Any, depth: int) -> Iterable[Any] | None:
    if not function.has(variable):
        return () if function.is_zero is False else None
    if function == variable:
        return (sympy.Integer(0),)
    if depth > 6:
        return None
    deeper = (variable, lower, upper, depth + 1)
    if isinstance(function, sympy.Mul):
        return _union(_zeros(each, *deeper) for each in function.args)
    if isinstance(function, _NOWHERE):
        return ()
    if isinstance(function, sympy.Pow):
        if function.exp.has(variable):
            return () if function.base.is_positive else None
        return () if function.exp.is_negative else _zeros(function.base, *deeper)
    if function.is_polynomial(variable):
        return _of_polynomial(function, variable)
    if isinstance(function, _AT_ZERO):
        return _zeros(function.args[0], *deeper)
    if isinstance(function, _AT_ONE):
        return _zeros(function.args[0] - 1, *deeper)
    if isinstance(function, sympy.sin | sympy.tan):
        return _periodic(function.args[0], sympy.Integer(0), sympy.pi, variable, lower, upper)
    if isinstance(function, sympy.cos | sympy.cot):
        return _periodic(function.args[0], sympy.pi / 2, sympy.pi, variable, lower, upper)
    if isinstance(function, sympy.Add):
        return _of_sum(function, *deeper)
    return None


def _union(parts: Iterable[Iterable[Any] | None]) -> Iterable[Any] | None:
    found: list[Any] = []
    for part in parts:
        if part is None:
            return None
        found += part
    return found


def _of_polynomial(function: Any, variable: Any) -> Iterable[Any] | None:
    polynomial = sympy.Poly(function, variable)
    coefficients = polynomial.all_coeffs()
    if polynomial.degree() == 1:
        return (-coefficients[1] / coefficients[0],) if coefficients[0].is_zero is False else None
    if not polynomial.domain.is_QQ and not polynomial.domain.is_ZZ:
        if polynomial.degree() != 2:
            return None
        a, b, c = coefficients
        inside = sympy.expand(b**2 - 4 * a * c)
        if inside.is_negative:
            return ()
        if not inside.is_nonnegative or a.is_zero is not False:
            return None
        return tuple((-b + sign * sympy.sqrt(inside)) / (2 * a) for sign in (1, -1))
    roots = polynomial.real_roots()
    return tuple(dict.fromkeys(roots))


def _periodic(argument: Any, first: Any, period: Any, variable: Any, lower: Any, upper: Any) -> Iterable[Any] | None:
    """The points where a linear argument is ``first`` plus a multiple of the period."""
    slope = sympy.diff(argument, variable)
    if slope.has(variable) or not (slope.is_positive or slope.is_negative):
        return None
    offset = sympy.expand(argument - slope * variable)
    if not (lower.is_finite and upper.is_finite):
        return None
    ends = [(slope * end + offset - first) / period for end in (lower, upper)]
    if not all(each.is_number and each.is_real for each in ends):
        return None
    low, high = sorted(int(sympy.floor(sympy.N(each, 30))) for each in ends)
    if high - low > _MOST_ZEROS:
        return None
    return [(first + period * turn - offset) / slope for turn in range(low - 1, high + 3)]


def _of_sum(function: Any, variable: Any, lower: Any, upper: Any, depth: int) -> Iterable[Any] | None:
    if _one_sign(function, variable, lower, upper):
        return ()
    factored = sympy.factor(sympy.together(function))
    above, _ = sympy.fraction(factored)
    if isinstance(above, sympy.Mul) or not above.has(variable):
        return _zeros(above, variable, lower, upper, depth)
    if above != function and above.count_ops() <= function.count_ops():
        return _zeros(above, variable, lower, upper, depth)
    inner = [
        each
        for each in above.atoms(sympy.Function, sympy.exp, sympy.Pow)
        if each.has(variable) and not (isinstance(each, sympy.Pow) and each.exp.is_Integer)
    ]
    for kernel in inner:
        place = sympy.Dummy("k", real=True)
        written = above.subs(kernel, place)
        if written.has(variable) or not written.is_polynomial(place):
            continue
        values = _of_polynomial(written, place)
        if values is None:
            continue
        return _union(_where(kernel, value, variable, lower, upper, depth) for value in values)
    return None


def _where(kernel: Any, value: Any, variable: Any, lower: Any, upper: Any, depth: int) -> Iterable[Any] | None:
    """Where an inner function takes a value."""
    inside = kernel.args[0]
    if isinstance(kernel, sympy.exp):
        if value.is_nonpositive:
            return ()
        return _zeros(inside - sympy.log(value), variable, lower, upper, depth) if value.is_positive else None
    if isinstance(kernel, sympy.log):
        return _zeros(inside - sympy.exp(value), variable, lower, upper, depth)
    if isinstance(kernel, sympy.Pow) and kernel.exp.is_Rational and kernel.exp.is_positive:
        if value.is_negative:
            return ()
        return _zeros(kernel.base - value ** (1 / kernel.exp), variable, lower, upper, depth)
    if isinstance(kernel, sympy.sin | sympy.cos):
        if (value - 1).is_positive or (value + 1).is_negative:
            return ()
        if not ((1 - value).is_nonnegative and (value + 1).is_nonnegative):
            return None
        first = sympy.asin(value) if isinstance(kernel, sympy.sin) else sympy.acos(value)
        second = sympy.pi - first if isinstance(kernel, sympy.sin) else -first
        return _union(_periodic(inside, each, 2 * sympy.pi, variable, lower, upper) for each in (first, second))
    if isinstance(kernel, sympy.tan):
        return _periodic(inside, sympy.atan(value), sympy.pi, variable, lower, upper)
    if isinstance(kernel, sympy.atan | sympy.asinh | sympy.sinh | sympy.tanh | sympy.atanh | sympy.asin):
        inverse = {
            sympy.atan: sympy.tan,
            sympy.asinh: sympy.sinh,
            sympy.sinh: sympy.asinh,
            sympy.tanh: sympy.atanh,
            sympy.atanh: sympy.tanh,
            sympy.asin: sympy.sin,
        }[type(kernel)](value)
        return _zeros(inside - inverse, variable, lower, upper, depth) if inverse.is_real else ()
    return None


def _one_sign(function: Any, variable: Any, lower: Any, upper: Any) -> bool:
    """Whether the signs of the terms show that the sum does not vanish between the ends."""
    places = [sympy.Dummy("p", real=True)]
    if lower.is_finite:
        places.append(lower + sympy.Dummy("p", positive=True))
    if upper.is_finite:
        places.append(upper - sympy.Dummy("p", positive=True))
    if lower.is_finite and upper.is_finite:
        places.append(lower + (upper - lower) / (1 + sympy.Dummy("q", positive=True)))
    for place in places:
        there = function.subs(variable, place)
        if there.is_positive or there.is_negative or there.is_zero is False:
            return True
        spread = sympy.expand(there)
        if spread.is_positive or spread.is_negative:
            return True
    return _bounded_away(function, variable)


def _bounded_away(function: Any, variable: Any) -> bool:
    """``a + b cos u + …`` with ``|a|`` above the sum of the other coefficients."""
    constant, size = sympy.Integer(0), sympy.Integer(0)
    for term in sympy.Add.make_args(sympy.expand_mul(function)):
        factor, rest = term.as_independent(variable, as_Add=False)
        if rest == 1:
            constant += factor
            continue
        if not all(
            isinstance(each.as_base_exp()[0], sympy.sin | sympy.cos) and each.as_base_exp()[1].is_positive
            for each in sympy.Mul.make_args(rest)
        ):
            return False
        size += sympy.Abs(factor)
    return bool((sympy.Abs(constant) - size).is_positive)
