"""Functions rational in x and in the root of one quadratic, by Euler's substitutions.

See I. S. Gradshteyn and I. M. Ryzhik, Table of Integrals, section 2.25.  The function is split into ``A + B sqrt(q)``
first; for polynomial B the result has the form ``P sqrt(q) + c ∫ 1/sqrt(q)`` (undetermined coefficients, 2.252).
"""

from __future__ import annotations

from typing import Any

import sympy
from sympy.polys.polyerrors import BasePolynomialError

from worksheet_topics.integrals.methods.radicals import fractional_powers
from worksheet_topics.integrals.methods.search import Search, substituted


def by_quadratic_root(integrand: Any, variable: Any, search: Search) -> Any:
    """The antiderivative of a function of x and ``sqrt(a x² + b x + c)`` with rational coefficients."""
    powers = fractional_powers(integrand, variable)
    if len(powers) != 1:
        return None
    ((base, exponents),) = powers.items()
    if any(exponent.q != 2 for exponent in exponents):
        return None
    radicand = _quadratic(base, variable)
    if radicand is None:
        return None
    root = sympy.Dummy("s", positive=True)
    written = integrand.xreplace({base**exponent: root ** (2 * exponent) for exponent in exponents})
    if not written.is_rational_function(variable, root):
        return None
    parts = _parts(written, root, radicand.as_expr(), variable)
    if parts is None:
        return None
    rational, factor = parts
    first = search.antiderivative(rational, variable) if rational != 0 else sympy.Integer(0)
    if first is None:
        return None
    # The integrand's other part is B·q/sqrt(q).
    second = _over_root(sympy.cancel(factor * radicand.as_expr()), radicand, variable, search)
    return None if second is None else first + second


def _quadratic(base: Any, variable: Any) -> Any:
    try:
        found = sympy.Poly(base, variable, extension=True)
    except BasePolynomialError:
        return None
    return found if found.degree() == 2 and all(each.is_number for each in found.all_coeffs()) else None


def _parts(value: Any, root: Any, square: Any, variable: Any) -> tuple[Any, Any] | None:
    """``value`` as ``A + B s`` with ``s² = square``."""
    above, below = sympy.fraction(sympy.together(value))
    a, b = _reduced(above, root, square)
    c, d = _reduced(below, root, square)
    norm = sympy.expand(c**2 - d**2 * square)
    if norm == 0:
        return None
    return sympy.cancel((a * c - b * d * square) / norm), sympy.cancel((b * c - a * d) / norm)


def _reduced(value: Any, root: Any, square: Any) -> tuple[Any, Any]:
    even, odd = sympy.Integer(0), sympy.Integer(0)
    for (exponent,), coefficient in sympy.Poly(value, root).terms():
        if exponent % 2:
            odd += coefficient * square ** (exponent // 2)
        else:
            even += coefficient * square ** (exponent // 2)
    return sympy.expand(even), sympy.expand(odd)


def _over_root(factor: Any, radicand: Any, variable: Any, search: Search) -> Any:
    """``∫ factor/sqrt(q)`` for a rational factor."""
    above, below = sympy.fraction(sympy.together(factor))
    whole, rest = sympy.Poly(above, variable).div(sympy.Poly(below, variable))
    root = sympy.sqrt(radicand.as_expr())
    found: Any = sympy.Integer(0)
    if not whole.is_zero:
        polynomial, left = _reduction(whole, radicand, variable)
        found = polynomial * root + left * _inverse_root(radicand, variable)
    if rest.is_zero:
        return found
    proper = _by_euler(rest.as_expr() / below, radicand, variable, search)
    return None if proper is None else found + proper


def _reduction(whole: Any, radicand: Any, variable: Any) -> tuple[Any, Any]:
    """``P`` and ``c`` with ``whole = P' q + P q'/2 + c``, from the leading coefficient down."""
    a = radicand.LC()
    polynomial = sympy.Poly(0, variable, domain=whole.domain)
    while whole.degree() > 0:
        degree = whole.degree()
        term = sympy.Poly(whole.LC() / (a * degree) * variable ** (degree - 1), variable)
        polynomial += term
        used = term.diff() * radicand + term * radicand.diff() * sympy.Rational(1, 2)
        whole = sympy.Poly(sympy.expand(whole.as_expr() - used.as_expr()), variable)
    return polynomial.as_expr(), whole.as_expr()


def _inverse_root(radicand: Any, variable: Any) -> Any:
    """``∫ 1/sqrt(a x² + b x + c)``: a logarithm or an arcsine."""
    a, b, c = radicand.all_coeffs()
    slope = 2 * a * variable + b
    discriminant = sympy.expand(b**2 - 4 * a * c)
    if a.is_negative:
        return -sympy.asin(slope / sympy.sqrt(discriminant)) / sympy.sqrt(-a)
    if discriminant.is_negative:
        return sympy.asinh(slope / sympy.sqrt(-discriminant)) / sympy.sqrt(a)
    inside = slope + 2 * sympy.sqrt(a) * sympy.sqrt(radicand.as_expr())
    return sympy.log(sympy.Abs(inside)) / sympy.sqrt(a)


def _by_euler(factor: Any, radicand: Any, variable: Any, search: Search) -> Any:
    """``∫ factor/sqrt(q)`` by one of the three substitutions, that with rational coefficients first."""
    a, b, c = radicand.all_coeffs()
    new = sympy.Dummy("t", real=True)
    root = sympy.sqrt(radicand.as_expr())
    discriminant = sympy.expand(b**2 - 4 * a * c)
    scale = sympy.Integer(1)
    if a.is_positive and not sympy.sqrt(a).is_Rational:
        # sqrt(q) = sqrt(a) sqrt(q/a): a monic quadratic needs no further root.
        scale, b, c, a = sympy.sqrt(a), b / a, c / a, sympy.Integer(1)
        root = sympy.sqrt(sympy.expand(variable**2 + b * variable + c))
    options = []
    if a.is_positive:
        leading = sympy.sqrt(a)
        x = (new**2 - c) / (b - 2 * leading * new)
        options.append((x, new + leading * x, root - leading * variable, leading))
    if discriminant.is_nonnegative and (sympy.sqrt(discriminant).is_Rational or a.is_negative):
        first = (-b + sympy.sqrt(discriminant)) / (2 * a)
        second = sympy.expand(-b / a - first)
        x = (a * second - first * new**2) / (a - new**2)
        options.append((x, new * (x - first), root / (variable - first), sympy.sqrt(discriminant)))
    if c.is_positive:
        constant = sympy.sqrt(c)
        x = (2 * constant * new - b) / (a - new**2)
        options.append((x, new * x + constant, (root - constant) / variable, constant))
    options.sort(key=lambda option: not option[3].is_Rational)
    for x, at_root, back, _ in options:
        inner = factor.subs(variable, x) * sympy.diff(x, new) / at_root
        inner = sympy.cancel(sympy.together(inner), extension=True)
        found = substituted(search, inner, new, back)
        if found is not None:
            return found / scale
    return None
