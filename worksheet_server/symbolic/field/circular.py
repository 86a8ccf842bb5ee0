"""Circular and hyperbolic functions through the exponential, their inverses through a few of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy
from flint import fmpq

from worksheet_server.symbolic.field import opaque, powers
from worksheet_server.symbolic.field.fractions import Field, Fraction

Read = Callable[[Any], Fraction]


def _exponentials(value: Any, read: Read, field: Field, circular: bool) -> tuple[Fraction, Fraction, Fraction]:
    """``exp(u)``, ``exp(-u)`` and 1, or those of ``ⅈ u`` and ``ⅈ``."""
    inside = read(value.args[0])
    unit = powers.imaginary_unit(field) if circular else field.constant(1)
    up = powers.exponential(field.multiply(unit, inside), field)
    return up, field.inverse(up), unit


def _sine(value: Any, read: Read, field: Field, circular: bool) -> Fraction:
    up, down, unit = _exponentials(value, read, field, circular)
    difference = field.add(up, field.negative(down))
    return field.multiply(difference, field.inverse(field.multiply(field.constant(fmpq(2)), unit)))


def _cosine(value: Any, read: Read, field: Field, circular: bool) -> Fraction:
    up, down, _ = _exponentials(value, read, field, circular)
    return field.multiply(field.add(up, down), field.constant(fmpq(1, 2)))


def _one(value: Any, read: Read, field: Field, circular: bool) -> Fraction:
    return field.constant(fmpq(1))


Part = Callable[[Any, Read, Field, bool], Fraction]


def _ratio(above: Part, below: Part, circular: bool) -> Callable[[Any, Read, Field], Fraction]:
    def quotient(value: Any, read: Read, field: Field) -> Fraction:
        numerator = above(value, read, field, circular)
        return field.multiply(numerator, field.inverse(below(value, read, field, circular)))

    return quotient


def _arc(name: str, of_inverse: bool = False) -> Callable[[Any, Read, Field], Fraction]:
    """``asin`` or ``atan``, of 1/u where asked: both are odd."""

    def function(value: Any, read: Read, field: Field) -> Fraction:
        inside = read(value.args[0])
        inside = field.inverse(inside) if of_inverse else inside
        return opaque.odd(name, getattr(sympy, name), inside, field, real=bool(value.is_extended_real))

    return function


def _complement(arc: Callable[[Any, Read, Field], Fraction]) -> Callable[[Any, Read, Field], Fraction]:
    """``acos(u) = pi/2 - asin(u)``."""

    def function(value: Any, read: Read, field: Field) -> Fraction:
        quarter = field.multiply(powers.pi(field), field.constant(fmpq(1, 2)))
        return field.add(quarter, field.negative(arc(value, read, field)))

    return function


def _root(value: Fraction, field: Field) -> Fraction:
    return powers.rational_power(value, fmpq(1, 2), field)


def _area_sine(inside: Fraction, field: Field) -> Fraction:
    """``asinh(u) = ln(u + sqrt(u² + 1))`` (DLMF 4.37.16)."""
    square = field.add(field.multiply(inside, inside), field.constant(fmpq(1)))
    return powers.logarithm(field.add(inside, _root(square, field)), field)


def _area_cosine(inside: Fraction, field: Field) -> Fraction:
    """``acosh(u) = ln(u + sqrt(u + 1) sqrt(u - 1))`` (DLMF 4.37.21)."""
    one = field.constant(fmpq(1))
    product = field.multiply(_root(field.add(inside, one), field), _root(field.add(inside, field.negative(one)), field))
    return powers.logarithm(field.add(inside, product), field)


def _area_tangent(inside: Fraction, field: Field) -> Fraction:
    """``atanh(u) = (ln(1 + u) - ln(1 - u))/2`` (DLMF 4.37.24)."""
    one = field.constant(fmpq(1))
    above = powers.logarithm(field.add(one, inside), field)
    below = powers.logarithm(field.add(one, field.negative(inside)), field)
    return field.multiply(field.add(above, field.negative(below)), field.constant(fmpq(1, 2)))


Area = Callable[[Fraction, Field], Fraction]


def _area(area: Area, of_inverse: bool = False) -> Callable[[Any, Read, Field], Fraction]:
    def function(value: Any, read: Read, field: Field) -> Fraction:
        inside = read(value.args[0])
        return area(field.inverse(inside) if of_inverse else inside, field)

    return function


FUNCTIONS: dict[type, Callable[[Any, Read, Field], Fraction]] = {
    sympy.sin: _ratio(_sine, _one, True),
    sympy.cos: _ratio(_cosine, _one, True),
    sympy.tan: _ratio(_sine, _cosine, True),
    sympy.cot: _ratio(_cosine, _sine, True),
    sympy.sec: _ratio(_one, _cosine, True),
    sympy.csc: _ratio(_one, _sine, True),
    sympy.sinh: _ratio(_sine, _one, False),
    sympy.cosh: _ratio(_cosine, _one, False),
    sympy.tanh: _ratio(_sine, _cosine, False),
    sympy.coth: _ratio(_cosine, _sine, False),
    sympy.sech: _ratio(_one, _cosine, False),
    sympy.csch: _ratio(_one, _sine, False),
    sympy.asin: _arc("asin"),
    sympy.atan: _arc("atan"),
    sympy.acsc: _arc("asin", of_inverse=True),
    sympy.acot: _arc("atan", of_inverse=True),
    sympy.acos: _complement(_arc("asin")),
    sympy.asec: _complement(_arc("asin", of_inverse=True)),
    sympy.asinh: _area(_area_sine),
    sympy.acosh: _area(_area_cosine),
    sympy.atanh: _area(_area_tangent),
    sympy.acsch: _area(_area_sine, of_inverse=True),
    sympy.asech: _area(_area_cosine, of_inverse=True),
    sympy.acoth: _area(_area_tangent, of_inverse=True),
}
"""How each function is read."""
