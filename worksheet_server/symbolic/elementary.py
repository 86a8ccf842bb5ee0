"""The functions of the language that SymPy has, as constructors with their number of arguments.

Conventions: ``log`` is natural; ``acot(x)`` is ``atan(1/x)``, as in SymPy (so that it jumps at 0); ``cbrt`` is the real
root; other roots and powers are principal; ``mod(a, b)`` has the sign of ``b``; ``binomial(n, k)`` is 0 for integers
``k < 0``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy

from worksheet_server.symbolic import guards
from worksheet_server.symbolic.reading import NoClosedFormError

_ONE_ARGUMENT: dict[str, Callable[[Any], Any]] = {
    "abs": lambda x: sympy.Abs(x),
    "sqrt": lambda x: power(x, sympy.Rational(1, 2)),
    "exp": lambda x: power(sympy.E, x),
    "ln": lambda x: sympy.log(x),
    "log": lambda x: sympy.log(x),
    "log2": lambda x: sympy.log(x, 2),
    "log10": lambda x: sympy.log(x, 10),
    "cbrt": lambda x: real_cube_root(x),
    "sin": sympy.sin,
    "cos": sympy.cos,
    "tan": sympy.tan,
    "cot": sympy.cot,
    "sec": sympy.sec,
    "csc": sympy.csc,
    "asin": sympy.asin,
    "acos": sympy.acos,
    "atan": sympy.atan,
    "acot": sympy.acot,
    "asec": sympy.asec,
    "acsc": sympy.acsc,
    "sinh": sympy.sinh,
    "cosh": sympy.cosh,
    "tanh": sympy.tanh,
    "coth": sympy.coth,
    "sech": sympy.sech,
    "csch": sympy.csch,
    "asinh": sympy.asinh,
    "acosh": sympy.acosh,
    "atanh": sympy.atanh,
    "acoth": sympy.acoth,
    "asech": sympy.asech,
    "acsch": sympy.acsch,
    "sign": sympy.sign,
    "floor": lambda x: _rounded(sympy.floor, x),
    "ceil": lambda x: _rounded(sympy.ceiling, x),
    "factorial": lambda x: factorial(x),
    "gamma": lambda x: _afforded(guards.affords_factorial(x), sympy.gamma, x),
    "zeta": lambda x: _afforded(guards.affords_bernoulli(x), sympy.zeta, x),
    "erf": sympy.erf,
    "erfc": sympy.erfc,
    "erfi": sympy.erfi,
    "Si": sympy.Si,
    "Ci": sympy.Ci,
    "Ei": sympy.Ei,
    "li": sympy.li,
    "sigmoid": lambda x: 1 / (1 + power(sympy.E, -x)),
    "relu": lambda x: sympy.Max(0, x),
    "softplus": lambda x: sympy.log(1 + power(sympy.E, x)),
}

_TWO_ARGUMENTS: dict[str, Callable[[Any, Any], Any]] = {
    "mod": lambda a, b: _modulo(a, b),
    "gcd": lambda a, b: _greatest_common_divisor(a, b),
    "binomial": lambda n, k: _afforded(guards.affords_binomial(n, k), sympy.binomial, n, k),
    "beta": lambda a, b: sympy.beta(a, b),
}

ELEMENTARY: frozenset[str] = frozenset(_ONE_ARGUMENT) | frozenset(_TWO_ARGUMENTS) | {"min", "max"}
"""The names that ``apply`` knows."""


def apply(name: str, arguments: tuple[Any, ...]) -> Any:
    """The function ``name`` of SymPy numbers.

    Raises ``NoClosedFormError`` for a wrong number of arguments, or where the result would explode.
    """
    if name in ("min", "max") and arguments:
        return (sympy.Min if name == "min" else sympy.Max)(*arguments)
    if name in _ONE_ARGUMENT and len(arguments) == 1:
        return _ONE_ARGUMENT[name](arguments[0])
    if name in _TWO_ARGUMENTS and len(arguments) == 2:
        return _TWO_ARGUMENTS[name](*arguments)
    raise NoClosedFormError


def power(base: Any, exponent: Any) -> Any:
    """The principal power, where it is affordable; ``oo^0`` is as undefined as ``1^oo``, where SymPy says 1."""
    if base.is_infinite and exponent.is_zero:
        return sympy.nan
    return _afforded(guards.affords_power(base, exponent), sympy.Pow, base, exponent)


def factorial(value: Any) -> Any:
    """``n!``, where it can be written out."""
    return _afforded(guards.affords_factorial(value), sympy.factorial, value)


def real_cube_root(value: Any) -> Any:
    """The real cube root of a real number."""
    if value.is_nonnegative:
        return power(value, sympy.Rational(1, 3))
    if value.is_negative:
        return -power(-value, sympy.Rational(1, 3))
    if value.is_extended_real is not True:
        raise NoClosedFormError
    return sympy.sign(value) * power(sympy.Abs(value), sympy.Rational(1, 3))


def _afforded(affordable: bool, constructor: Callable[..., Any], *arguments: Any) -> Any:
    if not affordable:
        raise NoClosedFormError
    return constructor(*arguments)


def _rounded(rounding: Callable[[Any], Any], value: Any) -> Any:
    return _afforded(guards.affords_rounding(value), rounding, value)


def _modulo(value: Any, modulus: Any) -> Any:
    if modulus.is_zero:
        return sympy.nan
    return _afforded(guards.affords_rounding(value) and guards.affords_rounding(modulus), sympy.Mod, value, modulus)


def _greatest_common_divisor(first: Any, second: Any) -> Any:
    if not (isinstance(first, sympy.Integer) and isinstance(second, sympy.Integer)):
        raise NoClosedFormError
    return sympy.Integer(sympy.igcd(first, second))
