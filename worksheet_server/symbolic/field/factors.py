"""Fractions in factors: what is nowhere negative, absolute values, prime numbers."""

from __future__ import annotations

import sympy
from flint import fmpq, fmpq_mpoly, fmpz

from worksheet_server.symbolic.field.fractions import Field, Fraction, Generator, Relation, TooHardError
from worksheet_server.symbolic.field.reduction import canonical
from worksheet_server.symbolic.field.signs import is_nonnegative, is_real

_MOST_BITS_TO_FACTOR = 160


def positive_factors(value: Fraction, field: Field) -> tuple[list[tuple[Fraction, fmpq]], Fraction]:
    """``value`` as powers of bases that are nowhere negative, times the rest."""
    positive: list[tuple[Fraction, fmpq]] = []
    rest = field.constant(1)
    for polynomial, power in _factors(value, field):
        if polynomial.is_constant():
            number = polynomial.leading_coefficient()
            positive += [(field.constant(prime), times * fmpq(power)) for prime, times in _primes(abs(number))]
            rest = field.multiply(rest, field.constant(fmpq(1 if number > 0 else -1) ** abs(power)))
        elif is_nonnegative(polynomial, field):
            positive.append((field.polynomial(polynomial), fmpq(power)))
        elif is_nonnegative(-polynomial, field):
            positive.append((field.polynomial(-polynomial), fmpq(power)))
            rest = field.multiply(rest, field.constant(-1 if power % 2 else 1))
        elif is_real(polynomial, field):
            odd = power % 2 if power > 0 else -(power % 2)
            if power != odd:
                positive.append((absolute_generator(field.polynomial(polynomial), field), fmpq(power - odd)))
            rest = field.multiply(rest, field.power(field.polynomial(polynomial), odd))
        else:
            rest = field.multiply(rest, field.power(field.polynomial(polynomial), power))
    return positive, canonical(rest, field)


def absolute(value: Fraction, field: Field) -> Fraction:
    """``|value|`` of a value that is known to be real."""
    value = canonical(value, field)
    if value.is_zero:
        return value
    found = field.constant(1)
    for polynomial, power in _factors(value, field):
        found = field.multiply(found, field.power(_absolute_factor(polynomial, field), power))
    return found


def absolute_generator(value: Fraction, field: Field) -> Fraction:
    """``|value|`` as a generator of its own, with ``|v|² = v²``."""
    leading = value.above.leading_coefficient()
    inside = field.negative(value) if leading < 0 else value

    def make() -> Generator:
        square = Relation(2, field.multiply(inside, inside))
        return Generator("abs", sympy.Abs(field.expression(inside)), True, True, square, arguments=(inside,))

    return field.generator(("abs", field.key(inside)), make)


def factored(value: Fraction, field: Field) -> list[tuple[fmpq_mpoly, int]]:
    """The factors of a value that is not zero, with their exponents."""
    value = canonical(value, field)
    if value.is_zero:
        raise TooHardError
    return _factors(value, field)


def primitive(value: Fraction, field: Field) -> tuple[Fraction, Fraction]:
    """``value`` as a positive rational number times a fraction without one."""
    value = canonical(value, field)
    if value.is_zero:
        raise TooHardError
    size = abs(value.above.leading_coefficient())
    return field.constant(fmpq(size)), Fraction(value.above / size, value.below)


def _absolute_factor(polynomial: fmpq_mpoly, field: Field) -> Fraction:
    if polynomial.is_constant():
        return field.polynomial(polynomial * (-1 if polynomial.leading_coefficient() < 0 else 1))
    for each in (polynomial, -polynomial):
        if is_nonnegative(each, field):
            return field.polynomial(each)
    if not is_real(polynomial, field):
        raise TooHardError
    return absolute_generator(field.polynomial(polynomial), field)


def _factors(value: Fraction, field: Field) -> list[tuple[fmpq_mpoly, int]]:
    found: list[tuple[fmpq_mpoly, int]] = []
    for polynomial, direction in ((field.lift(value.above), 1), (field.lift(value.below), -1)):
        field.budget.check()
        if len(polynomial) > 400 or (len(polynomial) > 1 and sum(polynomial.degrees()) > 120):
            raise TooHardError
        constant, factors = polynomial.factor()
        if constant != 1:
            found.append((field.context().constant(constant), direction))
        found += [(each, direction * int(power)) for each, power in factors]
    return found


def _primes(number: fmpq) -> list[tuple[fmpq, fmpq]]:
    found: list[tuple[fmpq, fmpq]] = []
    for part, direction in ((fmpz(number.p), 1), (fmpz(number.q), -1)):
        if part == 1:
            continue
        if part.bit_length() > _MOST_BITS_TO_FACTOR:
            found.append((fmpq(part), fmpq(direction)))
        else:
            found += [(fmpq(prime), fmpq(direction * int(power))) for prime, power in part.factor()]
    return found
