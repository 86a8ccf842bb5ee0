"""Definite integrals that a theorem gives, each with the conditions under which it holds.

NIST DLMF: 5.9.1 (gamma function), 5.9.6 and 5.9.7 (its cosine and sine), 5.12.1 and 5.12.3 (beta function), 25.5.1 and
25.5.3 (zeta function), 7.7.3 with moments (normal integral), 1.10(iv) with Jordan's lemma (residues).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy

from worksheet_topics.integrals.methods.roots import real_roots

Found = tuple[Any, str] | None


def by_theorem(integrand: Any, variable: Any, lower: Any, upper: Any) -> Found:
    """The value and the name of the theorem; ``None`` where the shape or a condition does not fit."""
    constant, rest = integrand.as_independent(variable, as_Add=False)
    for theorem in _for_range(lower, upper):
        found = theorem(rest, variable)
        if found is not None:
            return constant * found[0], found[1]
    even = lower == 0 and upper is sympy.oo and rest.subs(variable, -variable) == rest
    for theorem in _WHOLE_LINE if even else ():
        found = theorem(rest, variable)
        if found is not None:
            return constant * found[0] / 2, found[1]
    return None


def _for_range(lower: Any, upper: Any) -> tuple[Callable[[Any, Any], Found], ...]:
    if lower == 0 and upper is sympy.oo:
        return _HALF_LINE
    if lower is -sympy.oo and upper is sympy.oo:
        return _WHOLE_LINE
    return (_beta,) if lower == 0 and upper == 1 else ()


def _monomial(value: Any, variable: Any) -> tuple[Any, Any] | None:
    """``(c, k)`` of ``c x^k`` with ``k`` not 0."""
    constant, rest = value.as_independent(variable, as_Add=False)
    base, exponent = rest.as_base_exp()
    return (constant, exponent) if base == variable and not exponent.has(variable) else None


def _split(value: Any, variable: Any) -> tuple[Any, list[Any]]:
    """The power of x that is a factor of ``value``, and the other factors."""
    power: Any = sympy.Integer(0)
    others = []
    for factor in sympy.Mul.make_args(value):
        base, exponent = factor.as_base_exp()
        if base == variable and not exponent.has(variable):
            power += exponent
        else:
            others.append(factor)
    return power, others


def _gamma(value: Any, variable: Any) -> Found:
    """``∫ x^m exp(-c x^k)``, ``cos`` and ``sin`` of ``c x^k`` over the half line."""
    power, others = _split(value, variable)
    if len(others) != 1 or not isinstance(others[0], sympy.exp | sympy.cos | sympy.sin):
        return None
    inside = _monomial(others[0].args[0], variable)
    if inside is None or not inside[1].is_positive:
        return None
    constant, exponent = inside
    s = (power + 1) / exponent
    if isinstance(others[0], sympy.exp):
        if not (s.is_positive and constant.is_negative):
            return None
        return sympy.gamma(s) / (exponent * (-constant) ** s), "gamma-integral"
    if not constant.is_positive or not (1 - s).is_positive:
        return None
    if isinstance(others[0], sympy.cos) and s.is_positive:
        return sympy.gamma(s) * sympy.cos(sympy.pi * s / 2) / (exponent * constant**s), "gamma-integral"
    if isinstance(others[0], sympy.sin) and s.is_zero:
        return sympy.pi / (2 * exponent), "gamma-integral"
    if isinstance(others[0], sympy.sin) and (s + 1).is_positive and s.is_zero is False:
        return sympy.gamma(s) * sympy.sin(sympy.pi * s / 2) / (exponent * constant**s), "gamma-integral"
    return None


def _beta_on_half_line(value: Any, variable: Any) -> Found:
    """``∫ x^m/(a + b x^k)^p`` over the half line, with positive a, b, k."""
    power, others = _split(value, variable)
    if len(others) != 1:
        return None
    base, negative = others[0].as_base_exp()
    a, rest = base.as_independent(variable, as_Add=True)
    inside = None if negative.has(variable) else _monomial(rest, variable)
    if inside is None or not (a.is_positive and inside[0].is_positive and inside[1].is_positive):
        return None
    b, k = inside
    s, p = (power + 1) / k, -negative
    if not (s.is_positive and (p - s).is_positive):
        return None
    beta = sympy.pi / sympy.sin(sympy.pi * s) if p == 1 else sympy.gammasimp(_beta_value(s, p - s))
    return beta * a ** (s - p) / b**s / k, "beta-integral"


def _beta_value(first: Any, second: Any) -> Any:
    return sympy.gamma(first) * sympy.gamma(second) / sympy.gamma(first + second)


def _beta(value: Any, variable: Any) -> Found:
    """``∫ x^(a - 1) (1 - x^k)^(b - 1)`` from 0 to 1."""
    power, others = _split(value, variable)
    if len(others) != 1:
        return None
    base, exponent = others[0].as_base_exp()
    inside = None if exponent.has(variable) else _monomial(1 - base, variable)
    if inside is None or inside[0] != 1 or not inside[1].is_positive:
        return None
    first, second = (power + 1) / inside[1], exponent + 1
    if not (first.is_positive and second.is_positive):
        return None
    return sympy.gammasimp(_beta_value(first, second)) / inside[1], "beta-integral"


def _zeta(value: Any, variable: Any) -> Found:
    """``∫ x^(s - 1)/(exp(c x) ∓ 1)`` over the half line."""
    power, others = _split(value, variable)
    if len(others) != 1 or others[0].as_base_exp()[1] != -1:
        return None
    one, rest = others[0].as_base_exp()[0].as_independent(variable, as_Add=True)
    inside = _monomial(rest.args[0], variable) if isinstance(rest, sympy.exp) else None
    if inside is None or inside[1] != 1 or not inside[0].is_positive or one not in (1, -1):
        return None
    s = power + 1
    scale = sympy.gamma(s) / inside[0] ** s
    if one == -1:
        return (scale * sympy.zeta(s), "zeta-integral") if (s - 1).is_positive else None
    if s == 1:
        return scale * sympy.log(2), "zeta-integral"
    return (scale * (1 - 2 ** (1 - s)) * sympy.zeta(s), "zeta-integral") if s.is_positive else None


def _normal(value: Any, variable: Any) -> Found:
    """Polynomials times ``exp(-a x² + b x + c)`` over the whole line: moments of the normal distribution."""
    polynomial: Any = sympy.Integer(1)
    exponent: Any = sympy.Integer(0)
    for factor in sympy.Mul.make_args(value):
        if isinstance(factor, sympy.exp):
            exponent += factor.args[0]
        elif factor.is_polynomial(variable):
            polynomial *= factor
        else:
            return None
    if not exponent.is_polynomial(variable) or sympy.degree(sympy.expand(exponent), variable) != 2:
        return None
    square, b, c = sympy.Poly(exponent, variable).all_coeffs()
    a = -square
    if not (a.is_positive and b.is_real and c.is_real):
        return None
    mean: Any = b / (2 * a)
    total: Any = sympy.Integer(0)
    for (degree,), coefficient in sympy.Poly(polynomial, variable).terms():
        for pair in range(degree // 2 + 1):
            moment = sympy.factorial2(2 * pair - 1) / (2 * a) ** pair
            total += coefficient * sympy.binomial(degree, 2 * pair) * mean ** (degree - 2 * pair) * moment
    return total * sympy.sqrt(sympy.pi / a) * sympy.exp(sympy.expand(c + b**2 / (4 * a))), "normal-integral"


def _residues(value: Any, variable: Any) -> Found:
    """A fraction without real poles times ``cos(w x)`` or ``sin(w x)`` over the whole line, with simple poles."""
    waves = [each for each in sympy.Mul.make_args(value) if isinstance(each, sympy.cos | sympy.sin)]
    if len(waves) != 1:
        return None
    inside = _monomial(waves[0].args[0], variable)
    fraction = value / waves[0]
    if inside is None or inside[1] != 1 or not inside[0].is_positive or not fraction.is_rational_function(variable):
        return None
    above, below = sympy.fraction(sympy.cancel(sympy.together(fraction)))
    if (above.free_symbols | below.free_symbols) - {variable}:
        return None
    top, bottom = (sympy.Poly(each, variable, domain="QQ") for each in (above, below))
    if bottom.degree() < top.degree() + 1 or not bottom.is_sqf:
        return None
    rate = inside[0]
    total: Any = sympy.Integer(0)
    for factor, _ in bottom.factor_list()[1]:
        roots = real_roots(factor) if factor.degree() > 1 else None
        if roots is None or any(root.imaginary == 0 for root in roots):
            return None
        residue = (top * bottom.diff().invert(factor)).rem(factor)
        for root in roots:
            a, b = root.of_polynomial(residue)
            c, s = sympy.cos(rate * root.real), sympy.sin(rate * root.real)
            part = -(a * s + b * c) if isinstance(waves[0], sympy.cos) else a * c - b * s
            total += 2 * sympy.pi * sympy.exp(-rate * root.imaginary) * part
    return total, "residues"


_HALF_LINE = (_gamma, _beta_on_half_line, _zeta)
_WHOLE_LINE = (_normal, _residues)

THEOREMS: dict[str, str] = {
    "gamma-integral": "the integral of a power times an exponential, cosine or sine (DLMF 5.9.1, 5.9.6, 5.9.7)",
    "beta-integral": "Euler's beta integral (DLMF 5.12.1, 5.12.3)",
    "zeta-integral": "the integral of the zeta function (DLMF 25.5.1, 25.5.3)",
    "normal-integral": "the moments of the normal distribution, after completing the square",
    "residues": "residues in the upper half plane, with Jordan's lemma (DLMF 1.10(iv))",
}
"""What the evidence says; the conditions were checked."""
