"""SymPy expressions as elements of a field of functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy
from flint import fmpq
from sympy.core.function import AppliedUndef

from worksheet_server.symbolic.field import circular, factorials, factors, opaque, powers
from worksheet_server.symbolic.field.fractions import Field, Fraction, Generator, Relation, TooHardError
from worksheet_server.symbolic.field.signs import is_real

Read = Callable[[Any], Fraction]

_REFUSED = (
    sympy.Piecewise,
    sympy.Order,
    sympy.Float,
    sympy.AccumBounds,
    sympy.Tuple,
    sympy.MatrixBase,
)


def read(value: Any, field: Field) -> Fraction:
    """``value`` in ``field``, which grows as needed; raises ``TooHardError`` for what has no place in one."""
    field.budget.check()
    known = field.readings.get(value)
    if known is None:
        known = _read(value, field)
        field.readings[value] = known
    return known


def _read(value: Any, field: Field) -> Fraction:
    def within(part: Any) -> Fraction:
        return read(part, field)

    if isinstance(value, sympy.Rational):
        return field.constant(value)
    if isinstance(value, _REFUSED) or not isinstance(value, sympy.Expr) or value.has(sympy.nan, sympy.zoo, sympy.oo):
        raise TooHardError
    if isinstance(value, sympy.Symbol):
        return _symbol(value, field)
    if value is sympy.I:
        return powers.imaginary_unit(field)
    if value is sympy.pi:
        return powers.pi(field)
    if value is sympy.E:
        return powers.exponential(field.constant(1), field)
    if isinstance(value, sympy.Add):
        return powers.total((within(each) for each in value.args), field)
    if isinstance(value, sympy.Mul):
        found = field.constant(1)
        for each in value.args:
            found = field.multiply(found, within(each))
        return found
    if isinstance(value, sympy.Pow):
        return _power(value.base, value.exp, field)
    if isinstance(value, sympy.exp):
        return powers.exponential(within(value.args[0]), field)
    if isinstance(value, sympy.log) and len(value.args) == 1:
        return powers.logarithm(within(value.args[0]), field)
    if isinstance(value, sympy.Abs | sympy.sign | sympy.Max | sympy.Min):
        return _by_sign(value, field)
    for table in (circular.FUNCTIONS, factorials.FUNCTIONS):
        if type(value) in table:
            return table[type(value)](value, within, field)
    if isinstance(value, AppliedUndef | sympy.Derivative | sympy.Subs):
        return opaque.unknown(value, within, field)
    return opaque.function(value, within, field)


def _symbol(value: sympy.Symbol, field: Field) -> Fraction:
    real, nonnegative = bool(value.is_real), bool(value.is_nonnegative)
    return field.generator(value, lambda: Generator("symbol", value, real, nonnegative))


def _power(base: Any, exponent: Any, field: Field) -> Fraction:
    inside = read(base, field)
    if isinstance(exponent, sympy.Integer):
        return field.power(inside, int(exponent))
    if isinstance(exponent, sympy.Rational):
        return powers.rational_power(inside, fmpq(int(exponent.p), int(exponent.q)), field)
    if field.is_one(inside):
        return inside
    return powers.exponential(field.multiply(read(exponent, field), powers.logarithm(inside, field)), field)


def _by_sign(value: Any, field: Field) -> Fraction:
    arguments = [read(each, field) for each in value.args]
    if any(each.is_extended_real is not True for each in value.args):
        return opaque.function(value, lambda part: read(part, field), field)
    if isinstance(value, sympy.Abs):
        return _magnitude(arguments[0], field)
    if isinstance(value, sympy.sign):
        return _sign(arguments[0], field)
    found = arguments[0]
    half = field.constant(fmpq(1, 2))
    for each in arguments[1:]:
        distance = _magnitude(field.add(found, field.negative(each)), field)
        if isinstance(value, sympy.Min):
            distance = field.negative(distance)
        found = field.multiply(half, field.add(field.add(found, each), distance))
    return found


def _magnitude(value: Fraction, field: Field) -> Fraction:
    try:
        return factors.absolute(value, field)
    except TooHardError:
        constant, whole = factors.primitive(value, field)
        return field.multiply(constant, factors.absolute_generator(whole, field))


def _sign(value: Fraction, field: Field) -> Fraction:
    """``sign`` of a product of real factors, factor by factor."""
    parts = factors.factored(value, field)
    if not all(is_real(polynomial, field) for polynomial, _ in parts):
        whole = factors.primitive(value, field)[1]
        if not whole.below.is_constant():
            raise TooHardError
        return _sign_of_factor(whole, field)
    found = field.constant(1)
    for polynomial, power in parts:
        if polynomial.is_constant():
            sign = field.constant(1 if polynomial.leading_coefficient() > 0 else -1)
        else:
            sign = _sign_of_factor(field.polynomial(polynomial), field)
        found = field.multiply(found, field.power(sign, abs(power)))
    return found


def _sign_of_factor(value: Fraction, field: Field) -> Fraction:
    """``s = sign(f)`` with ``s³ = s`` and ``s |f| = f``."""
    leading = value.above.leading_coefficient()
    inside = field.negative(value) if leading < 0 else value
    magnitude = factors.absolute_generator(inside, field)
    index = next(place for place, power in enumerate(magnitude.above.degrees()) if power)

    def make() -> Generator:
        expression = sympy.sign(field.expression(inside))
        relation = Relation(3, field.constant(1), rest=1)
        return Generator("sign", expression, True, False, relation, arguments=(index, inside.above))

    found = field.generator(("sign", field.key(inside)), make)
    return field.negative(found) if leading < 0 else found
