"""``∫ f(g(x)) g'(x) dx``: an inner function whose derivative divides the integrand.

The derivative-divides method of J. Moses, Symbolic Integration (1967), stage one.
"""

from __future__ import annotations

from math import gcd
from typing import Any

import sympy

from worksheet_topics.integrals.methods.radicals import tidy
from worksheet_topics.integrals.methods.search import Search, substituted

_MOST_CANDIDATES = 14


def by_substitution(integrand: Any, variable: Any, search: Search) -> Any:
    """The integral in an inner function ``u`` of the integrand, where nothing else depends on x."""
    for inner in _candidates(integrand, variable):
        slope = sympy.diff(inner, variable)
        if slope == 0:
            continue
        new = sympy.Dummy("u", positive=True) if inner.is_positive else sympy.Dummy("u", real=True)
        for form in _forms(integrand / slope, variable):
            written = _replaced(form, inner, new, variable)
            if not written.has(variable):
                found = substituted(search, tidy(written, new), new, inner)
                if found is not None:
                    return found
                break
    return None


def _replaced(value: Any, inner: Any, new: Any, variable: Any) -> Any:
    if isinstance(inner, sympy.Pow) and inner.base == variable and inner.exp.is_Integer:
        return value.replace(
            lambda each: isinstance(each, sympy.Pow) and each.base == variable and (each.exp / inner.exp).is_Integer,
            lambda each: new ** (each.exp / inner.exp),
        )
    written = value.subs(inner, new)
    slope = sympy.diff(inner, variable)
    if written.has(variable) and isinstance(inner, sympy.Add) and not slope.has(variable):
        return value.subs(variable, (new - sympy.expand(inner - slope * variable)) / slope)
    return written


def _forms(value: Any, variable: Any) -> Any:
    yield value
    if value.is_rational_function(variable):
        return
    together = sympy.together(value)
    yield together
    yield sympy.powsimp(sympy.expand_power_base(sympy.cancel(together)))


def _candidates(integrand: Any, variable: Any) -> list[Any]:
    found: list[Any] = []
    exponents = [int(each.exp) for each in integrand.atoms(sympy.Pow) if each.base == variable and each.exp.is_Integer]
    for each in sympy.preorder_traversal(integrand):
        if not each.has(variable) or each in (variable, integrand):
            continue
        if isinstance(each, sympy.Function) and not isinstance(each, sympy.Abs):
            found += [each, *each.args]
        elif isinstance(each, sympy.exp):
            found += [each, each.args[0]]
        elif isinstance(each, sympy.Pow):
            found += [each.base] if not each.exp.has(variable) else [each.exp]
            if each.exp.is_Rational and not each.exp.is_Integer:
                found.append(each)
    for common in {gcd(*exponents) if exponents else 1, *_shifted(exponents)}:
        if common > 1:
            found.append(variable**common)
    unique = [each for each in dict.fromkeys(found) if isinstance(each, sympy.Expr) and each.has(variable)]
    unique = [each for each in unique if each not in (variable, integrand)]
    return sorted(unique, key=lambda each: -each.count_ops())[:_MOST_CANDIDATES]


def _shifted(exponents: list[int]) -> set[int]:
    """Powers n for which ``x^(n - 1)`` may stand as a factor: the greatest common divisors of exponents plus one."""
    return {abs(each) for each in exponents if abs(each) > 1} | {abs(each + 1) for each in exponents}
