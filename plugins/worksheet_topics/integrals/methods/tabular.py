"""Polynomials times exponentials, sines and cosines: parts repeated until the polynomial is used up.

``∫ P g = P g₁ - P' g₂ + P'' g₃ - …`` with ``gₖ`` the k-th antiderivative (tabular integration; DLMF 1.4.22 repeated).
"""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_topics.integrals.methods.search import Search

_MOST_DEGREE = 60


def by_repeated_parts(integrand: Any, variable: Any, search: Search) -> Any:
    """``P(x) exp(a x + b)`` times at most one sine or cosine of a linear argument."""
    polynomial, exponent = sympy.Integer(1), sympy.Integer(0)
    wave: Any = None
    for factor in sympy.Mul.make_args(integrand):
        if factor.is_polynomial(variable):
            polynomial *= factor
        elif isinstance(factor, sympy.exp):
            exponent += factor.args[0]
        elif isinstance(factor, sympy.sin | sympy.cos) and wave is None:
            wave = factor
        else:
            return None
    rate = sympy.diff(exponent, variable)
    speed = sympy.Integer(0) if wave is None else sympy.diff(wave.args[0], variable)
    size = sympy.expand(rate**2 + speed**2)
    if rate.has(variable) or speed.has(variable) or size.is_zero is not False:
        return None
    left = sympy.Poly(polynomial, variable)
    if left.degree() > _MOST_DEGREE:
        return None
    # The k-th antiderivative is exp(…) (a cos + b sin); without a wave b stays 0.
    a, b = (sympy.Integer(0), sympy.Integer(1)) if isinstance(wave, sympy.sin) else (sympy.Integer(1), sympy.Integer(0))
    first, second, sign = sympy.Integer(0), sympy.Integer(0), 1
    while not left.is_zero:
        a, b = (rate * a - speed * b) / size, (speed * a + rate * b) / size
        first += sign * a * left.as_expr()
        second += sign * b * left.as_expr()
        left, sign = left.diff(), -sign
    first, second = sympy.expand(first), sympy.expand(second)
    if wave is None:
        return sympy.exp(exponent) * first
    angle = wave.args[0]
    return sympy.exp(exponent) * (first * sympy.cos(angle) + second * sympy.sin(angle))
