"""What a method is given and what it returns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import sympy

_FIRST_TERMS = 8

Found = tuple[Any, str]
"""A value, and the reason in a sentence."""


@dataclass(frozen=True, slots=True)
class Summation:
    """The sum of ``term`` for ``index`` from ``lower`` to ``upper``.

    ``below`` bounds the size of symbols: |s| < bound.
    """

    term: Any
    index: Any
    lower: Any
    upper: Any
    below: dict[Any, Any] = field(default_factory=dict)

    def of(self, term: Any) -> Summation:
        """The same range with another term."""
        return Summation(term, self.index, self.lower, self.upper, self.below)


def is_below_one(value: Any, below: dict[Any, Any]) -> bool:
    """Whether |value| < 1, from the bounds of its symbols."""
    if value.is_number:
        return (1 - sympy.Abs(value)).is_positive is True
    if (1 - sympy.Abs(value)).is_positive:
        return True
    size: Any = sympy.Integer(1)
    strict = False
    for factor in sympy.Mul.make_args(value):
        base, exponent = factor.as_base_exp()
        if factor.is_number:
            size *= sympy.Abs(factor)
        elif isinstance(base, sympy.Symbol) and base in below and exponent.is_Rational and exponent > 0:
            size *= below[base] ** exponent
            strict = True
        else:
            return False
    return strict and (1 - size).is_nonnegative is True


def may_have_pole(summation: Summation) -> bool:
    """Whether a term of a sum from a whole number on is undefined, as far as its denominator and first terms tell."""
    k, lower = summation.index, summation.lower
    if not lower.is_Integer:
        return False
    if any(summation.term.subs(k, lower + step).has(sympy.zoo, sympy.nan) for step in range(_FIRST_TERMS)):
        return True
    for factor in sympy.Mul.make_args(sympy.factor(sympy.fraction(sympy.together(summation.term))[1])):
        base = factor.as_base_exp()[0]
        if base.is_polynomial(k) and base.has(k) and base.free_symbols == {k}:
            roots = sympy.Poly(base, k).ground_roots() if base.is_rational_function(k) else {}
            if any(root.is_Integer and root >= lower for root in roots):
                return True
    return False
