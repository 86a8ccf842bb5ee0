"""Written numbers as exact rationals, and back."""

from __future__ import annotations

import sympy
from flint import fmpz

from worksheet_server.symbolic.guards import MOST_BITS


def exact_number(digits: str) -> sympy.Rational | None:
    """``0.1`` as 1/10; ``None`` where the exponent would write out more than a million digits."""
    mantissa, _, exponent = digits.lower().partition("e")
    whole, _, fraction = mantissa.partition(".")
    scale = int(exponent or 0) - len(fraction)
    if abs(scale) * 4 > MOST_BITS or len(mantissa) * 4 > MOST_BITS:
        return None
    value = sympy.Integer(_integer((whole + fraction).lstrip("0") or "0"))
    return value * sympy.Integer(10) ** scale


def _integer(digits: str) -> int:
    """``int(digits)`` of any length; Python refuses more than 4,300 digits and is slow beyond."""
    return int(fmpz(digits))


def digits_of(value: int) -> str:
    """``str(value)`` of a natural number of any length."""
    return str(fmpz(value))
