"""Sums of germs times functions that no power series follows: waves, powers of a logarithm.

A layer computes with sums and products of such terms exactly and falls back to a bound, a plain germ, for all else.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from worksheet_server.numerics.door import fmpq
from worksheet_server.numerics.field import integer_of
from worksheet_server.numerics.germs import Germ, Germs

PLAIN: Hashable = ()
_MOST_PARTS = 40
_MOST_REPEATED = 8


@dataclass(frozen=True, slots=True)
class Layered:
    """The sum of ``parts``: each is the function that its key names, times a germ."""

    parts: Mapping[Hashable, Germ]


class Layer:
    """The arithmetic of ``Layered`` values over ``germs``; numbers and germs are values too.

    A subclass says what keys mean: their products (``times``), a bound of each (``bound``), and the functions that
    make new ones (``made``).
    """

    rigorous = True

    def __init__(self, germs: Germs) -> None:
        self.germs = germs
        self.name = f"{type(self).__name__.lower()} over {germs.name}"
        self.variable = germs.variable

    def times(self, first: Hashable, second: Hashable) -> list[tuple[Any, Hashable]] | None:
        """The product of two keyed functions, as (factor, key); ``None`` where it is not one of them."""
        raise NotImplementedError

    def bound(self, key: Hashable) -> Germ:
        """A germ that contains all values of the keyed function."""
        raise NotImplementedError

    def made(self, name: str, argument: Germ) -> Any | None:
        """A function of a plain germ that this layer follows better than germs do."""
        raise NotImplementedError

    def working(self) -> AbstractContextManager[None]:
        """A block in which FLINT works at the precision of the coefficients."""
        return self.germs.working()

    def parts(self, value: Any) -> Mapping[Hashable, Germ]:
        """Any value, by keys."""
        return value.parts if isinstance(value, Layered) else {PLAIN: self.germs.lift(value)}

    def plain(self, value: Any) -> Any | None:
        """The value as a germ, with a bound in the place of each keyed function."""
        if not isinstance(value, Layered):
            return value
        total: Any = self.germs.lift(fmpq(0))
        for key, germ in value.parts.items():
            product = germ if key == PLAIN else self.germs.multiply(germ, self.bound(key))
            total = None if product is None or total is None else self.germs.add(total, product)
        return total

    def rational(self, value: Any) -> Any:
        """The exact rational ``value``."""
        return self.germs.rational(value)

    def constant(self, name: str) -> Any | None:
        """The named constant."""
        return self.germs.constant(name)

    def add(self, left: Any, right: Any) -> Any | None:
        """The sum."""
        if not isinstance(left, Layered) and not isinstance(right, Layered):
            return self.germs.add(left, right)
        return self._gathered([*self.parts(left).items(), *self.parts(right).items()])

    def subtract(self, left: Any, right: Any) -> Any | None:
        """The difference."""
        return self.add(left, self.negate(right))

    def negate(self, value: Any) -> Any:
        """The number with the other sign."""
        if isinstance(value, Layered):
            return Layered({key: self.germs.negate(germ) for key, germ in value.parts.items()})
        return self.germs.negate(value)

    def multiply(self, left: Any, right: Any) -> Any | None:
        """The product."""
        if not isinstance(left, Layered) and not isinstance(right, Layered):
            return self.germs.multiply(left, right)
        found: list[tuple[Hashable, Any]] = []
        for first, germ in self.parts(left).items():
            for second, other in self.parts(right).items():
                product = self.germs.multiply(germ, other)
                keys = self._times(first, second)
                if product is None or keys is None:
                    return self._bounded(self.germs.multiply, left, right)
                found += [(key, self.germs.multiply(factor, product)) for factor, key in keys]
        return self._gathered(found)

    def divide(self, left: Any, right: Any) -> Any | None:
        """The quotient."""
        below = self.plain(right)
        inverse = None if below is None else self.germs.power(below, fmpq(-1))
        return None if inverse is None else self.multiply(left, inverse)

    def power(self, base: Any, exponent: Any) -> Any | None:
        """The principal power; repeated products for small exponents."""
        times = None if isinstance(exponent, Layered) else integer_of(self, exponent)
        if isinstance(base, Layered) and times is not None and 0 < times <= _MOST_REPEATED:
            result: Any = base
            for _ in range(times - 1):
                result = None if result is None else self.multiply(result, base)
            return result
        return self._bounded(self.germs.power, base, exponent)

    def knows(self, name: str) -> bool:
        """Whether the coefficients' field knows the function."""
        return self.germs.knows(name)

    def call(self, name: str, arguments: Sequence[Any]) -> Any | None:
        """The value of a function."""
        if len(arguments) == 1 and isinstance(arguments[0], Germ):
            made = self.made(name, arguments[0])
            if made is not None:
                return made
        plain = [self.plain(each) for each in arguments]
        return None if any(each is None for each in plain) else self.germs.call(name, plain)

    def compare(self, operator: str, left: Any, right: Any) -> bool | None:
        """Whether the relation holds on the whole neighborhood, or nowhere there."""
        a, b = self.plain(left), self.plain(right)
        return None if a is None or b is None else self.germs.compare(operator, a, b)

    def hull(self, values: Sequence[Any]) -> Any | None:
        """Only a single value."""
        return values[0] if len(values) == 1 else None

    def exact(self, value: Any) -> Any | None:
        """The rational that a constant is known to be."""
        return None if isinstance(value, Layered) else self.germs.exact(value)

    def taylor(self, name: str, value: Any, order: int) -> list[Any] | None:
        """Taylor coefficients: not known."""
        return None

    def taylor_power(self, exponent: Any, value: Any, order: int) -> list[Any] | None:
        """The same for ``z^exponent``: not known."""
        return None

    def _bounded(self, operation: Any, left: Any, right: Any) -> Any | None:
        a, b = self.plain(left), self.plain(right)
        return None if a is None or b is None else operation(a, b)

    def _times(self, first: Hashable, second: Hashable) -> list[tuple[Any, Hashable]] | None:
        if first == PLAIN or second == PLAIN:
            return [(fmpq(1), second if first == PLAIN else first)]
        return self.times(first, second)

    def _gathered(self, found: Sequence[tuple[Hashable, Any]]) -> Any | None:
        parts: dict[Hashable, Any] = {}
        for key, value in found:
            if value is None:
                return None
            total = self.germs.add(parts[key], value) if key in parts else self.germs.lift(value)
            if total is None:
                return None
            parts[key] = self.germs.lift(total)
        kept = {key: germ for key, germ in parts.items() if germ.valuation is not None}
        if set(kept) <= {PLAIN}:
            return kept.get(PLAIN, self.germs.lift(fmpq(0)))
        layered = Layered(kept)
        return layered if len(kept) <= _MOST_PARTS else self.plain(layered)
