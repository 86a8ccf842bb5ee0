"""What an arithmetic must offer so that an expression can be evaluated in it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from worksheet_server.numerics.door import fmpq, fmpz

Scalar = Any
"""A number of some field: a ball, a jet, a float, a rational.  A vector is a tuple of them."""


class Field(Protocol):
    """An arithmetic: exact rationals, balls, jets over another field, or estimates.

    Every operation returns ``None`` where it has no information (a pole, a cut, an undecided case, a number too large).
    ``rigorous`` tells that a value, where there is one, contains the true one.
    """

    name: str
    rigorous: bool

    def working(self) -> AbstractContextManager[None]:
        """A block in which the underlying library works at this field's precision."""

    def rational(self, value: Any) -> Scalar | None:
        """The exact rational ``value`` (an integer or an ``fmpq``) in this field."""

    def constant(self, name: str) -> Scalar | None:
        """``e``, ``pi``, ``EulerGamma``, ``Catalan`` or the imaginary unit ``ⅈ``."""

    def add(self, left: Scalar, right: Scalar) -> Scalar | None:
        """The sum."""

    def subtract(self, left: Scalar, right: Scalar) -> Scalar | None:
        """The difference."""

    def multiply(self, left: Scalar, right: Scalar) -> Scalar | None:
        """The product."""

    def divide(self, left: Scalar, right: Scalar) -> Scalar | None:
        """The quotient."""

    def negate(self, value: Scalar) -> Scalar | None:
        """The number with the other sign."""

    def power(self, base: Scalar, exponent: Scalar) -> Scalar | None:
        """The principal power; ``0^0`` is 1 for the integer exponent 0."""

    def knows(self, name: str) -> bool:
        """Whether ``name`` is a function of this field."""

    def call(self, name: str, arguments: Sequence[Scalar]) -> Scalar | None:
        """The value of a function that the field knows."""

    def compare(self, operator: str, left: Scalar, right: Scalar) -> bool | None:
        """Whether ``left operator right`` (one of ``= == != < <= > >=``) holds; ``None`` where it is not decided."""

    def hull(self, values: Sequence[Scalar]) -> Scalar | None:
        """A number that stands for any of ``values``, where it is not known which one is meant."""

    def exact(self, value: Scalar) -> Any | None:
        """The rational (``fmpq``) that ``value`` is known to be."""

    def taylor(self, name: str, value: Scalar, order: int) -> list[Scalar] | None:
        """Coefficients 0 … ``order`` of the Taylor series of a function at ``value``; ``None`` where it has none."""

    def taylor_power(self, exponent: Scalar, value: Scalar, order: int) -> list[Scalar] | None:
        """The same for ``z^exponent``."""


MAXIMAL_DIGITS = 100_000
"""Numbers written with more digits than this before or behind the point are refused."""


def rational_of(digits: str) -> Any | None:
    """The exact value of a written number, as ``fmpq``; ``None`` where it is too large to be held.

    >>> rational_of("0.1")
    1/10
    """
    mantissa, _, exponent = digits.lower().partition("e")
    whole, _, fraction = mantissa.partition(".")
    try:
        shift = int(exponent or "0") - len(fraction)
        if abs(shift) > MAXIMAL_DIGITS or len(mantissa) > MAXIMAL_DIGITS:
            return None
        number = fmpz(whole + fraction or "0")
    except ValueError:
        return None
    return fmpq(number * fmpz(10) ** shift) if shift >= 0 else fmpq(number, fmpz(10) ** -shift)


def integer_of(field: Field, value: Scalar) -> int | None:
    """The integer that ``value`` is known to be."""
    exact = field.exact(value)
    return int(exact.p) if exact is not None and exact.q == 1 else None
