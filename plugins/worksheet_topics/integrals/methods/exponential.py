"""Functions of one exponential: ``t = exp(a x)`` (Bronstein, Symbolic Integration I, section 5.2, monomial case)."""

from __future__ import annotations

from math import gcd, lcm
from typing import Any

import sympy

from worksheet_topics.integrals.methods.search import Search, substituted

_HYPERBOLIC = (sympy.sinh, sympy.cosh, sympy.tanh, sympy.coth, sympy.sech, sympy.csch)


def by_exponential(integrand: Any, variable: Any, search: Search) -> Any:
    """The integral in ``t = exp(a x)`` where the integrand depends on x through powers of t alone."""
    written = integrand.replace(
        lambda each: isinstance(each, _HYPERBOLIC) and each.has(variable), lambda each: each.rewrite(sympy.exp)
    )
    slopes, constants = [], {}
    for each in written.atoms(sympy.exp):
        exponent = sympy.expand(each.args[0])
        if not exponent.has(variable):
            continue
        slope = sympy.diff(exponent, variable)
        if slope.has(variable):
            return None
        slopes.append(slope)
        constants[each] = (slope, exponent - slope * variable)
    if not slopes:
        return None
    ratios = [_ratio(slope, slopes[0]) for slope in slopes]
    if not all(ratio.is_Rational for ratio in ratios):
        return None
    below = lcm(*(int(ratio.q) for ratio in ratios))
    above = gcd(*(int(ratio * below) for ratio in ratios))
    rate = slopes[0] * sympy.Rational(above, below)
    rate = -rate if rate.could_extract_minus_sign() else rate
    new = sympy.Dummy("t", positive=True)
    put = {each: new ** sympy.cancel(slope / rate) * sympy.exp(rest) for each, (slope, rest) in constants.items()}
    inner = written.xreplace(put)
    if inner.has(variable):
        return None
    inner = inner / (rate * new)
    inner = sympy.cancel(inner) if inner.is_rational_function(new) else sympy.powsimp(sympy.together(inner))
    return substituted(search, inner, new, sympy.exp(rate * variable))


def _ratio(first: Any, second: Any) -> Any:
    """``first/second``; logarithms of whole numbers through those of their least roots (``ln 4 = 2 ln 2``)."""
    return sympy.cancel(sympy.expand_log(first, force=True) / sympy.expand_log(second, force=True))
