"""Functions that only proofs of limits need: what is left of gamma and erfc beside their leading factor.

Their expansions for large real arguments are those of NIST DLMF 5.11.1 (for ln gamma) and 7.12.1 (for erfc), where the
error is bounded by the first term left out (5.11(ii), 7.12(i)).
"""

from __future__ import annotations

from typing import Any

import sympy


class StirlingRest(sympy.Function):
    """ln gamma(u) - (u - 1/2) ln u + u - ln(2 pi)/2, which tends to 0."""

    is_real = True


class ErfcRest(sympy.Function):
    """erfc(u) e^(u^2), which tends to 0 from above."""

    is_real = True
    is_positive = True


def coefficient(function: Any, power: int) -> Any:
    """The coefficient of u^-power in the expansion of one of these functions."""
    if power % 2 == 0:
        return sympy.Integer(0)
    if function is StirlingRest:
        return sympy.bernoulli(power + 1) / (power * (power + 1))
    half = (power - 1) // 2
    return (-1) ** half * sympy.factorial2(2 * half - 1) / sympy.Integer(2) ** half / sympy.sqrt(sympy.pi)


def gamma_at_infinity(argument: Any) -> Any:
    """gamma(u) as an exponential."""
    half = sympy.Rational(1, 2)
    logarithm = (argument - half) * sympy.log(argument) - argument + sympy.log(2 * sympy.pi) / 2
    return sympy.exp(logarithm + StirlingRest(argument))


def erfc_at_infinity(argument: Any) -> Any:
    """erfc(u) as an exponential times a power."""
    return sympy.exp(-(argument**2)) * ErfcRest(argument)
