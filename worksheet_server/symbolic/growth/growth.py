"""Limits for x → ∞ by the most rapidly varying part of an expression: Gruntz's algorithm with our own decisions.

D. Gruntz, On Computing Limits in a Symbolic Manipulation System (ETH Zürich, 1996), chapter 3.  The expression must
have been prepared (``worksheet_server.symbolic.growth.preparing``): sums, products, constant powers, exp, ln, and
functions that are analytic where their argument tends to.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import sympy

from worksheet_server.symbolic.growth import asymptotics
from worksheet_server.symbolic.growth.series import Arithmetic, Series, TooShortError
from worksheet_server.symbolic.growth.signs import UndecidedError, constant_sign, is_zero
from worksheet_server.symbolic.smoothness import is_analytic_at
from worksheet_server.values.budget import Budget

_LENGTHS = (3, 6, 12, 20)
_MOST_DEPTH = 60


@dataclass(slots=True)
class Growth:
    """The behavior of expressions in the positive symbol ``x`` for x → ∞."""

    x: Any
    budget: Budget
    limits: dict[Any, Any] = field(default_factory=dict)
    sets: dict[Any, frozenset[Any]] = field(default_factory=dict)
    depth: int = 0

    def __post_init__(self) -> None:
        logarithm = sympy.log(self.x)
        self.limits[self.x / logarithm] = sympy.oo
        self.limits[logarithm / self.x] = sympy.Integer(0)

    def limit(self, expression: Any) -> Any:
        """A constant, ∞ or −∞; raises ``UndecidedError``."""
        known = self.limits.get(expression)
        if known is None:
            known = self._limit(expression)
            self.limits[expression] = known
        return known

    def _limit(self, expression: Any) -> Any:
        if not expression.has(self.x):
            return expression
        if expression == self.x:
            return sympy.oo
        if isinstance(expression, sympy.Mul):
            factor, rest = expression.as_independent(self.x, as_Add=False)
            if factor != 1:
                inner = self.limit(rest)
                return inner * self._nonzero(factor) if inner.is_infinite else factor * inner
        exponent, coefficient = self.leading(expression)
        sign = constant_sign(exponent, self.budget)
        if coefficient == 0 or sign > 0:
            return sympy.Integer(0)
        if sign < 0:
            direction = self.sign(coefficient)
            if direction == 0:
                raise UndecidedError
            return sympy.oo * direction
        return self.limit(coefficient)

    def _nonzero(self, constant: Any) -> int:
        return constant_sign(constant, self.budget) or _refuse()

    def sign(self, expression: Any) -> int:
        """The sign for all large x."""
        if not expression.has(self.x):
            return constant_sign(expression, self.budget)
        if expression == self.x or expression.is_positive or isinstance(expression, sympy.exp):
            return 1
        if expression.is_negative:
            return -1
        if isinstance(expression, sympy.Mul):
            found = 1
            for each in expression.args:
                found *= self.sign(each)
            return found
        if isinstance(expression, sympy.Pow) and expression.exp.is_integer:
            base = self.sign(expression.base)
            return base if expression.exp.is_odd else base * base if expression.exp.is_even else _refuse()
        coefficient = self.leading(expression)[1]
        return 0 if coefficient == 0 else self.sign(coefficient)

    def leading(self, expression: Any) -> tuple[Any, Any]:
        """(e, c): the leading term c w^e; both are 0 for what vanishes identically."""
        self.depth += 1
        try:
            if self.depth > _MOST_DEPTH:
                raise UndecidedError
            return self._leading(expression)
        finally:
            self.depth -= 1

    def _leading(self, expression: Any) -> tuple[Any, Any]:
        rapid = self.most_rapid(expression)
        while self.x in rapid:
            expression = expression.xreplace({self.x: sympy.exp(self.x)})
            rapid = self.most_rapid(expression)
        if not rapid:
            return sympy.Integer(0), expression
        chosen = min(rapid, key=lambda each: (sympy.count_ops(each), sympy.default_sort_key(each)))
        grows = self.limit(chosen.args[0]) is sympy.oo
        log_w = -chosen.args[0] if grows else chosen.args[0]
        for length in _LENGTHS:
            self.budget.check()
            scale = _Scale(self, rapid, log_w, Arithmetic(length, self.sign, self.budget))
            try:
                series = scale.series(expression)
                exponent, coefficient, _ = scale.arithmetic.leading(series)
            except TooShortError:
                continue
            return exponent, coefficient
        if is_zero(expression, self.budget):
            return sympy.Integer(0), sympy.Integer(0)
        raise UndecidedError

    def most_rapid(self, expression: Any) -> frozenset[Any]:
        """The exponentials (or x itself) in the highest class of comparability that occurs."""
        known = self.sets.get(expression)
        if known is None:
            self.budget.check()
            known = self._most_rapid(expression)
            self.sets[expression] = known
        return known

    def _most_rapid(self, expression: Any) -> frozenset[Any]:
        if not expression.has(self.x):
            return frozenset()
        if expression == self.x:
            return frozenset({self.x})
        inner = self._joined(self.most_rapid(each) for each in expression.args)
        if not isinstance(expression, sympy.exp):
            return inner
        power = self.free_power(expression)
        if power is not None:
            return self._joined((frozenset({sympy.exp(power)}), inner))
        if self.limit(expression.args[0]).is_infinite:
            return self._joined((frozenset({expression}), inner))
        return inner

    def free_power(self, expression: Any) -> Any:
        """g for exp(c g) with g → ±∞ and a constant c of unknown sign, such as x^c; else ``None``."""
        constant, rest = expression.args[0].as_independent(self.x, as_Add=False)
        if isinstance(constant, sympy.Rational):
            return None
        try:
            constant_sign(constant, self.budget)
        except UndecidedError:
            return rest if self.limit(rest).is_infinite else None
        return None

    def _joined(self, parts: Iterable[frozenset[Any]]) -> frozenset[Any]:
        highest: frozenset[Any] = frozenset()
        for each in parts:
            if not highest or not each or highest & each:
                highest = highest | each
                continue
            ratio = self.limit(_log(next(iter(each))) / _log(next(iter(highest))))
            if ratio.is_infinite:
                highest = each
            elif not is_zero(ratio, self.budget):
                highest = highest | each
        return highest


@dataclass(slots=True)
class _Scale:
    """Series in w, where ``log_w`` is ln w and every element of ``rapid`` is a power of w times something slower."""

    growth: Growth
    rapid: frozenset[Any]
    log_w: Any
    arithmetic: Arithmetic

    def series(self, expression: Any) -> Series:
        growth, arithmetic = self.growth, self.arithmetic
        if not growth.most_rapid(expression) & self.rapid:
            return arithmetic.constant(expression)
        if expression in self.rapid or (
            isinstance(expression, sympy.exp) and growth.free_power(expression) is not None
        ):
            power = growth.limit(expression.args[0] / self.log_w)
            rest = sympy.expand_mul(expression.args[0] - power * self.log_w)
            result = arithmetic.exponential(self.series(rest))
            return Series(
                tuple((e + power, c) for e, c in result.terms), None if result.order is None else result.order + power
            )
        if isinstance(expression, sympy.Add):
            return arithmetic.add([self.series(each) for each in expression.args])
        if isinstance(expression, sympy.Mul):
            found = arithmetic.constant(sympy.Integer(1))
            for each in expression.args:
                found = arithmetic.multiply(found, self.series(each))
            return found
        if isinstance(expression, sympy.exp):
            return arithmetic.exponential(self.series(expression.args[0]))
        if isinstance(expression, sympy.Pow):
            return arithmetic.power(self.series(expression.base), expression.exp)
        if isinstance(expression, sympy.log):
            return arithmetic.logarithm(self.series(expression.args[0]), self.log_w)
        if isinstance(expression, asymptotics.StirlingRest | asymptotics.ErfcRest):
            inverse = arithmetic.power(self.series(expression.args[0]), sympy.Integer(-1))
            arithmetic.at_zero(inverse)
            return arithmetic.composed(inverse, lambda k: asymptotics.coefficient(expression.func, k))
        return self._analytic(expression)

    def _analytic(self, expression: Any) -> Series:
        """Taylor's theorem at the slow part of the argument, which tends to a point where the function is analytic."""
        if len(expression.args) != 1:
            raise UndecidedError
        constant, rest = self.arithmetic.at_zero(self.series(expression.args[0]))
        place = sympy.Dummy("u", real=True)
        tends = self.growth.limit(constant)
        if tends.is_infinite or not is_analytic_at(expression.func(place), place, tends):
            raise UndecidedError
        derivatives = [expression.func(place)]

        def coefficient(k: int) -> Any:
            while len(derivatives) <= k:
                derivatives.append(sympy.diff(derivatives[-1], place))
            return derivatives[k].subs(place, constant) / sympy.factorial(k)

        return self.arithmetic.composed(rest, coefficient)


def _log(element: Any) -> Any:
    return element.args[0] if isinstance(element, sympy.exp) else sympy.log(element)


def _refuse() -> int:
    raise UndecidedError
