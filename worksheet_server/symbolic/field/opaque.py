"""Functions of which nothing is known but that equal arguments give equal values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from worksheet_server.symbolic.field.fractions import Field, Fraction, Generator, TooHardError
from worksheet_server.symbolic.field.reduction import canonical

Read = Callable[[Any], Fraction]

_ODD = (sympy.erf, sympy.erfi, sympy.Si)
_WITH_BOUND_NAMES = (sympy.Sum, sympy.Product, sympy.Integral)


def function(value: Any, read: Read, field: Field) -> Fraction:
    """Any other function, with its arguments in canonical form."""
    if isinstance(value, sympy.erfc):
        return field.add(field.constant(1), field.negative(function(sympy.erf(value.args[0]), read, field)))
    if isinstance(value, _ODD):
        return odd(type(value).__name__, type(value), read(value.args[0]), field, bool(value.is_extended_real))
    if isinstance(value, sympy.floor | sympy.ceiling):
        return _rounded(value, read, field)
    if isinstance(value, sympy.Mod):
        modulus = read(value.args[1])
        quotient = sympy.floor(value.args[0] / value.args[1], evaluate=False)
        whole = _rounded(quotient, read, field)
        return field.add(read(value.args[0]), field.negative(field.multiply(modulus, whole)))
    real = bool(value.is_extended_real)
    if isinstance(value, sympy.Function):
        keys = tuple(field.key(canonical(read(each), field)) for each in value.args)
        return field.generator(("function", type(value), keys), lambda: Generator("opaque", value, real))
    if isinstance(value, sympy.NumberSymbol | sympy.Indexed | sympy.Symbol):
        nonnegative = bool(value.is_nonnegative)
        return field.generator(value, lambda: Generator("opaque", value, real, nonnegative))
    if isinstance(value, _WITH_BOUND_NAMES):
        return field.generator(value.as_dummy(), lambda: Generator("opaque", value, real))
    raise TooHardError


def odd(name: str, constructor: Any, inside: Fraction, field: Field, real: bool) -> Fraction:
    """An odd function: the sign of its argument is taken out."""
    inside = canonical(inside, field)
    if inside.is_zero:
        return inside
    leading = inside.above.leading_coefficient()
    inside = field.negative(inside) if leading < 0 else inside
    found = field.generator(
        (name, field.key(inside)),
        lambda: Generator(name, constructor(field.expression(inside)), real, arguments=(inside,)),
    )
    return field.negative(found) if leading < 0 else found


def unknown(value: Any, read: Read, field: Field) -> Fraction:
    """An unknown function and its derivatives, by the order in each argument and the arguments themselves."""
    function, orders, arguments = _applied(value)
    keys = tuple(field.key(canonical(read(each), field)) for each in arguments)
    real = bool(function.is_extended_real)
    return field.generator(("unknown", function.func.__name__, orders, keys), lambda: Generator("opaque", value, real))


def _applied(value: Any) -> tuple[Any, tuple[int, ...], tuple[Any, ...]]:
    if isinstance(value, AppliedUndef):
        return value, (0,) * len(value.args), value.args
    if isinstance(value, sympy.Derivative):
        applied = value.expr
        counts = dict(value.variable_count)
        whole = all(isinstance(count, sympy.Integer) for count in counts.values())
        if whole and isinstance(applied, AppliedUndef) and _separate(applied, list(counts)):
            orders = tuple(int(counts.get(each, 0)) for each in applied.args)
            return applied, orders, applied.args
    if isinstance(value, sympy.Subs):
        function, orders, arguments = _applied(value.expr)
        points = dict(zip(value.variables, value.point, strict=True))
        return function, orders, tuple(each.subs(points, simultaneous=True) for each in arguments)
    raise TooHardError


def _separate(applied: Any, variables: list[Any]) -> bool:
    """Whether each variable is one argument and occurs in no other: then its derivative is a partial one."""
    return all(
        applied.args.count(each) == 1 and not any(each in other.free_symbols for other in applied.args if other != each)
        for each in variables
    )


def _rounded(value: Any, read: Read, field: Field) -> Fraction:
    """``floor``, with whole numbers taken out; ``ceil(u) = -floor(-u)``."""
    upwards = isinstance(value, sympy.ceiling)
    inside = canonical(read(value.args[0]), field)
    inside = field.negative(inside) if upwards else inside
    whole = field.constant(0)
    if inside.below.is_constant():
        for monomial, coefficient in list(field.terms(inside.above)):
            integers = all(field.generators[index].expression.is_integer for index, _ in monomial)
            if integers and (coefficient.q == 1 or not monomial):
                times = int(coefficient.p) // int(coefficient.q)
                term = field.constant(times)
                for index, power in monomial:
                    term = field.multiply(term, field.power(field.of_index(index), power))
                whole = field.add(whole, term)
    rest = canonical(field.add(inside, field.negative(whole)), field)
    found = whole
    if not rest.is_zero and not _below_one(rest, field):
        made = field.generator(
            ("floor", field.key(rest)),
            lambda: Generator("opaque", sympy.floor(field.expression(rest), evaluate=False), True),
        )
        found = field.add(whole, made)
    return field.negative(found) if upwards else found


def _below_one(value: Fraction, field: Field) -> bool:
    number = field.rational(value)
    return number is not None and 0 <= number < 1
