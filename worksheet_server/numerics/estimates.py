"""mpmath's arithmetic: many digits, no bound on the error.

https://mpmath.org/doc/current/ .  What comes from here is marked ``Rigor.ESTIMATED`` and may never prove or refute.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from functools import lru_cache
from typing import Any

from worksheet_server.numerics.decimals import rounded
from worksheet_server.numerics.door import fmpq, mpmath
from worksheet_server.numerics.evaluate import evaluate
from worksheet_server.syntax.tree import Expression
from worksheet_server.values.answers import ComplexEnclosure, Enclosure, Rigor, Value
from worksheet_server.values.budget import Budget
from worksheet_server.values.scope import Scope

_LARGEST_EXPONENT = 10**7
_NAMES = {
    "gamma": "gamma", "factorial": "factorial", "erf": "erf", "erfc": "erfc", "erfi": "erfi", "zeta": "zeta",
    "Si": "si", "Ci": "ci", "Ei": "ei", "li": "li", "ln": "ln", "floor": "floor", "ceil": "ceil", "sign": "sign",
    "binomial": "binomial",    "beta": "beta", "abs": "fabs", "exp": "exp", "sqrt": "sqrt", "log10": "log10",
}  # fmt: skip
_NAMES |= {
    name: name for name in ("sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "acot", "asec", "acsc")
}
_NAMES |= {f"{name}h": f"{name}h" for name in _NAMES if name in ("sin", "cos", "tan", "cot", "sec", "csc")}
_NAMES |= {f"{name}h": f"{name}h" for name in ("asin", "acos", "atan", "acot", "asec", "acsc")}


@lru_cache(maxsize=8)
def _context(digits: int) -> Any:
    context = mpmath.mp.clone()
    context.dps = digits
    return context


class Estimates:
    """Floating-point numbers with ``digits`` digits; values are ``mpf``, ``mpc``, or an exact ``fmpq``."""

    rigorous = False
    name = "estimates"

    def __init__(self, digits: int = 30) -> None:
        self.digits = digits
        self.context = _context(digits)

    @contextmanager
    def working(self) -> Iterator[None]:
        """Nothing to prepare: the context is this field's own."""
        yield

    def float(self, value: Any) -> Any:
        """``value`` as a floating-point number of this field."""
        if isinstance(value, fmpq):
            return self.context.mpf(int(value.p)) / self.context.mpf(int(value.q))
        return self.context.convert(value)

    def approximation(self, value: Any) -> Any:
        """The Python float nearest to a real value; ``None`` for others."""
        number = complex(self.float(value))
        return None if number.imag else number.real

    def rational(self, value: Any) -> Any:
        """The exact rational ``value``."""
        return fmpq(value)

    def constant(self, name: str) -> Any | None:
        """A named constant."""
        named = {"pi": "pi", "e": "e", "EulerGamma": "euler", "Catalan": "catalan"}.get(name)
        if named is not None:
            return +getattr(self.context, named)
        return self.context.mpc(0, 1) if name == "ⅈ" else None

    def add(self, left: Any, right: Any) -> Any | None:
        """The sum."""
        return self._attempt(lambda a, b: a + b, left, right)

    def subtract(self, left: Any, right: Any) -> Any | None:
        """The difference."""
        return self._attempt(lambda a, b: a - b, left, right)

    def multiply(self, left: Any, right: Any) -> Any | None:
        """The product."""
        return self._attempt(lambda a, b: a * b, left, right)

    def divide(self, left: Any, right: Any) -> Any | None:
        """The quotient."""
        return self._attempt(lambda a, b: a / b, left, right)

    def negate(self, value: Any) -> Any:
        """The number with the other sign."""
        return -value

    def power(self, base: Any, exponent: Any) -> Any | None:
        """The principal power."""
        if (
            isinstance(base, fmpq)
            and isinstance(exponent, fmpq)
            and exponent.q == 1
            and abs(exponent) * base.height_bits() < 4000
        ):
            return None if base == 0 and exponent < 0 else base ** int(exponent.p)
        if isinstance(exponent, fmpq) and exponent == 0:
            return fmpq(1)
        return self._attempt(self.context.power, self.float(base), self.float(exponent))

    def knows(self, name: str) -> bool:
        """Whether ``name`` is a function of this field."""
        return name in _NAMES or name in _FORMULAS

    def call(self, name: str, arguments: Sequence[Any]) -> Any | None:
        """The value of a function; ``None`` at a pole."""
        values = [self.float(value) for value in arguments]
        try:
            if name in _FORMULAS:
                return self._finite(_FORMULAS[name](self.context, *values))
            return self._finite(getattr(self.context, _NAMES[name])(*values))
        except (
            ValueError,
            ZeroDivisionError,
            OverflowError,
            TypeError,
            NotImplementedError,
            mpmath.libmp.NoConvergence,
        ):
            return None

    def compare(self, operator: str, left: Any, right: Any) -> bool | None:
        """Whether the relation holds between the rounded numbers."""
        a, b = self.float(left), self.float(right)
        if operator in ("=", "==", "!="):
            return bool((a == b) == (operator != "!="))
        if self.context.im(a) != 0 or self.context.im(b) != 0:
            return None
        a, b = self.context.re(a), self.context.re(b)
        return bool({"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}.get(operator)) if operator[0] in "<>" else None

    def hull(self, values: Sequence[Any]) -> Any | None:
        """Only a single value."""
        return values[0] if len(values) == 1 else None

    def exact(self, value: Any) -> Any | None:
        """The rational that ``value`` is; a float that is an integer counts as one."""
        if isinstance(value, fmpq):
            return value
        return fmpq(int(value)) if self.context.isint(value) and abs(value) < 10**15 else None

    def taylor(self, name: str, value: Any, order: int) -> list[Any] | None:
        """Taylor coefficients by numerical differentiation at raised precision."""
        return self._series(lambda z: self.call(name, [z]), value, order)

    def taylor_power(self, exponent: Any, value: Any, order: int) -> list[Any] | None:
        """The same for ``z^exponent``."""
        return self._series(lambda z: self.power(z, exponent), value, order)

    def _series(self, function: Callable[[Any], Any], value: Any, order: int) -> list[Any] | None:
        try:
            return [+each for each in self.context.taylor(function, self.float(value), order)]
        except (ValueError, ZeroDivisionError, TypeError):
            return None

    def _attempt(self, operation: Callable[..., Any], *values: Any) -> Any | None:
        if all(isinstance(value, fmpq) and value.height_bits() < 4000 for value in values):
            exact = values
        else:
            exact = tuple(self.float(value) for value in values)
        try:
            return self._finite(operation(*exact))
        except (ValueError, ZeroDivisionError, OverflowError):
            return None

    def _finite(self, value: Any) -> Any | None:
        if isinstance(value, fmpq) or value == 0:
            return value
        return value if self.context.isfinite(value) and abs(self.context.mag(value)) < _LARGEST_EXPONENT else None


def _real_root(context: Any, x: Any) -> Any | None:
    return None if context.im(x) != 0 else context.sign(x) * context.cbrt(abs(x))


_FORMULAS: dict[str, Callable[..., Any]] = {
    "cbrt": _real_root,
    "log2": lambda c, x: c.ln(x) / c.ln(2),
    "max": lambda c, *values: max(values),
    "min": lambda c, *values: min(values),
    "relu": lambda c, x: max(x, c.zero),
    "mod": lambda c, a, b: a - b * c.floor(a / b),
    "gcd": lambda c, *values: c.mpf(_gcd(values)),
    "sigmoid": lambda c, x: 1 / (1 + c.exp(-x)),
    "softplus": lambda c, x: c.ln(1 + c.exp(x)),
}


def _gcd(values: Sequence[Any]) -> int:

    return math.gcd(*[int(value) for value in values])


def estimate(expression: Expression, scope: Scope, budget: Budget, digits: int = 15) -> Value | None:
    """The value of ``expression`` by mpmath at two precisions; ``None`` unless they agree.

    The radius is what they differ by: a guess, marked ``Rigor.ESTIMATED``.
    """
    narrow, wide = Estimates(digits + 10), Estimates(2 * digits + 20)
    with budget.enforce():
        first, second = evaluate(expression, scope, budget, narrow), evaluate(expression, scope, budget, wide)
    return None if first is None or second is None else _agreed(first, second, digits, wide)


def _agreed(first: Any, second: Any, digits: int, field: Estimates) -> Value | None:
    if isinstance(first, tuple):
        parts = [_agreed(a, b, digits, field) for a, b in zip(first, second, strict=True)]
        found = tuple(part for part in parts if part is not None)
        return found if len(found) == len(parts) else None
    a, b = field.float(first), field.float(second)
    difference = abs(a - b)
    if difference > abs(b) * field.context.mpf(10) ** -min(digits, 8) and difference > field.context.mpf(10) ** -digits:
        return None
    re = _part(field.context.re(b), difference, digits)
    if field.context.im(b) == 0:
        return re
    return ComplexEnclosure(re, _part(field.context.im(b), difference, digits))


def _part(number: Any, difference: Any, digits: int) -> Enclosure:
    middle = Decimal(mpmath.nstr(number, digits + 5, strip_zeros=False))
    radius = Decimal(mpmath.nstr(difference, 3)) + abs(middle) * Decimal(10) ** -digits
    return rounded(middle, radius, digits, "mpmath", Rigor.ESTIMATED)
