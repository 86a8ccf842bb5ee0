"""Truncated series in a function w that tends to 0 faster than the coefficients may grow or decay.

A series is the sum of c w^e over its terms, up to O(w^order) times a function of the coefficients' class (no order: it
is exact).  D. Gruntz, On Computing Limits in a Symbolic Manipulation System (ETH Zürich, 1996), section 3.3.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cmp_to_key
from typing import Any

import sympy

from worksheet_server.symbolic.growth.signs import UndecidedError, constant_sign, is_zero
from worksheet_server.values.budget import Budget

ZERO, ONE = sympy.Integer(0), sympy.Integer(1)


class TooShortError(Exception):
    """Everything kept has cancelled: more terms are needed."""


@dataclass(frozen=True, slots=True)
class Series:
    """Terms (exponent, coefficient) by rising exponent, and the order of what was cut off."""

    terms: tuple[tuple[Any, Any], ...]
    order: Any = None


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Operations that keep ``length`` terms; ``sign`` tells the sign of a coefficient for large arguments."""

    length: int
    sign: Callable[[Any], int]
    budget: Budget

    def constant(self, value: Any) -> Series:
        """A coefficient as a series."""
        return Series(() if value == 0 else ((ZERO, value),))

    def add(self, parts: Sequence[Series]) -> Series:
        """The sum."""
        orders = [each.order for each in parts if each.order is not None]
        return self._collected([term for each in parts for term in each.terms], orders)

    def multiply(self, left: Series, right: Series) -> Series:
        """The product."""
        orders = []
        for one, other in ((left, right), (right, left)):
            if one.order is not None:
                orders += [one.order + each for each in self._lowest(other)]
        products = [(e + f, c * d) for e, c in left.terms for f, d in right.terms]
        return self._collected(products, orders)

    def power(self, base: Series, exponent: Any) -> Series:
        """The principal power of a series whose leading coefficient has a sign; the exponent is a constant."""
        if exponent == 1:
            return base
        lead, coefficient, rest = self.leading(base)
        sign = self.sign(coefficient)
        if sign == 0 or (sign < 0 and not exponent.is_integer):
            raise UndecidedError
        result = self.composed(rest, lambda k: sympy.ff(exponent, k) / sympy.factorial(k))
        return Series(
            tuple((e + lead * exponent, c * coefficient**exponent) for e, c in result.terms),
            None if result.order is None else result.order + lead * exponent,
        )

    def exponential(self, argument: Series) -> Series:
        """exp of a series without negative powers."""
        constant, rest = self.at_zero(argument)
        result = self.composed(rest, lambda k: 1 / sympy.factorial(k))
        return Series(tuple((e, c * sympy.exp(constant)) for e, c in result.terms), result.order)

    def logarithm(self, argument: Series, log_w: Any) -> Series:
        """ln(c w^e (1 + h)) = ln c + e ln w + ln(1 + h)."""
        lead, coefficient, rest = self.leading(argument)
        if self.sign(coefficient) != 1:
            raise UndecidedError
        tail = self.composed(rest, lambda k: ZERO if k == 0 else sympy.Rational((-1) ** (k + 1), k))
        return self.add([self.constant(sympy.log(coefficient) + lead * log_w), tail])

    def composed(self, small: Series, coefficient: Callable[[int], Any]) -> Series:
        """The sum of coefficient(k) h^k for a series h of positive powers."""
        total, power = self.constant(coefficient(0)), self.constant(ONE)
        if not small.terms and small.order is None:
            return total
        (least,) = self._lowest(small)
        for k in range(1, self.length + 1):
            self.budget.check()
            power = self.multiply(power, small)
            factor = coefficient(k)
            scaled = tuple((e, c * factor) for e, c in power.terms) if factor != 0 else ()
            total = self.add([total, Series(scaled, power.order)])
        return self._collected(list(total.terms), [least * (self.length + 1), *self._order_of(total)])

    def at_zero(self, series: Series) -> tuple[Any, Series]:
        """The coefficient of w^0 and the rest, all of whose powers must be positive."""
        constant = ZERO
        rest = []
        for exponent, coefficient in series.terms:
            sign = constant_sign(exponent, self.budget)
            if sign < 0 and not is_zero(coefficient, self.budget):
                raise UndecidedError
            if sign == 0:
                constant = coefficient
            elif sign > 0:
                rest.append((exponent, coefficient))
        if series.order is not None and constant_sign(series.order, self.budget) <= 0:
            raise TooShortError
        return constant, Series(tuple(rest), series.order)

    def leading(self, series: Series) -> tuple[Any, Any, Series]:
        """(e, c, h) with the series = w^e c (1 + h); coefficients that are proved to vanish are skipped."""
        for place, (exponent, coefficient) in enumerate(series.terms):
            if is_zero(coefficient, self.budget):
                continue
            rest = tuple((e - exponent, c / coefficient) for e, c in series.terms[place + 1 :])
            return exponent, coefficient, Series(rest, None if series.order is None else series.order - exponent)
        raise TooShortError

    def _difference(self, first: Any, second: Any) -> int:
        return constant_sign(first - second, self.budget)

    def _lowest(self, series: Series) -> list[Any]:
        if series.terms:
            return [series.terms[0][0]]
        return self._order_of(series)

    def _order_of(self, series: Series) -> list[Any]:
        return [] if series.order is None else [series.order]

    def _collected(self, terms: list[tuple[Any, Any]], orders: list[Any]) -> Series:
        gathered: dict[Any, list[Any]] = {}
        for exponent, coefficient in terms:
            gathered.setdefault(sympy.expand(exponent), []).append(coefficient)
        compare: Any = cmp_to_key(self._difference)
        order = min(orders, key=compare) if orders else None
        found: list[tuple[Any, Any]] = []
        for exponent in sorted(gathered, key=compare):
            if order is not None and constant_sign(exponent - order, self.budget) >= 0:
                break
            if len(found) >= self.length:
                order = exponent
                break
            parts = gathered[exponent]
            total = parts[0] if len(parts) == 1 else sympy.expand_mul(sympy.Add(*parts))
            if total != 0:
                found.append((exponent, total))
        return Series(tuple(found), order)
