"""The same function in other words: powers as exponentials, exponentials of inverse functions as roots.

Identities of DLMF 4.37 and 4.24, on the real interval where both sides are real.
"""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_topics.integrals.methods.search import Search
from worksheet_topics.integrals.methods.squares import as_square

_HALF = sympy.Rational(1, 2)


def rewrite(integrand: Any, variable: Any, search: Search) -> Any:
    """The antiderivative of the integrand after one round of rewriting; ``None`` where nothing changes."""
    written = bottom_up(integrand, variable)
    return None if written == integrand else search.antiderivative(written, variable)


def bottom_up(value: Any, variable: Any) -> Any:
    """Every subexpression in the words that the other methods know."""
    if not value.args or not value.has(variable):
        return value
    value = value.func(*(bottom_up(each, variable) for each in value.args))
    if isinstance(value, sympy.Pow | sympy.exp):
        return _power(value, variable)
    return value


def _power(value: Any, variable: Any) -> Any:
    base, exponent = value.as_base_exp()
    if not exponent.has(variable):
        square = None if exponent.is_Integer else as_square(base)
        return value if square is None else square**exponent
    if base != sympy.E:
        if base.has(variable) and not isinstance(base, sympy.Symbol):
            return value
        exponent = sympy.expand_mul(exponent * sympy.log(base))
    found: Any = sympy.Integer(1)
    rest: Any = sympy.Integer(0)
    for term in sympy.Add.make_args(sympy.expand_mul(exponent)):
        factor, function = term.as_independent(variable, as_Add=False)
        one = _exponential_of(function, factor) if factor.is_Rational else None
        if one is None:
            rest += term
        else:
            found *= one
    return found * sympy.exp(rest)


def _exponential_of(function: Any, factor: Any) -> Any:
    if not isinstance(function, sympy.Function) or not function.args:
        return None
    inside = function.args[0]
    if isinstance(function, sympy.log):
        return inside**factor
    if isinstance(function, sympy.atanh):
        return (1 + inside) ** (factor * _HALF) * (1 - inside) ** (-factor * _HALF)
    if isinstance(function, sympy.acoth):
        return ((inside + 1) / (inside - 1)) ** (factor * _HALF)
    if isinstance(function, sympy.asinh):
        return (inside + sympy.sqrt(inside**2 + 1)) ** factor
    if isinstance(function, sympy.acosh):
        return (inside + sympy.sqrt(inside - 1) * sympy.sqrt(inside + 1)) ** factor
    return None
