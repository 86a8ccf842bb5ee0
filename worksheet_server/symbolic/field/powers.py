"""Exponentials, logarithms, roots and absolute values as generators.

Every identity used holds for principal values wherever both sides are defined: ``exp(a + b) = exp(a) exp(b)``,
``b^e = exp(e ln(b))``, ``b^(p/q) = (b^(1/q))^p``; ``(a b)^c = a^c b^c`` and ``ln(a b) = ln(a) + ln(b)`` only for ``a``
nowhere negative.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import lcm
from typing import Any

import sympy
from flint import fmpq

from worksheet_server.symbolic.field.factors import positive_factors
from worksheet_server.symbolic.field.fractions import Field, Fraction, Generator, Relation, TooHardError
from worksheet_server.symbolic.field.reduction import canonical
from worksheet_server.symbolic.field.signs import is_real


def imaginary_unit(field: Field) -> Fraction:
    """``ⅈ``, with ``ⅈ² = -1``."""
    return field.generator("i", lambda: Generator("unit", sympy.I, relation=Relation(2, field.constant(-1))))


def pi(field: Field) -> Fraction:
    """``pi``."""
    return field.generator("pi", lambda: Generator("constant", sympy.pi, real=True, nonnegative=True))


def total(values: Iterable[Fraction], field: Field) -> Fraction:
    """The sum of ``values``."""
    found = field.constant(0)
    for value in values:
        found = field.add(found, value)
    return found


def exponential(exponent: Fraction, field: Field) -> Fraction:
    """``exp(exponent)``: one factor for each term of the exponent."""
    exponent = canonical(exponent, field)
    found = field.constant(1)
    for monomial, coefficient in list(field.terms(exponent.above)):
        powers = dict(monomial)
        exponents = tuple(powers.get(index, 0) for index in range(len(field.generators)))
        one = Fraction(field.context().from_dict({exponents: 1}), field.lift(exponent.below))
        found = field.multiply(found, _exponential_of_term(one, monomial, coefficient, field))
    return found


def _exponential_of_term(one: Fraction, monomial: Any, coefficient: fmpq, field: Field) -> Fraction:
    generators = [(field.generators[index], power) for index, power in monomial]
    alone = one.below.is_constant() and all(power == 1 for _, power in generators)
    kinds = sorted(generator.kind for generator, _ in generators)
    if alone and kinds == ["log"]:
        return rational_power(generators[0][0].arguments[0], coefficient, field)
    if alone and kinds in (["asin", "unit"], ["atan", "unit"]) and coefficient.q == 1:
        inverse = next(generator for generator, _ in generators if generator.kind != "unit")
        inside = inverse.arguments[0]
        if inverse.kind == "atan" and not (is_real(inside.above, field) and is_real(inside.below, field)):
            raise TooHardError
        return field.power(_unit_at_angle(inverse, field), int(coefficient.p))
    if alone and 12 % int(coefficient.q) == 0 and _period(generators) == 1:
        return _root_of_unity(int(coefficient * 12), field)
    expression = field.expression(one)
    divisor = _divisor(("exp", expression), int(coefficient.q), field)
    real = is_real(one.above, field) and is_real(one.below, field)
    period = _period(generators) if alone else 0

    def make() -> Generator:
        relation = None
        if period:
            relation = Relation(divisor * period, field.constant(-1 if period == 1 else 1))
        return Generator("exp", sympy.exp(expression / divisor), real, real, relation, arguments=(one, divisor))

    root = field.generator(("exp", field.key(one), divisor), make)
    return field.power(root, int(coefficient.p) * (divisor // int(coefficient.q)))


def _period(generators: list[tuple[Generator, int]]) -> int:
    """1 for ``ⅈ pi``, whose exponential is −1; 2 for ``ⅈ pi n`` with integers, twice which gives 1; else 0."""
    rest = [generator for generator, _ in generators if generator.expression not in (sympy.I, sympy.pi)]
    if len(generators) - len(rest) != 2 or any(not generator.expression.is_integer for generator in rest):
        return 0
    return 2 if rest else 1


def _root_of_unity(twelfths: int, field: Field) -> Fraction:
    """``exp(ⅈ pi n/12)`` by square roots: ``exp(ⅈ pi/3) = (1 + ⅈ sqrt(3))/2``, ``exp(ⅈ pi/4) = (1 + ⅈ)/sqrt(2)``."""
    one, unit = field.constant(1), imaginary_unit(field)
    sqrt2, sqrt3 = (rational_power(field.constant(number), fmpq(1, 2), field) for number in (2, 3))
    third = _scaled(field.add(one, field.multiply(unit, sqrt3)), fmpq(1, 2), field)
    fourth = field.multiply(field.add(one, unit), field.inverse(sqrt2))
    turns = twelfths % 24
    return canonical(field.multiply(field.power(third, turns), field.power(fourth, 24 - turns)), field)


def _unit_at_angle(inverse: Generator, field: Field) -> Fraction:
    """``exp(ⅈ asin(u)) = sqrt(1 - u²) + ⅈ u`` and ``exp(ⅈ atan(u)) = (1 + ⅈ u)/sqrt(1 + u²)`` (real u)."""
    inside = field.lifted(inverse.arguments[0])
    square = field.multiply(inside, inside)
    across = field.multiply(imaginary_unit(field), inside)
    one = field.constant(1)
    if inverse.kind == "asin":
        return field.add(rational_power(field.add(one, field.negative(square)), fmpq(1, 2), field), across)
    return field.multiply(field.add(one, across), rational_power(field.add(one, square), fmpq(-1, 2), field))


def logarithm(value: Fraction, field: Field) -> Fraction:
    """``ln(value)``: factors that are nowhere negative are taken out, numbers become primes."""
    value = canonical(value, field)
    if value.is_zero:
        raise TooHardError
    positive, rest = positive_factors(value, field)
    found = total((_scaled(_log_of_nonnegative(base, field), power, field) for base, power in positive), field)
    if field.is_one(rest):
        return found
    if field.rational(rest) == -1:
        return field.add(found, field.multiply(imaginary_unit(field), pi(field)))
    for direction in (1, -1):
        alone = _sole_generator(field.multiply(rest, field.constant(direction)), field)
        if alone is not None and alone[0].kind == "unit" and alone[1] == 1:
            quarter = field.multiply(imaginary_unit(field), pi(field))
            return field.add(found, _scaled(quarter, fmpq(direction, 2), field))
    root = _sole_generator(rest, field)
    if root is not None and root[0].kind == "root" and 0 < root[1] <= root[0].arguments[1]:
        inner = logarithm(field.lifted(root[0].arguments[0]), field)
        return field.add(found, _scaled(inner, fmpq(root[1], root[0].arguments[1]), field))
    return field.add(found, _log_generator(rest, False, field))


def rational_power(base: Fraction, exponent: fmpq, field: Field) -> Fraction:
    """The principal ``base^exponent``."""
    base = canonical(field.lifted(base), field)
    whole = int(exponent.p) // int(exponent.q)
    found = field.power(base, whole)
    fraction = exponent - whole
    if fraction == 0:
        return found
    if base.is_zero:
        raise TooHardError
    positive, rest = positive_factors(base, field)
    for each, power in positive:
        found = field.multiply(found, _power_of_nonnegative(each, fraction * power, field))
    if field.is_one(rest):
        return found
    if field.rational(rest) == -1:
        angle = field.multiply(field.multiply(imaginary_unit(field), pi(field)), field.constant(fraction))
        return field.multiply(found, imaginary_unit(field) if fraction == fmpq(1, 2) else exponential(angle, field))
    return field.multiply(found, _root(rest, fraction, False, field))


def _log_of_nonnegative(base: Fraction, field: Field) -> Fraction:
    alone = _sole_generator(base, field)
    if alone is not None and alone[1] == 1:
        generator = alone[0]
        if generator.kind == "exp" and generator.real:
            one, divisor = generator.arguments
            return _scaled(field.lifted(one), fmpq(1, divisor), field)
        if generator.kind == "root":
            return _scaled(
                logarithm(field.lifted(generator.arguments[0]), field), fmpq(1, generator.arguments[1]), field
            )
    return _log_generator(base, True, field)


def _power_of_nonnegative(base: Fraction, exponent: fmpq, field: Field) -> Fraction:
    alone = _sole_generator(base, field)
    if exponent.q == 1:
        return field.power(base, int(exponent.p))
    if alone is not None and alone[1] == 1:
        generator = alone[0]
        if generator.kind == "exp" and generator.real:
            one, divisor = generator.arguments
            return exponential(_scaled(field.lifted(one), exponent / divisor, field), field)
        if generator.kind == "root" and generator.nonnegative:
            return rational_power(field.lifted(generator.arguments[0]), exponent / generator.arguments[1], field)
    return _root(base, exponent, True, field)


def _log_generator(inside: Fraction, nonnegative: bool, field: Field) -> Fraction:
    return field.generator(
        ("log", field.key(inside)),
        lambda: Generator("log", sympy.log(field.expression(inside)), real=nonnegative, arguments=(inside,)),
    )


def _root(radicand: Fraction, exponent: fmpq, nonnegative: bool, field: Field) -> Fraction:
    divisor = _divisor(("root", field.expression(radicand)), int(exponent.q), field)

    def make() -> Generator:
        expression = field.expression(radicand) ** sympy.Rational(1, divisor)
        relation = Relation(divisor, radicand)
        return Generator("root", expression, nonnegative, nonnegative, relation, arguments=(radicand, divisor))

    root = field.generator(("root", field.key(radicand), divisor), make)
    return field.power(root, int(exponent.p) * (divisor // int(exponent.q)))


def _divisor(key: Any, needed: int, field: Field) -> int:
    known = field.divisors.get(key)
    divisor = lcm(known or 1, needed)
    if divisor > 1000:
        raise TooHardError
    if known is not None and divisor != known:
        field.stale = True
    field.divisors[key] = divisor
    return divisor


def _sole_generator(value: Fraction, field: Field) -> tuple[Generator, int] | None:
    if not field.is_one(Fraction(field.lift(value.below), field.context().constant(1))) or len(value.above) != 1:
        return None
    ((monomial, coefficient),) = field.terms(value.above)
    if coefficient != 1 or len(monomial) != 1:
        return None
    return field.generators[monomial[0][0]], monomial[0][1]


def _scaled(value: Fraction, factor: fmpq, field: Field) -> Fraction:
    return field.multiply(value, field.constant(factor))
