"""Sums are integrated term by term; powers and exponentials of the variable by the table (DLMF 4.10, 4.26)."""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_topics.integrals.methods.search import Search

_MOST_TERMS = 40


def power_rule(integrand: Any, variable: Any, search: Search) -> Any:
    """``x^n``, ``(a x + b)^n``, ``exp(a x + b)``."""
    if integrand == variable:
        return variable**2 / 2
    if not isinstance(integrand, sympy.Pow | sympy.exp):
        return None
    base, exponent = integrand.as_base_exp()
    if not exponent.has(variable):
        slope = sympy.diff(base, variable)
        if slope.has(variable) or not exponent.is_Rational:
            return None
        if exponent == -1:
            return sympy.log(sympy.Abs(base)) / slope
        return base ** (exponent + 1) / (exponent + 1) / slope
    slope = sympy.diff(exponent, variable)
    if base.has(variable) or slope.has(variable) or not base.is_positive or slope.is_zero is not False:
        return None
    return integrand / (slope * sympy.log(base))


def term_by_term(integrand: Any, variable: Any, search: Search) -> Any:
    """A sum, perhaps only after its products are expanded."""
    for make in (lambda: integrand, lambda: _collected(integrand, variable), lambda: sympy.expand(integrand)):
        form = make()
        if not isinstance(form, sympy.Add) or len(form.args) > _MOST_TERMS:
            continue
        parts = []
        for term in form.args:
            part = search.antiderivative(term, variable)
            if part is None:
                break
            parts.append(part)
        else:
            return sympy.Add(*parts)
    return None


def _collected(integrand: Any, variable: Any) -> Any:
    """A sum with one rational coefficient, in lowest terms, for each product of functions."""
    kernels = [
        each
        for each in integrand.atoms(sympy.Function, sympy.Pow)
        if each.has(variable) and not (isinstance(each, sympy.Pow) and each.exp.is_Integer)
    ]
    if not kernels:
        return sympy.expand_mul(integrand)
    above, below = sympy.fraction(sympy.together(integrand))
    if not above.is_polynomial(*kernels) or not below.is_rational_function(variable):
        return sympy.expand_mul(integrand)
    terms = []
    for monomial, coefficient in sympy.Poly(above, *kernels).terms():
        factor = sympy.Mul(*(kernel**power for kernel, power in zip(kernels, monomial, strict=True)))
        terms.append(sympy.factor(sympy.cancel(coefficient / below)) * factor)
    return sympy.Add(*terms)
