"""Numbers with their derivative by one variable, in mpmath at the precision in force.

The grader's own arithmetic: forward-mode differentiation (Griewank and Walther, Evaluating Derivatives, 2008, chapter
3), with mpmath's values of the functions (DLMF 4, 5, 6, 7 for the derivatives).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mpmath import mp


class Unknown(Exception):
    """The grader has no value for this."""


@dataclass(frozen=True, slots=True)
class Jet:
    """A value and its slope; both real or complex numbers of mpmath."""

    value: Any
    slope: Any = 0

    def __add__(self, other: Jet) -> Jet:
        return Jet(self.value + other.value, self.slope + other.slope)

    def __sub__(self, other: Jet) -> Jet:
        return Jet(self.value - other.value, self.slope - other.slope)

    def __neg__(self) -> Jet:
        return Jet(-self.value, -self.slope)

    def __mul__(self, other: Jet) -> Jet:
        return Jet(self.value * other.value, _product(self.slope, other.value) + _product(self.value, other.slope))

    def __truediv__(self, other: Jet) -> Jet:
        if mp.isinf(other.value):
            return Jet(self.value / other.value, self.slope / other.value if self.slope else 0)
        quotient = self.value / other.value
        return Jet(quotient, (self.slope - _product(quotient, other.slope)) / other.value)

    def __pow__(self, other: Jet) -> Jet:
        value = mp.power(self.value, other.value)
        slope = 0
        if self.slope:
            slope += other.value * mp.power(self.value, other.value - 1) * self.slope
        if other.slope:
            slope += (value * mp.log(self.value) if self.value else 0) * other.slope
        return Jet(value, slope)


def constant(number: Any) -> Jet:
    """A number that does not vary."""
    return Jet(mp.mpmathify(number))


def apply(name: str, arguments: tuple[Jet, ...]) -> Jet:
    """A library function; raises ``Unknown`` for others, and where its derivative is needed and not known."""
    if len(arguments) == 1 and name in _RECIPROCAL:
        return apply(_RECIPROCAL[name], (Jet(mp.mpf(1)) / arguments[0],))
    if name == "abs" and len(arguments) == 1:
        return _modulus(arguments[0])
    if len(arguments) == 1 and name in _PLAIN:
        function, derivative = _PLAIN[name]
        argument = arguments[0]
        return Jet(function(argument.value), derivative(argument.value) * argument.slope if argument.slope else 0)
    if name in ("min", "max") and arguments:
        return (min if name == "min" else max)(arguments, key=lambda each: real(each.value))
    if name == "mod" and len(arguments) == 2:
        argument, modulus = arguments
        return argument - modulus * Jet(mp.floor(argument.value / modulus.value))
    of_numbers = _OF_NUMBERS.get((name, len(arguments)))
    if of_numbers is None or any(each.slope for each in arguments):
        raise Unknown(name)
    return Jet(of_numbers(*(each.value for each in arguments)))


def real(value: Any) -> Any:
    """A value without an imaginary part that is mere rounding; raises ``Unknown`` where it is complex."""
    if abs(mp.im(value)) > mp.mpf(10) ** (-mp.dps // 2) * (1 + abs(mp.re(value))):
        raise Unknown("complex")
    return mp.re(value)


def _product(a: Any, b: Any) -> Any:
    return a * b if a and b else 0


def _modulus(argument: Jet) -> Jet:
    """|z| along the real line, where z itself may be complex: its slope is Re(z̄ z')/|z|."""
    size = abs(argument.value)
    return Jet(size, mp.re(mp.conj(argument.value) * argument.slope) / size if argument.slope else 0)


def _real_cube_root(x: Any) -> Any:
    return mp.cbrt(x) if real(x) >= 0 else -mp.cbrt(-x)


def _sigmoid(x: Any) -> Any:
    return 1 / (1 + mp.exp(-x))


def _gauss(x: Any) -> Any:
    return 2 / mp.sqrt(mp.pi) * mp.exp(-x * x)


def _zero(_x: Any) -> Any:
    return mp.mpf(0)


def _sign(x: Any) -> Any:
    return mp.sign(real(x))


_Function = Callable[[Any], Any]
_RECIPROCAL = {"asec": "acos", "acsc": "asin", "acot": "atan", "asech": "acosh", "acsch": "asinh", "acoth": "atanh"}
_PLAIN: dict[str, tuple[_Function, _Function]] = {
    "exp": (mp.exp, mp.exp),
    "ln": (mp.log, lambda x: 1 / x),
    "log2": (lambda x: mp.log(x) / mp.log(2), lambda x: 1 / (x * mp.log(2))),
    "log10": (lambda x: mp.log(x) / mp.log(10), lambda x: 1 / (x * mp.log(10))),
    "sqrt": (mp.sqrt, lambda x: 1 / (2 * mp.sqrt(x))),
    "cbrt": (_real_cube_root, lambda x: 1 / (3 * _real_cube_root(x) ** 2)),
    "sin": (mp.sin, mp.cos),
    "cos": (mp.cos, lambda x: -mp.sin(x)),
    "tan": (mp.tan, lambda x: 1 + mp.tan(x) ** 2),
    "cot": (mp.cot, lambda x: -1 - mp.cot(x) ** 2),
    "sec": (mp.sec, lambda x: mp.sec(x) * mp.tan(x)),
    "csc": (mp.csc, lambda x: -mp.csc(x) * mp.cot(x)),
    "asin": (mp.asin, lambda x: 1 / mp.sqrt(1 - x * x)),
    "acos": (mp.acos, lambda x: -1 / mp.sqrt(1 - x * x)),
    "atan": (mp.atan, lambda x: 1 / (1 + x * x)),
    "sinh": (mp.sinh, mp.cosh),
    "cosh": (mp.cosh, mp.sinh),
    "tanh": (mp.tanh, lambda x: 1 - mp.tanh(x) ** 2),
    "coth": (mp.coth, lambda x: 1 - mp.coth(x) ** 2),
    "sech": (mp.sech, lambda x: -mp.sech(x) * mp.tanh(x)),
    "csch": (mp.csch, lambda x: -mp.csch(x) * mp.coth(x)),
    "asinh": (mp.asinh, lambda x: 1 / mp.sqrt(1 + x * x)),
    "acosh": (mp.acosh, lambda x: 1 / (mp.sqrt(x - 1) * mp.sqrt(x + 1))),
    "atanh": (mp.atanh, lambda x: 1 / (1 - x * x)),
    "sign": (_sign, _zero),
    "floor": (lambda x: mp.floor(real(x)), _zero),
    "ceil": (lambda x: mp.ceil(real(x)), _zero),
    "gamma": (mp.gamma, lambda x: mp.gamma(x) * mp.digamma(x)),
    "factorial": (mp.factorial, lambda x: mp.gamma(x + 1) * mp.digamma(x + 1)),
    "erf": (mp.erf, _gauss),
    "erfc": (mp.erfc, lambda x: -_gauss(x)),
    "erfi": (mp.erfi, lambda x: 2 / mp.sqrt(mp.pi) * mp.exp(x * x)),
    "zeta": (mp.zeta, lambda x: mp.zeta(x, 1, 1)),
    "Si": (mp.si, mp.sinc),
    "Ci": (mp.ci, lambda x: mp.cos(x) / x),
    "Ei": (mp.ei, lambda x: mp.exp(x) / x),
    "li": (mp.li, lambda x: 1 / mp.log(x)),
    "sigmoid": (_sigmoid, lambda x: _sigmoid(x) * _sigmoid(-x)),
    "relu": (lambda x: max(real(x), mp.mpf(0)), lambda x: mp.mpf(real(x) > 0)),
    "softplus": (lambda x: mp.log(1 + mp.exp(x)), _sigmoid),
}
_OF_NUMBERS: dict[tuple[str, int], Callable[..., Any]] = {
    ("binomial", 2): mp.binomial,
    ("beta", 2): mp.beta,
    ("zeta", 2): mp.zeta,
    ("gcd", 2): lambda a, b: mp.mpf(math.gcd(int(a), int(b))),
}
