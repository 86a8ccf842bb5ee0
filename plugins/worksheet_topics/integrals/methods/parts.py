"""Integration by parts for logarithms and inverse functions, whose derivatives are simpler (DLMF 1.4.22)."""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_topics.integrals.methods.radicals import tidy
from worksheet_topics.integrals.methods.search import Search

SIMPLER = (
    sympy.log,
    sympy.asin,
    sympy.acos,
    sympy.atan,
    sympy.acot,
    sympy.asec,
    sympy.acsc,
    sympy.asinh,
    sympy.acosh,
    sympy.atanh,
    sympy.acoth,
    sympy.asech,
    sympy.acsch,
)
"""Functions with algebraic derivatives."""


def by_parts(integrand: Any, variable: Any, search: Search) -> Any:
    """``∫ h L^k`` as ``H L^k - ∫ H (L^k)'`` with ``H' = h``."""
    for factor in sympy.Mul.make_args(integrand):
        base, exponent = factor.as_base_exp()
        if not isinstance(base, SIMPLER) or not exponent.is_Integer or exponent < 1:
            continue
        rest = integrand / factor
        outer = search.antiderivative(rest, variable)
        if outer is None:
            continue
        slope = sympy.diff(without_absolute(factor), variable)
        left = search.antiderivative(_simple(outer * slope, variable), variable)
        if left is not None:
            return outer * factor - left
    return None


def _simple(value: Any, variable: Any) -> Any:
    return tidy(sympy.together(value), variable)


def without_absolute(value: Any) -> Any:
    """``ln|u|`` as ``ln u``: the same derivative."""
    return value.replace(
        lambda each: isinstance(each, sympy.log) and isinstance(each.args[0], sympy.Abs),
        lambda each: sympy.log(each.args[0].args[0]),
    )
