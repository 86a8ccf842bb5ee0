"""Roots of polynomials that have a simple real form: binomials, and polynomials in a square.

Formulas: DLMF 1.11; the fourth degree in a square is split into real quadratics by completing the square.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy

_MOST_BINOMIAL = 12


@dataclass(frozen=True, slots=True)
class Root:
    """``real + ⅈ imaginary`` with ``imaginary >= 0``: a real root, or one of a conjugate pair.

    ``radius`` and ``angle`` are its polar form where that is the simpler one to take powers of.
    """

    real: Any
    imaginary: Any
    radius: Any = None
    angle: Any = None

    def power(self, exponent: int) -> tuple[Any, Any]:
        """Real and imaginary part of a power."""
        if self.radius is not None:
            size, turned = self.radius**exponent, self.angle * exponent
            return size * sympy.cos(turned), size * sympy.sin(turned)
        real, imaginary = sympy.Integer(1), sympy.Integer(0)
        for _ in range(exponent):
            real, imaginary = (
                sympy.expand(real * self.real - imaginary * self.imaginary),
                sympy.expand(real * self.imaginary + imaginary * self.real),
            )
        return real, imaginary

    def of_polynomial(self, polynomial: Any) -> tuple[Any, Any]:
        """Real and imaginary part of a polynomial's value."""
        real: Any = sympy.Integer(0)
        imaginary: Any = sympy.Integer(0)
        for (exponent,), coefficient in polynomial.terms():
            powers = self.power(exponent)
            real += coefficient * powers[0]
            imaginary += coefficient * powers[1]
        return sympy.expand(real), sympy.expand(imaginary)


def real_roots(polynomial: Any) -> list[Root] | None:
    """The real roots and one of each conjugate pair of an irreducible polynomial over the rationals.

    ``None`` where they have no simple real form.
    """
    degree = polynomial.degree()
    exponents = [exponent for (exponent,), _ in polynomial.terms()]
    if degree == 2:
        return _of_quadratic(*polynomial.monic().all_coeffs()[1:])
    if exponents == [degree, 0] and degree <= _MOST_BINOMIAL:
        return _of_binomial(degree, polynomial.monic().all_coeffs()[-1])
    if degree == 4 and not any(exponent % 2 for exponent in exponents):
        return _of_biquadratic(*polynomial.monic().all_coeffs()[2::2])
    shift = -polynomial.monic().all_coeffs()[1] / degree
    if shift != 0:
        moved = polynomial.compose(sympy.Poly(polynomial.gen + shift, polynomial.gen, domain="QQ"))
        found = real_roots(moved)
        if found is not None:
            return [Root(sympy.expand(each.real + shift), each.imaginary) for each in found]
    return None


def _of_quadratic(linear: Any, constant: Any) -> list[Root]:
    inside = linear**2 / 4 - constant
    if inside < 0:
        return [Root(-linear / 2, sympy.sqrt(-inside))]
    return [Root(-linear / 2 + sign * sympy.sqrt(inside), sympy.Integer(0)) for sign in (1, -1)]


def _of_binomial(degree: int, constant: Any) -> list[Root]:
    radius = sympy.Pow(abs(constant), sympy.Rational(1, degree))
    first = 0 if constant < 0 else 1
    found = []
    for turns in range(first, degree + 1, 2):
        angle = sympy.pi * turns / degree
        found.append(Root(radius * sympy.cos(angle), radius * sympy.sin(angle), radius, angle))
    return found


def _of_biquadratic(square: Any, constant: Any) -> list[Root]:
    """The roots of ``x⁴ + p x² + q``."""
    discriminant = square**2 - 4 * constant
    if discriminant < 0:
        middle = sympy.sqrt(constant)
        real, imaginary = sympy.sqrt((middle * 2 - square) / 4), sympy.sqrt((middle * 2 + square) / 4)
        return [Root(real, imaginary), Root(-real, imaginary)]
    found = []
    for sign in (1, -1):
        value = (-square + sign * sympy.sqrt(discriminant)) / 2
        if value.is_negative:
            found.append(Root(sympy.Integer(0), sympy.sqrt(-value)))
        else:
            found += [Root(sympy.sqrt(value), sympy.Integer(0)), Root(-sympy.sqrt(value), sympy.Integer(0))]
    return found
