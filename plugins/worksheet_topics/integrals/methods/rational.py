"""Rational functions with rational coefficients, in real logarithms and arctangents.

Hermite's reduction and partial fractions over the factors of the denominator; see M. Bronstein, Symbolic Integration
I, section 2.2.  The result is continuous wherever the integrand is: each root or pair of conjugate roots of the
denominator gives one logarithm and one arctangent.
"""

from __future__ import annotations

from typing import Any

import sympy
from sympy.polys.polyerrors import BasePolynomialError

from worksheet_topics.integrals.methods.roots import real_roots

MOST_DEGREE = 60


def integrate_rational(integrand: Any, variable: Any) -> Any:
    """An antiderivative of a rational function; ``None`` for anything else, and where the roots have no simple form."""
    if not integrand.is_rational_function(variable):
        return None
    above, below = sympy.fraction(sympy.cancel(sympy.together(integrand)))
    try:
        top, bottom = sympy.Poly(above, variable, domain="QQ"), sympy.Poly(below, variable, domain="QQ")
    except BasePolynomialError:
        return None
    if top.degree() > MOST_DEGREE or bottom.degree() > MOST_DEGREE:
        return None
    whole, rest = top.div(bottom)
    found = whole.integrate().as_expr()
    outside, above, below = hermite(rest, bottom)
    found += outside
    if above.is_zero:
        return found
    logarithms = _logarithmic_part(above, below, variable)
    return None if logarithms is None else found + logarithms


def hermite(top: Any, bottom: Any) -> tuple[Any, Any, Any]:
    """``top/bottom`` as the derivative of a rational function, and a fraction whose denominator has simple roots.

    Bronstein's ``HermiteReduce``, quadratic version.
    """
    variable = bottom.gen
    found: Any = sympy.Integer(0)
    for part, times in bottom.sqf_list()[1]:
        rest = bottom.exquo(part**times)
        for power in range(times - 1, 0, -1):
            first, second = _split(rest * part.diff(), part, top * sympy.Rational(-1, power))
            found += sympy.cancel(first.as_expr() / part.as_expr() ** power)
            top = second * -power - rest * first.diff()
        bottom = rest * part
    shared = top.gcd(bottom)
    return found, top.exquo(shared), sympy.Poly(bottom.exquo(shared), variable)


def _split(first: Any, second: Any, value: Any) -> tuple[Any, Any]:
    """``(b, c)`` with ``b first + c second = value`` and the degree of ``b`` below that of ``second``."""
    inverse, _, shared = first.gcdex(second)
    b = (inverse * value).rem(second) * (1 / shared.LC())
    return b, (value - b * first).exquo(second)


def _logarithmic_part(above: Any, below: Any, variable: Any) -> Any:
    found: Any = sympy.Integer(0)
    for factor, _ in below.factor_list()[1]:
        others = below.exquo(factor)
        part = (above * others.invert(factor) if others.degree() > 0 else above * (1 / others.LC())).rem(factor)
        added = _over_factor(part, factor, variable)
        if added is None:
            return None
        found += added
    return found


def _over_factor(above: Any, factor: Any, variable: Any) -> Any:
    """The antiderivative of ``above/factor``, where ``factor`` is irreducible over the rationals."""
    degree = factor.degree()
    if degree == 1:
        return above.as_expr() / factor.LC() * sympy.log(sympy.Abs(factor.as_expr()))
    if degree == 2 and factor.discriminant() < 0:
        return _over_quadratic(above, factor, variable)
    roots = real_roots(factor)
    if roots is None:
        return None
    residue = (above * factor.diff().invert(factor)).rem(factor)
    return sympy.Add(*(_beside_root(residue, root, variable) for root in roots))


def _over_quadratic(above: Any, factor: Any, variable: Any) -> Any:
    a, b, _ = (factor.coeff_monomial(variable**power) for power in (2, 1, 0))
    slope, constant = above.coeff_monomial(variable), above.coeff_monomial(1)
    width = sympy.sqrt(-factor.discriminant())
    turned = 2 * (constant - slope * b / (2 * a)) / width
    logarithm = slope / (2 * a) * sympy.log(factor.as_expr() * (1 if a > 0 else -1))
    return logarithm + turned * sympy.atan((2 * a * variable + b) / width)


def _beside_root(residue: Any, root: Any, variable: Any) -> Any:
    """``c ln|x - u|`` of a real root; of a pair ``u ± ⅈ v`` with residues ``a ± ⅈ b`` both terms together."""
    real, imaginary = root.of_polynomial(residue)
    if root.imaginary == 0:
        return real * sympy.log(sympy.Abs(variable - root.real))
    square = sympy.expand((variable - root.real) ** 2 + root.imaginary**2)
    turned = -2 * imaginary * sympy.atan((variable - root.real) / root.imaginary)
    return real * sympy.log(square) + turned
