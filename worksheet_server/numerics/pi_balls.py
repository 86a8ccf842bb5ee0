"""Balls that know rational multiples of π, so that sin(π) is 0 and tan has its pole at π/2."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from worksheet_server.numerics.balls import Balls
from worksheet_server.numerics.door import acb, arb, fmpq


class Known:
    """A number of which more is known than a ball."""

    __slots__ = ()

    @property
    def ball(self) -> Any:
        """The enclosure at the working precision."""
        raise NotImplementedError

    def shifted(self, by: Any) -> Any:
        """The number and ``by``, added."""
        return self.ball + by


@dataclass(frozen=True, slots=True)
class PiTimes(Known):
    """A power of π, the first by default, times a rational number that is not 0."""

    factor: Any
    exponent: int = 1

    @property
    def ball(self) -> Any:
        """The enclosure at the working precision."""
        return acb(arb.pi() ** self.exponent * self.factor)


def as_ball(value: Any) -> Any:
    """A number of balls as ``acb``."""
    return value.ball if isinstance(value, Known) else acb(value)


def shifted(value: Any, by: Any) -> Any:
    """A number of balls and ``by``, added at the working precision."""
    return value.shifted(by) if isinstance(value, Known) else value + by


class PiBalls(Balls):
    """``Balls`` whose values may also be ``PiTimes``; everything else goes on as a ball."""

    def constant(self, name: str) -> Any | None:
        """The named constant; π is kept exactly."""
        return PiTimes(fmpq(1)) if name == "pi" else super().constant(name)

    def ball(self, value: Any) -> Any:
        """``value`` as a complex ball."""
        return as_ball(value)

    def add(self, left: Any, right: Any) -> Any:
        """The sum."""
        if isinstance(left, PiTimes) and isinstance(right, PiTimes) and left.exponent == right.exponent:
            return _multiple(left.factor + right.factor, left.exponent)
        if _is_zero(left) or _is_zero(right):
            return right if _is_zero(left) else left
        return super().add(_plain(left), _plain(right))

    def subtract(self, left: Any, right: Any) -> Any:
        """The difference."""
        return self.add(left, self.negate(right))

    def negate(self, value: Any) -> Any:
        """The number with the other sign."""
        return PiTimes(-value.factor, value.exponent) if isinstance(value, PiTimes) else -value

    def multiply(self, left: Any, right: Any) -> Any:
        """The product."""
        if isinstance(left, PiTimes) and isinstance(right, PiTimes):
            return _multiple(left.factor * right.factor, left.exponent + right.exponent)
        if isinstance(left, PiTimes) and isinstance(right, fmpq):
            return _multiple(left.factor * right, left.exponent)
        if isinstance(right, PiTimes) and isinstance(left, fmpq):
            return _multiple(right.factor * left, right.exponent)
        return super().multiply(_plain(left), _plain(right))

    def divide(self, left: Any, right: Any) -> Any | None:
        """The quotient."""
        if isinstance(right, PiTimes):
            return self.multiply(left, PiTimes(1 / right.factor, -right.exponent))
        if isinstance(left, PiTimes) and isinstance(right, fmpq) and right != 0:
            return PiTimes(left.factor / right, left.exponent)
        return super().divide(_plain(left), _plain(right))

    def power(self, base: Any, exponent: Any) -> Any | None:
        """The principal power."""
        if isinstance(base, PiTimes) and isinstance(exponent, fmpq) and exponent.q == 1 and abs(exponent) <= 32:
            whole = int(exponent.p)
            return _multiple(base.factor**whole, base.exponent * whole)
        return super().power(_plain(base), _plain(exponent))

    def call(self, name: str, arguments: Sequence[Any]) -> Any | None:
        """The value of a function, exact for sin and cos at multiples of π/2."""
        if name in ("sin", "cos") and len(arguments) == 1 and isinstance(arguments[0], PiTimes):
            exact = quarter_turn(name, arguments[0])
            if exact is not None:
                return exact
        return super().call(name, [_plain(each) for each in arguments])

    def compare(self, operator: str, left: Any, right: Any) -> bool | None:
        """Whether a relation holds."""
        if isinstance(left, PiTimes) and isinstance(right, PiTimes) and left.exponent == right.exponent:
            return super().compare(operator, left.factor, right.factor)
        return super().compare(operator, _plain(left), _plain(right))

    def hull(self, values: Sequence[Any]) -> Any | None:
        """A ball around all values."""
        return super().hull([_plain(each) for each in values])

    def exact(self, value: Any) -> Any | None:
        """The rational that ``value`` is known to be."""
        return None if isinstance(value, PiTimes) else super().exact(value)

    def real_part(self, value: Any) -> Any | None:
        """The real ball that ``value`` is."""
        return super().real_part(_plain(value))

    def taylor(self, name: str, value: Any, order: int) -> list[Any] | None:
        """Taylor coefficients at ``value``, those of sin and cos at multiples of π/2 exact."""
        turned = name in ("sin", "cos") and isinstance(value, PiTimes)
        if not turned or quarter_turn(name, value) is None:
            return super().taylor(name, _plain(value), order)
        sine, cosine = quarter_turn("sin", value), quarter_turn("cos", value)
        cycle = (sine, cosine, -sine, -cosine) if name == "sin" else (cosine, -sine, -cosine, sine)
        result, factorial = [], 1
        for k in range(order + 1):
            factorial *= max(k, 1)
            result.append(cycle[k % 4] / factorial)
        return result

    def taylor_power(self, exponent: Any, value: Any, order: int) -> list[Any] | None:
        """Taylor coefficients of a power."""
        return super().taylor_power(_plain(exponent), _plain(value), order)


def quarter_turn(name: str, angle: PiTimes) -> Any:
    """sin or cos of a multiple of π/2: 0, 1 or -1; ``None`` for other angles."""
    quarters = 2 * angle.factor
    if quarters.q != 1 or angle.exponent != 1:
        return None
    turned = int(quarters.p) % 4
    return fmpq((0, 1, 0, -1)[turned] if name == "sin" else (1, 0, -1, 0)[turned])


def _multiple(factor: Any, exponent: int) -> Any:
    return factor if factor == 0 or exponent == 0 else PiTimes(factor, exponent)


def _plain(value: Any) -> Any:
    return value.ball if isinstance(value, PiTimes) else value


def _is_zero(value: Any) -> bool:
    return isinstance(value, fmpq) and bool(value == 0)
