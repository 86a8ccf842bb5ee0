"""Written numbers as exact rationals, and back."""

from __future__ import annotations

import sympy

from worksheet_server.symbolic.guards import MOST_BITS


def exact_number(digits: str) -> sympy.Rational | None:
    """``0.1`` as 1/10; ``None`` where the exponent would write out more than a million digits."""
    mantissa, _, exponent = digits.lower().partition("e")
    whole, _, fraction = mantissa.partition(".")
    scale = int(exponent or 0) - len(fraction)
    if abs(scale) * 4 > MOST_BITS or len(mantissa) * 4 > MOST_BITS:
        return None
    value = sympy.Integer(_integer(whole + fraction or "0"))
    return value * sympy.Integer(10) ** scale


def _integer(digits: str) -> int:
    """``int(digits)`` for any length: Python refuses more than 4,300 digits, so that long ones are read in halves."""
    if len(digits) <= 4000:
        return int(digits)
    half = len(digits) // 2
    return _integer(digits[:half]) * 10 ** (len(digits) - half) + _integer(digits[half:])


def digits_of(value: int) -> str:
    """``str(value)`` of a natural number of any length."""
    if value < 10**4000:
        return str(value)
    half = value.bit_length() * 30103 // 200000
    upper, lower = divmod(value, 10**half)
    return digits_of(upper) + digits_of(lower).rjust(half, "0")
