"""Expressions rewritten so that growth can be compared, for x → ∞: exp, ln, constant powers, analytic functions.

What oscillates becomes a bounded unknown (``Oscillation``): a limit in which it has no part holds whatever it does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import sympy

from worksheet_server.symbolic.growth import asymptotics
from worksheet_server.symbolic.growth.growth import Growth
from worksheet_server.symbolic.growth.signs import UndecidedError, is_zero
from worksheet_server.symbolic.smoothness import is_positive

_HALF = sympy.Rational(1, 2)
_MOST_SHIFTS = 12
_AS_EXPONENTIALS = (sympy.sinh, sympy.cosh, sympy.tanh, sympy.coth, sympy.sech, sympy.csch)
_AS_CIRCULAR = (sympy.tan, sympy.cot, sympy.sec, sympy.csc)
_RECIPROCAL = {
    sympy.acot: sympy.atan,
    sympy.asec: sympy.acos,
    sympy.acsc: sympy.asin,
    sympy.acoth: sympy.atanh,
    sympy.asech: sympy.acosh,
    sympy.acsch: sympy.asinh,
}
_FACTORIALS = (sympy.factorial, sympy.binomial, sympy.beta, sympy.RisingFactorial, sympy.FallingFactorial)


@dataclass(frozen=True, slots=True)
class Oscillation:
    """A bounded unknown with two of the values that it takes on for arbitrarily large x (``None``: not known)."""

    symbol: Any
    values: tuple[Any, Any] | None


@dataclass(slots=True)
class Preparing:
    """One expression on its way; equal oscillating parts share one unknown."""

    growth: Growth
    oscillations: dict[Any, Oscillation] = field(default_factory=dict)

    def prepared(self, value: Any) -> Any:
        """``value`` for ``Growth``; raises ``UndecidedError``."""
        self.growth.budget.check()
        if not value.has(self.growth.x) or value == self.growth.x:
            return value
        if isinstance(value, sympy.Add | sympy.Mul):
            return value.func(*(self.prepared(each) for each in value.args))
        if isinstance(value, sympy.Pow):
            return self._power(value.base, value.exp)
        if isinstance(value, _AS_EXPONENTIALS):
            return self.prepared(value.rewrite(sympy.exp))
        if isinstance(value, _AS_CIRCULAR):
            return self.prepared(value.rewrite(sympy.cos) if isinstance(value, sympy.sec) else _quotient(value))
        if isinstance(value, _FACTORIALS):
            return self.prepared(value.rewrite(sympy.gamma))
        if type(value) in _RECIPROCAL:
            return self.prepared(_RECIPROCAL[type(value)](1 / value.args[0]))
        if isinstance(value, sympy.Mod):
            first, modulus = value.args
            return self.prepared(first - modulus * sympy.floor(first / modulus))
        if isinstance(value, sympy.Piecewise):
            return self._cases(value)
        if isinstance(value, sympy.Max | sympy.Min):
            return self._extreme([self.prepared(each) for each in value.args], isinstance(value, sympy.Max))
        if len(value.args) != 1:
            raise UndecidedError
        rule = _RULES.get(type(value))
        argument = self.prepared(value.args[0])
        return value.func(argument) if rule is None else rule(self, argument)

    def _power(self, base: Any, exponent: Any) -> Any:
        if not exponent.has(self.growth.x):
            return self.prepared(base) ** exponent
        if not base.has(self.growth.x) and base.is_negative:
            return self._phase(exponent) * self.prepared((-base) ** exponent)
        base, exponent = self.prepared(base), self.prepared(exponent)
        if self.growth.sign(base) != 1:
            raise UndecidedError
        return sympy.exp(exponent * sympy.log(base))

    def _phase(self, exponent: Any) -> Any:
        """(-1)^u, of modulus 1; it is 1 and -1 in turn where u = x + a whole number."""
        rest = exponent - self.growth.x
        turns = rest.is_integer is True
        return self._bounded((sympy.Integer(-1), exponent), (1, -1) if turns else None, real=False)

    def _cases(self, value: Any) -> Any:
        for branch, condition in value.args:
            holds = condition if condition in (sympy.true, sympy.false) else self._holds(condition)
            if holds == sympy.true or holds is True:
                return self.prepared(branch)
        raise UndecidedError

    def _holds(self, condition: Any) -> bool:
        if isinstance(condition, sympy.And):
            return all(self._holds(each) for each in condition.args)
        if isinstance(condition, sympy.Or):
            return any(self._holds(each) for each in condition.args)
        if condition in (sympy.true, sympy.false):
            return bool(condition)
        if not isinstance(condition, sympy.core.relational.Relational):
            raise UndecidedError
        sign = self.growth.sign(self.prepared(condition.lhs - condition.rhs))
        return bool(condition.func(sign, 0))

    def _extreme(self, values: list[Any], largest: bool) -> Any:
        best = values[0]
        for each in values[1:]:
            sign = self.growth.sign(each - best)
            best = each if (sign > 0) == largest and sign != 0 else best
        return best

    def _bounded(self, key: Any, values: tuple[Any, Any] | None, real: bool = True) -> Any:
        if key not in self.oscillations:
            symbol = sympy.Dummy("b", real=True) if real else sympy.Dummy("b")
            self.oscillations[key] = Oscillation(symbol, values)
        return self.oscillations[key].symbol

    def circular(self, function: Any, argument: Any) -> Any:
        """sin and cos: bounded where the argument is not, and then every value in [-1, 1] recurs."""
        tends = self.growth.limit(argument)
        if tends.is_infinite:
            # Along whole numbers alone the values 1 and -1 need not come near.
            return self._bounded(function(argument), None if self.growth.x.is_integer else (1, -1))
        return function(argument)

    def rounding(self, argument: Any, upwards: bool) -> Any:
        """floor and ceil: what is left of an unbounded argument lies in [0, 1)."""
        if upwards:
            return -self.rounding(-argument, False)
        tends = self.growth.limit(argument)
        if tends.is_infinite:
            values = None if self.growth.x.is_integer else (0, _HALF)
            return argument - self._bounded(sympy.floor(argument), values)
        below = sympy.floor(tends)
        if not below.is_Integer:
            raise UndecidedError
        if not is_zero(tends - below, self.growth.budget):
            return below
        return below if self.growth.sign(argument - below) >= 0 else below - 1

    def gamma(self, argument: Any) -> Any:
        """Stirling's formula for large arguments; gamma(u) = gamma(u + 1)/u away from them (DLMF 5.5.1, 5.11.1)."""
        tends = self.growth.limit(argument)
        if tends is sympy.oo:
            return asymptotics.gamma_at_infinity(argument)
        if tends.is_infinite:
            raise UndecidedError
        below: Any = sympy.Integer(1)
        for _ in range(_MOST_SHIFTS):
            if is_positive(tends):
                return sympy.gamma(argument) / below
            below, argument, tends = below * argument, argument + 1, tends + 1
        raise UndecidedError

    def log_gamma(self, argument: Any) -> Any:
        """ln gamma, likewise."""
        return sympy.log(self.gamma(argument))

    def arc_tangent(self, argument: Any) -> Any:
        """atan u = ±pi/2 - atan(1/u) (DLMF 4.24.17)."""
        tends = self.growth.limit(argument)
        if not tends.is_infinite:
            return sympy.atan(argument)
        return sympy.pi / 2 * (1 if tends is sympy.oo else -1) - sympy.atan(1 / argument)

    def arc_cosine(self, argument: Any) -> Any:
        """acos u = 2 asin(sqrt((1 - u)/2)) beside 1, and its mirror image beside -1."""
        tends = self.growth.limit(argument)
        if is_zero(tends - 1, self.growth.budget):
            return 2 * sympy.asin(sympy.sqrt((1 - argument) / 2))
        if is_zero(tends + 1, self.growth.budget):
            return sympy.pi - 2 * sympy.asin(sympy.sqrt((1 + argument) / 2))
        return sympy.acos(argument)

    def inverse_sine(self, argument: Any) -> Any:
        """asin u = pi/2 - acos u beside 1 and -1."""
        tends = self.growth.limit(argument)
        if is_zero(tends**2 - 1, self.growth.budget):
            return sympy.pi / 2 - self.arc_cosine(argument)
        return sympy.asin(argument)

    def inverse_hyperbolic_sine(self, argument: Any) -> Any:
        """ln(u + sqrt(u^2 + 1)), odd (DLMF 4.37.16)."""
        if self.growth.limit(argument) is -sympy.oo:
            return -sympy.log(-argument + sympy.sqrt(argument**2 + 1))
        return sympy.log(argument + sympy.sqrt(argument**2 + 1))

    def error_function(self, argument: Any, complement: bool) -> Any:
        """erf and erfc of arguments without bound (DLMF 7.12.1)."""
        tends = self.growth.limit(argument)
        if not tends.is_infinite:
            return (sympy.erfc if complement else sympy.erf)(argument)
        size = argument if tends is sympy.oo else -argument
        small = asymptotics.erfc_at_infinity(size)
        if complement:
            return small if tends is sympy.oo else 2 - small
        return 1 - small if tends is sympy.oo else small - 1

    def magnitude(self, argument: Any) -> Any:
        """|u| by the sign of u."""
        return argument * self.growth.sign(argument)


def _quotient(value: Any) -> Any:
    sine, cosine = sympy.sin(value.args[0]), sympy.cos(value.args[0])
    if isinstance(value, sympy.tan):
        return sine / cosine
    return cosine / sine if isinstance(value, sympy.cot) else 1 / sine


_RULES: dict[Any, Callable[[Preparing, Any], Any]] = {
    sympy.sin: lambda own, u: own.circular(sympy.sin, u),
    sympy.cos: lambda own, u: own.circular(sympy.cos, u),
    sympy.floor: lambda own, u: own.rounding(u, False),
    sympy.ceiling: lambda own, u: own.rounding(u, True),
    sympy.gamma: Preparing.gamma,
    sympy.loggamma: Preparing.log_gamma,
    sympy.atan: Preparing.arc_tangent,
    sympy.acos: Preparing.arc_cosine,
    sympy.asin: Preparing.inverse_sine,
    sympy.asinh: Preparing.inverse_hyperbolic_sine,
    sympy.acosh: lambda own, u: sympy.log(u + sympy.sqrt(u**2 - 1)),
    sympy.atanh: lambda own, u: (sympy.log(1 + u) - sympy.log(1 - u)) / 2,
    sympy.erf: lambda own, u: own.error_function(u, False),
    sympy.erfc: lambda own, u: own.error_function(u, True),
    sympy.Abs: Preparing.magnitude,
    sympy.sign: lambda own, u: sympy.Integer(own.growth.sign(u)),
    sympy.exp: lambda own, u: sympy.exp(u),
    sympy.log: lambda own, u: sympy.log(u),
}
"""What takes the place of a function of a prepared argument."""
