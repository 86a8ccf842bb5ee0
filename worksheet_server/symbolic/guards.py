"""Exact results that would explode are not started.

Every function here answers whether an exact operation is affordable; no exact number of more than about a million
digits is ever begun.
"""

from __future__ import annotations

import math
from typing import Any

import sympy

MOST_BITS = 3_321_928
"""A million decimal digits."""

MOST_BITS_UNDER_ROOT = 40_000
"""Roots of integers are searched for perfect powers, which is slower than multiplying."""


def bits(number: sympy.Rational) -> int:
    """The size of a rational number."""
    return int(number.p).bit_length() + int(number.q).bit_length()


def affords_power(base: Any, exponent: Any) -> bool:
    """Whether SymPy may build ``base^exponent``: ``9^9^9`` and ``(2x)^(10^9)`` would be written out."""
    if isinstance(exponent, sympy.Integer) and isinstance(base, sympy.Integer) and abs(base) <= 1:
        return True
    if base is sympy.E:
        return affords_exponential(exponent)
    if not isinstance(exponent, sympy.Rational):
        return True
    size = sum(bits(number) - 1 for number in base.atoms(sympy.Rational) if abs(number) != 1)
    if exponent.q != 1 and size > MOST_BITS_UNDER_ROOT:
        return False
    return size == 0 or abs(exponent) * size <= MOST_BITS


def affords_exponential(exponent: Any) -> bool:
    """Whether SymPy may build ``exp(exponent)``: it writes out ``exp(10^9*ln(2))``."""
    for term in sympy.Add.make_args(exponent):
        coefficient, rest = term.as_coeff_Mul()
        logarithms = rest.atoms(sympy.log)
        if not logarithms or not isinstance(coefficient, sympy.Rational):
            continue
        size = sum(bits(number) for each in logarithms for number in each.atoms(sympy.Rational))
        if abs(coefficient) * max(size, 1) > MOST_BITS:
            return False
    return True


def affords_product(*factors: Any) -> bool:
    """Whether the rational factors have a product that can be written out."""
    return sum(bits(factor) for factor in factors if isinstance(factor, sympy.Rational)) <= 2 * MOST_BITS


def affords_factorial(value: Any) -> bool:
    """Whether ``value!`` can be written out."""
    if not isinstance(value, sympy.Rational):
        return True
    size = abs(value)
    return bool(size < 10) or (size < 10**9 and math.lgamma(float(size) + 1) / math.log(2) <= MOST_BITS)


def affords_binomial(upper: Any, lower: Any) -> bool:
    """Whether the binomial coefficient can be written out; SymPy goes term by term unless both are natural."""
    if isinstance(upper, sympy.Integer) and isinstance(lower, sympy.Integer) and upper >= 0:
        k = min(abs(lower), abs(upper - lower))
        return bool(k <= 1 or (k < 10**7 and float(k) * (math.log2(float((upper + k) / k)) + 1.5) <= MOST_BITS))
    return all(not value.is_number or abs(sympy.N(value, 5)) <= 1000 for value in (upper, lower))


def affords_bernoulli(value: Any) -> bool:
    """Whether ``zeta(value)`` may be written with Bernoulli numbers."""
    return not isinstance(value, sympy.Rational) or bool(abs(value) <= 2000)


def affords_rounding(value: Any) -> bool:
    """Whether the integer next to ``value`` can be written out; ``floor(exp(10^9))`` cannot."""
    if not value.is_number or isinstance(value, sympy.Rational):
        return True
    tower = sympy.log(10) * 100_000
    size = sum((abs(each.exp) for each in value.atoms(sympy.exp)), sympy.Integer(0))
    powers = value.atoms(sympy.Pow)
    if any(not isinstance(each.exp, sympy.Rational) and not each.exp.is_number for each in powers):
        return True
    heights = [abs(sympy.log(abs(each.base)) * each.exp) for each in powers if each.base.is_nonzero]
    return all(bool(sympy.N(height, 5) < sympy.N(tower, 5)) for height in [size, *heights] if height.is_number)
