"""Ball arithmetic: numbers with a proved radius, exact rationals as long as they stay small.

F. Johansson, "Arb: efficient arbitrary-precision midpoint-radius interval arithmetic", IEEE Trans. Comput. 66 (2017).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any

from worksheet_server.numerics import ball_powers, real_functions
from worksheet_server.numerics.ball_functions import UNARY, apply_unary, is_real
from worksheet_server.numerics.ball_taylor import taylor_coefficients, taylor_power
from worksheet_server.numerics.door import NAN, acb, arb, fmpq, precision

_MOST_BITS = 4000
"""Rationals larger than this go on as balls (language.md: about 1,000 digits)."""

_ZERO_TO = {"sin": 0, "tan": 0, "asin": 0, "atan": 0, "sinh": 0, "tanh": 0, "asinh": 0, "atanh": 0, "erf": 0, "erfi": 0}
_ZERO_TO |= {"Si": 0, "exp": 1, "cos": 1, "sec": 1, "cosh": 1, "sech": 1, "erfc": 1}


class Balls:
    """Complex balls at a working precision of ``bits``; a value is an ``acb``, or an ``fmpq`` that is exact.

    With ``analytic`` the arithmetic serves the inside of ``acb.integral``: every value is a function of a complex
    variable near the real line, and a result is non-finite unless that function is holomorphic on the whole ball.
    Functions of a real variable (``abs``, ``floor``, ``max``, ``cbrt``, cases) are then continued from the real line,
    which is sound only where their arguments are real there; ``real_line`` says so.
    """

    rigorous = True
    name = "balls"

    def __init__(self, bits: int = 128, analytic: bool = False, real_line: bool = True) -> None:
        self.bits = bits
        self.analytic = analytic
        self.real_line = real_line

    def working(self) -> AbstractContextManager[None]:
        """A block in which FLINT works at this field's precision."""
        return precision(self.bits)

    def ball(self, value: Any) -> Any:
        """``value`` as a complex ball."""
        return value if isinstance(value, acb) else acb(value)

    def rational(self, value: Any) -> Any:
        """The exact rational ``value``."""
        return self._tidy(fmpq(value))

    def constant(self, name: str) -> Any | None:
        """The enclosure of a named constant."""
        if name == "pi":
            return acb(arb.pi())
        if name == "e":
            return acb(arb.const_e())
        if name == "EulerGamma":
            return acb(arb.const_euler())
        if name == "Catalan":
            return acb(arb.const_catalan())
        if name != "ⅈ":
            return None
        return NAN if self.analytic and self.real_line else acb(0, 1)

    def add(self, left: Any, right: Any) -> Any:
        """The sum."""
        return self._tidy(left + right)

    def subtract(self, left: Any, right: Any) -> Any:
        """The difference."""
        return self._tidy(left - right)

    def multiply(self, left: Any, right: Any) -> Any:
        """The product."""
        return self._tidy(left * right)

    def divide(self, left: Any, right: Any) -> Any | None:
        """The quotient; no information where the divisor may be 0."""
        if isinstance(right, fmpq) and right == 0:
            return None
        return self._tidy(left / right)

    def negate(self, value: Any) -> Any:
        """The number with the other sign."""
        return -value

    def power(self, base: Any, exponent: Any) -> Any | None:
        """The principal power."""
        value = ball_powers.power(base, exponent, self.analytic)
        return self._real_constant(value) if isinstance(base, fmpq) and base < 0 else value

    def knows(self, name: str) -> bool:
        """Whether ``name`` is a function of this field."""
        return name in UNARY or name in real_functions.FUNCTIONS

    def call(self, name: str, arguments: Sequence[Any]) -> Any | None:
        """The value of a function that the field knows; ``None`` for a wrong number of arguments."""
        if name in real_functions.FUNCTIONS:
            value = real_functions.FUNCTIONS[name](self, *arguments) if arguments else None
            if value is not None or name not in UNARY:
                return value
        if len(arguments) != 1:
            return None
        argument = arguments[0]
        if isinstance(argument, fmpq) and argument == 0 and name in _ZERO_TO:
            return fmpq(_ZERO_TO[name])
        if isinstance(argument, fmpq):
            return self._real_constant(apply_unary(name, acb(argument), analytic=False))
        return apply_unary(name, argument, self.analytic, self.real_line)

    def compare(self, operator: str, left: Any, right: Any) -> bool | None:
        """Whether a relation holds for all numbers of the balls, or for none; else ``None``."""
        return real_functions.compare(self, operator, left, right)

    def hull(self, values: Sequence[Any]) -> Any | None:
        """A ball around all ``values``; none inside an analytic integrand."""
        if self.analytic or not values:
            return NAN if values else None
        whole = self.ball(values[0])
        for value in values[1:]:
            whole = whole.union(self.ball(value))
        return whole

    def exact(self, value: Any) -> Any | None:
        """The rational that ``value`` is known to be."""
        if isinstance(value, fmpq):
            return value
        if isinstance(value, acb) and value.is_exact() and is_real(value) and value.is_finite():
            mantissa, exponent = value.real.man_exp()
            return None if abs(int(exponent)) > _MOST_BITS else fmpq(mantissa) * fmpq(2) ** int(exponent)
        return None

    def taylor(self, name: str, value: Any, order: int) -> list[Any] | None:
        """Coefficients of a function's Taylor series at a ball; ``None`` where it is not analytic there."""
        if self.analytic and not self.real_line and name in real_functions.FUNCTIONS:
            return None
        return taylor_coefficients(name, self.ball(value), order, self.analytic)

    def taylor_power(self, exponent: Any, value: Any, order: int) -> list[Any] | None:
        """The same for ``z^exponent``."""
        return taylor_power(exponent, self.ball(value), order, self.analytic)

    def float(self, value: Any) -> Any:
        """A Python float as a number of this field."""
        return acb(value)

    def approximation(self, value: Any) -> Any:
        """The Python float nearest to a real value; ``None`` for others."""
        real = self.real_part(value)
        return float(real.mid()) if real is not None and real.is_finite() else None

    def real_part(self, value: Any) -> Any | None:
        """The real ball that ``value`` is, or whose continuation it is; ``None`` where it is not real."""
        if isinstance(value, fmpq):
            return arb(value)
        if is_real(value):
            return value.real
        return value.real if self.analytic and self.real_line else None

    def _real_constant(self, value: Any) -> Any:
        """Keeps complex constants (``sqrt(-2)``) out of integrands that are continued from the real line."""
        complex_number = isinstance(value, acb) and not is_real(value)
        return NAN if self.analytic and self.real_line and complex_number else value

    def _tidy(self, value: Any) -> Any:
        if isinstance(value, fmpq) and value.height_bits() > _MOST_BITS:
            return acb(value)
        return value
