"""Fractions of polynomials with rational coefficients (FLINT), over a growing list of generators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import comb
from typing import Any

import sympy
from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from worksheet_server.values.budget import Budget

MOST_TERMS = 60_000
MOST_TERMS_OF_GCD = 1_500

Monomial = tuple[tuple[int, int], ...]
"""Generators with their exponents, by index."""

Key = tuple[tuple[tuple[Monomial, tuple[int, int]], ...], tuple[tuple[Monomial, tuple[int, int]], ...]]
"""What identifies a fraction in canonical form."""


class TooHardError(Exception):
    """The expression is beyond this method, or would grow beyond bounds."""


@dataclass(frozen=True, slots=True)
class Fraction:
    """``above / below``; ``below`` is never the zero polynomial."""

    above: fmpq_mpoly
    below: fmpq_mpoly

    @property
    def is_zero(self) -> bool:
        """Whether this is the fraction 0."""
        return bool(self.above.is_zero())


@dataclass(frozen=True, slots=True)
class Relation:
    """``g^degree = value * g^rest``, by which higher powers of a generator are removed."""

    degree: int
    value: Fraction
    rest: int = 0


@dataclass(frozen=True, slots=True)
class Generator:
    """A function that the others are written in.

    ``expression`` is the function itself.  ``real`` and ``nonnegative`` hold wherever it is defined.  ``arguments`` are
    what it was made from: the radicand, the exponent, the argument of the logarithm.
    """

    kind: str
    expression: sympy.Expr
    real: bool = False
    nonnegative: bool = False
    relation: Relation | None = None
    arguments: tuple[Any, ...] = ()


@dataclass(slots=True)
class Field:
    """The generators met so far, and exact arithmetic with fractions over them.

    ``divisors`` remembers by how much the exponents of one function are divided (``exp(x/6)`` where ``exp(x/2)`` and
    ``exp(x/3)`` occur); ``stale`` tells that one grew after it was used, so that a second reading would see more.
    """

    budget: Budget
    divisors: dict[Any, int] = field(default_factory=dict)
    generators: list[Generator] = field(default_factory=list)
    readings: dict[Any, Fraction] = field(default_factory=dict)
    positive_keys: set[Key] = field(default_factory=set)
    stale: bool = False
    _by_key: dict[Any, int] = field(default_factory=dict)

    def context(self) -> fmpq_mpoly_ctx:
        """The ring of polynomials in all generators so far."""
        return fmpq_mpoly_ctx.get([f"g{index}" for index in range(len(self.generators))], Ordering.degrevlex)

    def generator(self, key: Any, make: Any) -> Fraction:
        """The generator known by ``key``; ``make()`` describes it the first time."""
        if key not in self._by_key:
            described = make()
            self._by_key[key] = len(self.generators)
            self.generators.append(described)
        return self.of_index(self._by_key[key])

    def of_index(self, index: int) -> Fraction:
        """The generator at ``index`` as a fraction."""
        context = self.context()
        return Fraction(context.gens()[index], context.constant(1))

    def constant(self, value: Any) -> Fraction:
        """A rational number."""
        context = self.context()
        number = fmpq(int(value.p), int(value.q)) if isinstance(value, sympy.Rational) else value
        return Fraction(context.constant(number), context.constant(1))

    def polynomial(self, above: fmpq_mpoly) -> Fraction:
        """A polynomial as a fraction."""
        lifted = self.lift(above)
        return Fraction(lifted, lifted.context().constant(1))

    def lift(self, value: fmpq_mpoly) -> fmpq_mpoly:
        """``value`` in the present ring."""
        context = self.context()
        return value if value.context() is context else value.project_to_context(context)

    def lifted(self, value: Fraction) -> Fraction:
        """``value`` over the present ring."""
        return Fraction(self.lift(value.above), self.lift(value.below))

    def add(self, first: Fraction, second: Fraction) -> Fraction:
        """``first + second``."""
        a, b, c, d = (self.lift(each) for each in (first.above, first.below, second.above, second.below))
        if b == d:
            return self._cancelled(a + c, b)
        return self._cancelled(self._product(a, d) + self._product(c, b), self._product(b, d))

    def multiply(self, first: Fraction, second: Fraction) -> Fraction:
        """``first * second``."""
        a, b, c, d = (self.lift(each) for each in (first.above, first.below, second.above, second.below))
        return self._cancelled(self._product(a, c), self._product(b, d))

    def negative(self, value: Fraction) -> Fraction:
        """``-value``."""
        return Fraction(-value.above, value.below)

    def inverse(self, value: Fraction) -> Fraction:
        """``1/value``; ``TooHardError`` for zero."""
        if value.is_zero:
            raise TooHardError
        return Fraction(value.below, value.above)

    def power(self, value: Fraction, exponent: int) -> Fraction:
        """``value^exponent`` for an integer."""
        if exponent < 0:
            return self.power(self.inverse(value), -exponent)
        return Fraction(
            self.power_of(self.lift(value.above), exponent), self.power_of(self.lift(value.below), exponent)
        )

    def power_of(self, base: fmpq_mpoly, exponent: int) -> fmpq_mpoly:
        """``base^exponent``, unless it would have too many terms or digits."""
        terms = len(base)
        if exponent > 100_000 or (terms > 1 and comb(terms + exponent - 1, exponent) > MOST_TERMS):
            raise TooHardError
        digits = max((len(str(each)) for each in base.coeffs() if abs(each.p) + each.q > 2), default=0)
        if digits * exponent > MOST_TERMS:
            raise TooHardError
        return base**exponent

    def terms(self, value: fmpq_mpoly) -> Iterator[tuple[Monomial, fmpq]]:
        """The terms of a polynomial, leading first."""
        for exponents, coefficient in value.terms():
            yield tuple((index, int(power)) for index, power in enumerate(exponents) if power), coefficient

    def key(self, value: Fraction) -> Key:
        """What identifies ``value``, now and after more generators were met."""
        return (self._key(value.above), self._key(value.below))

    def is_one(self, value: Fraction) -> bool:
        """Whether ``value`` is the fraction 1."""
        return bool(value.above == value.below)

    def rational(self, value: Fraction) -> fmpq | None:
        """``value`` where it is a rational number."""
        if not (value.above.is_constant() and value.below.is_constant()):
            return None
        return (
            fmpq(value.above.leading_coefficient()) / value.below.leading_coefficient()
            if not value.is_zero
            else fmpq(0)
        )

    def expression(self, value: Fraction) -> sympy.Expr:
        """``value`` as a SymPy expression in what the generators stand for."""
        return self._expression(value.above) / self._expression(value.below)

    def _expression(self, value: fmpq_mpoly) -> sympy.Expr:
        return sympy.Add(
            *(
                sympy.Mul(
                    sympy.Rational(int(coefficient.p), int(coefficient.q)),
                    *(self.generators[index].expression ** power for index, power in monomial),
                )
                for monomial, coefficient in self.terms(value)
            )
        )

    def _key(self, value: fmpq_mpoly) -> tuple[tuple[Monomial, tuple[int, int]], ...]:
        return tuple(sorted((monomial, (int(c.p), int(c.q))) for monomial, c in self.terms(value)))

    def _product(self, first: fmpq_mpoly, second: fmpq_mpoly) -> fmpq_mpoly:
        self.budget.check()
        if len(first) * len(second) > MOST_TERMS * 20:
            raise TooHardError
        return first * second

    def _cancelled(self, above: fmpq_mpoly, below: fmpq_mpoly) -> Fraction:
        if above.is_zero():
            return Fraction(above, above.context().constant(1))
        if len(above) > MOST_TERMS or len(below) > MOST_TERMS:
            raise TooHardError
        if below.is_constant():
            lead = below.leading_coefficient()
            return Fraction(above / lead, below / lead)
        if len(above) + len(below) <= MOST_TERMS_OF_GCD:
            common = above.gcd(below)
            above, below = above / common, below / common
        lead = below.leading_coefficient()
        return Fraction(above / lead, below / lead)
