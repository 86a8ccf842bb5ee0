"""Exact rationals: for finite sums and products that must not be rounded anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from worksheet_server.numerics import real_functions
from worksheet_server.numerics.ball_powers import power
from worksheet_server.numerics.door import fmpq

_MOST_BITS = 1_000_000
_KNOWN = frozenset(
    {"abs", "sign", "floor", "ceil", "max", "min", "relu", "mod", "gcd", "sqrt", "cbrt", "factorial", "binomial"}
)


class Rationals:
    """Arithmetic on ``fmpq``; ``None`` wherever a value is not rational, or has more than a million bits."""

    rigorous = True
    name = "rationals"
    analytic = False
    real_line = True

    def working(self) -> AbstractContextManager[None]:
        """Nothing to prepare."""
        return nullcontext()

    def rational(self, value: Any) -> Any | None:
        """The exact rational ``value``."""
        return self._held(fmpq(value))

    def constant(self, name: str) -> Any | None:
        """No named constant is rational."""
        return None

    def add(self, left: Any, right: Any) -> Any | None:
        """The sum."""
        return self._held(left + right)

    def subtract(self, left: Any, right: Any) -> Any | None:
        """The difference."""
        return self._held(left - right)

    def multiply(self, left: Any, right: Any) -> Any | None:
        """The product."""
        return self._held(left * right)

    def divide(self, left: Any, right: Any) -> Any | None:
        """The quotient; none by 0."""
        return None if right == 0 else self._held(left / right)

    def negate(self, value: Any) -> Any:
        """The number with the other sign."""
        return -value

    def power(self, base: Any, exponent: Any) -> Any | None:
        """The power, where it is rational."""
        whole = exponent.q == 1 and base != 0 and abs(exponent) * base.height_bits() <= _MOST_BITS
        return base ** int(exponent.p) if whole else self._held(power(base, exponent, False))

    def knows(self, name: str) -> bool:
        """Whether ``name`` is a function that has rational values at rational points."""
        return name in _KNOWN

    def call(self, name: str, arguments: Sequence[Any]) -> Any | None:
        """The value of a function, where it is rational."""
        return self._held(real_functions.FUNCTIONS[name](self, *arguments)) if arguments else None

    def compare(self, operator: str, left: Any, right: Any) -> bool | None:
        """Whether a relation holds."""
        return real_functions.compare(self, operator, left, right)

    def hull(self, values: Sequence[Any]) -> Any | None:
        """Only a single value."""
        return values[0] if len(values) == 1 else None

    def exact(self, value: Any) -> Any | None:
        """The value itself."""
        return value

    def taylor(self, name: str, value: Any, order: int) -> list[Any] | None:
        """Not known: the derivatives of the functions here are found by jets over balls."""
        return None

    def taylor_power(self, exponent: Any, value: Any, order: int) -> list[Any] | None:
        """Taylor coefficients of an integer power, by the binomial theorem."""
        if exponent.q != 1 or (value == 0 and exponent < 0):
            return None
        factor, result = fmpq(1), []
        for k in range(order + 1):
            result.append(factor * value ** int(exponent.p - k) if factor != 0 else fmpq(0))
            factor = factor * (exponent - k) / (k + 1)
        return result

    def _held(self, value: Any) -> Any | None:
        return value if isinstance(value, fmpq) and value.height_bits() <= _MOST_BITS else None
