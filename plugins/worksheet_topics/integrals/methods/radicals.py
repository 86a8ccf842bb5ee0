"""Roots of linear fractions: ``u = ((a x + b)/(c x + d))^(1/n)`` makes x rational in u.

See I. S. Gradshteyn and I. M. Ryzhik, Table of Integrals, section 2.20.
"""

from __future__ import annotations

from math import lcm
from typing import Any

import sympy

from worksheet_topics.integrals.methods.search import Search, substituted


def fractional_powers(integrand: Any, variable: Any) -> dict[Any, list[Any]]:
    """The bases that are raised to fractions, with their exponents."""
    found: dict[Any, list[Any]] = {}
    for each in integrand.atoms(sympy.Pow):
        base, exponent = each.base, each.exp
        if exponent.is_Rational and not exponent.is_Integer and base.has(variable):
            found.setdefault(base, []).append(exponent)
    return found


def by_root(integrand: Any, variable: Any, search: Search) -> Any:
    """The integral in the root of a linear fraction that occurs in the integrand."""
    powers = fractional_powers(integrand, variable)
    for form in (merged(integrand, variable, powers), integrand):
        if form is None:
            continue
        found = _by_root(form, variable, search)
        if found is not None:
            return found
    return None


def _by_root(integrand: Any, variable: Any, search: Search) -> Any:
    for base, exponents in sorted(fractional_powers(integrand, variable).items(), key=lambda item: item[0].count_ops()):
        read = _linear_fraction(base, variable)
        if read is None:
            continue
        a, b, c, d = read
        root = lcm(*(int(exponent.q) for exponent in exponents))
        new = sympy.Dummy("u", positive=True)
        inverse = (d * new**root - b) / (a - c * new**root)
        put = {base**exponent: new ** (exponent * root) for exponent in exponents}
        inner = integrand.xreplace(put).subs(variable, inverse) * sympy.diff(inverse, new)
        inner = tidy(inner, new)
        found = substituted(search, inner, new, base ** sympy.Rational(1, root))
        if found is not None:
            return found
    return None


def merged(integrand: Any, variable: Any, powers: dict[Any, list[Any]]) -> Any:
    """``p^a q^b`` as ``(p/q)^a q^(a + b)`` where ``a + b`` is whole: one root instead of two."""
    linear = [base for base in powers if _is_linear(base, variable)]
    if len(powers) != 2 or len(linear) != 2:
        return None
    first, second = linear
    if {each % 1 for each in powers[first]} != {(-each) % 1 for each in powers[second]}:
        return None
    if len({each % 1 for each in powers[first]}) != 1:
        return None
    # The fraction of the exponent moves into the ratio; what is left of it is whole.
    part = powers[first][0] % 1
    put = {first**each: first ** (each - part) for each in powers[first]}
    put |= {second**each: second ** (each + part) for each in powers[second]}
    ratio = (first / second) ** part
    factors = integrand.as_powers_dict()
    if not all(factors.get(base) in exponents for base, exponents in powers.items()):
        return None
    return integrand.xreplace(put) * ratio


def tidy(value: Any, variable: Any) -> Any:
    """A rational function in lowest terms; other functions with their bases in factors."""
    if value.is_rational_function(variable):
        return sympy.cancel(sympy.together(value))
    written = value.replace(
        lambda each: isinstance(each, sympy.Pow) and each.exp.is_Rational and not each.exp.is_Integer,
        lambda each: sympy.expand_power_base(sympy.factor(sympy.together(each.base)) ** each.exp),
    )
    constant, rest = sympy.expand_power_base(written).as_independent(variable, as_Add=False)
    rational, irrational = sympy.Integer(1), sympy.Integer(1)
    for factor in sympy.Mul.make_args(sympy.powsimp(rest)):
        if factor.is_rational_function(variable):
            rational *= factor
        else:
            irrational *= factor
    return constant * sympy.cancel(sympy.together(rational)) * irrational


def _is_linear(base: Any, variable: Any) -> bool:
    return bool(base.is_polynomial(variable)) and sympy.degree(base, variable) == 1


def _linear_fraction(base: Any, variable: Any) -> tuple[Any, Any, Any, Any] | None:
    if base == variable:
        return sympy.Integer(1), sympy.Integer(0), sympy.Integer(0), sympy.Integer(1)
    if not base.is_rational_function(variable):
        return None
    above, below = sympy.fraction(sympy.cancel(sympy.together(base)))
    if max(sympy.degree(above, variable), sympy.degree(below, variable)) != 1:
        return None
    top, bottom = sympy.Poly(above, variable), sympy.Poly(below, variable)
    return (
        top.coeff_monomial(variable),
        top.coeff_monomial(1),
        bottom.coeff_monomial(variable),
        bottom.coeff_monomial(1),
    )
