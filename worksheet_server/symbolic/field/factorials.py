"""Factorials, gamma functions and binomial coefficients through ``gamma(u + 1) = u gamma(u)``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy
from flint import fmpq

from worksheet_server.symbolic.field.fractions import Field, Fraction, Generator, TooHardError
from worksheet_server.symbolic.field.reduction import canonical

Read = Callable[[Any], Fraction]
_MOST_STEPS = 100


def _gamma(argument: Fraction, field: Field) -> Fraction:
    """``gamma`` of an argument, whose whole number is moved into a product."""
    argument = canonical(argument, field)
    constant = fmpq(0)
    if argument.below.is_constant():
        constant = next((c for monomial, c in field.terms(argument.above) if not monomial), constant)
    steps = int(constant.p) // int(constant.q)
    if abs(steps) > _MOST_STEPS:
        raise TooHardError
    base = field.add(argument, field.constant(fmpq(-steps)))
    if base.is_zero:
        return _of_whole(steps, field)
    found = field.generator(
        ("gamma", field.key(base)),
        lambda: Generator("opaque", sympy.gamma(field.expression(base)), arguments=(base,)),
    )
    for step in range(abs(steps)):
        shifted = field.add(base, field.constant(fmpq(step if steps > 0 else -step - 1)))
        found = field.multiply(found, shifted if steps > 0 else field.inverse(shifted))
    return found


def _of_whole(value: int, field: Field) -> Fraction:
    if value < 1:
        raise TooHardError
    found = 1
    for factor in range(1, value):
        found *= factor
    return field.constant(fmpq(found))


def _factorial(value: Any, read: Read, field: Field) -> Fraction:
    return _gamma(field.add(read(value.args[0]), field.constant(fmpq(1))), field)


def _gamma_function(value: Any, read: Read, field: Field) -> Fraction:
    return _gamma(read(value.args[0]), field)


def _beta(value: Any, read: Read, field: Field) -> Fraction:
    first, second = (read(each) for each in value.args[:2])
    together = field.inverse(_gamma(field.add(first, second), field))
    return field.multiply(field.multiply(_gamma(first, field), _gamma(second, field)), together)


def _binomial(value: Any, read: Read, field: Field) -> Fraction:
    """A polynomial for a written lower number; a ratio of factorials for whole numbers ``n >= 0``."""
    upper, lower = value.args
    n, k = read(upper), read(lower)
    one = field.constant(fmpq(1))
    if isinstance(lower, sympy.Integer):
        if not 0 <= lower <= _MOST_STEPS:
            raise TooHardError
        found = one
        for step in range(int(lower)):
            factor = field.multiply(field.add(n, field.constant(fmpq(-step))), field.constant(fmpq(1, step + 1)))
            found = field.multiply(found, factor)
        return found
    if not (upper.is_integer and upper.is_nonnegative and lower.is_integer):
        raise TooHardError
    rest = field.add(n, field.negative(k))
    below = field.multiply(_gamma(field.add(k, one), field), _gamma(field.add(rest, one), field))
    return field.multiply(_gamma(field.add(n, one), field), field.inverse(below))


FUNCTIONS: dict[type, Callable[[Any, Read, Field], Fraction]] = {
    sympy.gamma: _gamma_function,
    sympy.factorial: _factorial,
    sympy.beta: _beta,
    sympy.binomial: _binomial,
}
"""How each function is read."""
