"""Germs times powers of the logarithm L = -ln t of the distance from the point (ln x for x = 1/t at infinity)."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction
from math import factorial
from typing import Any

from worksheet_server.numerics.door import acb, acb_series, arb, fmpq, series_length
from worksheet_server.numerics.germ_layers import PLAIN, Layer, Layered
from worksheet_server.numerics.germs import Germ

_COST = Fraction(1, 16)
_MOST = 12


@dataclass(frozen=True, slots=True)
class LogPower:
    """L^``exponent``."""

    exponent: int


class Logs(Layer):
    """Polynomials in L over germs; ε is at most 1, so that L is not negative."""

    def times(self, first: Hashable, second: Hashable) -> list[tuple[Any, Hashable]] | None:
        """Exponents add."""
        total = power_of(first) + power_of(second)
        return [(fmpq(1), LogPower(total))] if total <= _MOST else None

    def bound(self, key: Hashable) -> Germ:
        """L <= t^-c/(c e) for every c > 0."""
        largest = (1 / (arb(_fmpq(_COST)) * arb.const_e())).upper()
        return Germ({}, -_COST * power_of(key), (arb(0).union(largest)) ** power_of(key))

    def made(self, name: str, argument: Germ) -> Any | None:
        """ln(t^q a (1 + h)) = -q L + ln(a (1 + h))."""
        if name in ("log2", "log10"):
            below = self.germs.base.call("ln", [fmpq(2 if name == "log2" else 10)])
            natural = self.made("ln", argument)
            return None if natural is None else self.divide(natural, below)
        lowest = argument.valuation
        if name != "ln" or argument.scale is not None or lowest is None or lowest == 0:
            return None
        rest = self.germs.call("ln", [self.germs.shift(argument, -lowest)])
        if rest is None:
            return None
        return self._gathered([(LogPower(1), self.germs.lift(_fmpq(-lowest))), (PLAIN, rest)])


def power_of(key: Hashable) -> int:
    """The exponent of L."""
    return key.exponent if isinstance(key, LogPower) else 0


def log_piece(value: Layered, field: Logs) -> Any | None:
    """A real ball around the integral over (0, ε]; ``None`` where a power of t is -1 or less.

    The integral of t^(e - 1) L^j is (t^e L^j + j times that of t^(e - 1) L^(j - 1))/e.
    """
    germs = field.germs
    total = arb(0)
    for key, germ in value.parts.items():
        if germ.scale is not None or (germ.valuation is not None and germ.valuation <= -1):
            return None
        for at, term in [*germ.terms.items(), *([] if germ.order is None else [(germ.order, germ.rest)])]:
            exponent, end = arb(_fmpq(at + 1)), germs.at_end(at + 1)
            integral, logarithm = end / exponent, -arb(germs.epsilon).log()
            for j in range(1, power_of(key) + 1):
                integral = (end * logarithm**j + j * integral) / exponent
            total += (term if isinstance(term, arb) else germs.real(term)) * integral
    return total if total.is_finite() else None


def log_sum(value: Layered, field: Logs, start: int, step: int) -> Any | None:
    """A ball around the sum of the values at t = 1/k for k = start, start + step, …; ``None`` where it may diverge.

    The sum of k^-q ln(k)^j is (-1)^j times the j-th derivative by q of step^-q zeta(q, start/step), the Hurwitz
    zeta function (DLMF 25.11.1).
    """
    total = arb(0)
    for key, germ in value.parts.items():
        if germ.scale is not None or (germ.valuation is not None and germ.valuation <= 1):
            return None
        for at, term in [*germ.terms.items(), *([] if germ.order is None else [(germ.order, germ.rest)])]:
            found = _zeta_derivative(at, power_of(key), start, step)
            if isinstance(term, arb):
                total += arb(0, (abs(term) * found).upper())
            else:
                total += field.germs.real(term) * found
    return total if total.is_finite() else None


def _zeta_derivative(exponent: Fraction, order: int, start: int, step: int) -> Any:
    with series_length(order + 1):
        variable = acb_series([acb(_fmpq(exponent)), 1], prec=order + 1)
        series = variable.zeta(acb(fmpq(start, step))) * (variable * -arb(step).log()).exp()
        return series[order].real * (-1) ** order * factorial(order)


def _fmpq(number: Fraction) -> Any:
    return fmpq(number.numerator, number.denominator)
