"""Closed constants: rigorous enclosures, signs, and a proof that an algebraic number is zero.

An expression built from integers by ``+ - * /`` and roots is either zero or at least as large as its separation bound
(Burnikel, Fleischer, Mehlhorn, Schirra, "A strong and easily computable separation bound for arithmetic expressions
involving radicals", Algorithmica 27, 2000); an enclosure within the bound that contains zero therefore proves it.
"""

from __future__ import annotations

from collections.abc import Callable
from math import log2
from typing import Any

import sympy
from flint import acb, arb, ctx

_MOST_BITS = 60_000

_CONSTANTS: dict[Any, Callable[[], acb]] = {
    sympy.pi: lambda: acb(arb.pi()),
    sympy.E: lambda: acb(arb.const_e()),
    sympy.I: lambda: acb(0, 1),
    sympy.EulerGamma: lambda: acb(arb.const_euler()),
    sympy.Catalan: lambda: acb(arb.const_catalan()),
}

_FUNCTIONS: dict[type, Callable[[acb], acb]] = {
    sympy.exp: acb.exp,
    sympy.log: acb.log,
    sympy.sin: acb.sin,
    sympy.cos: acb.cos,
    sympy.tan: acb.tan,
    sympy.cot: acb.cot,
    sympy.asin: acb.asin,
    sympy.acos: acb.acos,
    sympy.atan: acb.atan,
    sympy.sinh: acb.sinh,
    sympy.cosh: acb.cosh,
    sympy.tanh: acb.tanh,
    sympy.asinh: acb.asinh,
    sympy.acosh: acb.acosh,
    sympy.atanh: acb.atanh,
    sympy.gamma: acb.gamma,
    sympy.erf: acb.erf,
    sympy.Abs: lambda value: acb(abs(value)),
}


def enclosure(value: sympy.Expr, bits: int) -> acb | None:
    """A ball that contains the constant ``value``; ``None`` for what is not covered here."""
    before = ctx.prec
    try:
        ctx.prec = bits
        found = _enclosure(value, {})
    finally:
        ctx.prec = before
    return found if found is not None and found.is_finite() else None


def sign_of_constant(value: sympy.Expr) -> int | None:
    """1 or −1 where an enclosure decides the sign of a constant, 0 where it is proved to be zero, else ``None``."""
    for bits in (64, 256, 1024):
        ball = enclosure(value, bits)
        if ball is None:
            return None
        if ball.imag == 0 and ball.real > 0:
            return 1
        if ball.imag == 0 and ball.real < 0:
            return -1
    return 0 if is_zero_constant(value) else None


def is_zero_constant(value: sympy.Expr) -> bool | None:
    """Whether a constant is zero: ``False`` by an enclosure, ``True`` by a separation bound."""
    for bits in (64, 256):
        ball = enclosure(value, bits)
        if ball is None:
            return None
        if not ball.contains(0):
            return False
    needed = separation_bits(value)
    if needed is None or needed > _MOST_BITS:
        return None
    ball = enclosure(value, int(needed) + 200)
    if ball is None:
        return None
    if not ball.contains(0):
        return False
    return True if bool(abs(ball) < arb(2) ** (-int(needed) - 1)) else None


def separation_bits(value: sympy.Expr) -> float | None:
    """``b`` such that ``value`` is zero or larger than ``2^-b``; ``None`` where it is not built from radicals."""
    degrees: dict[Any, int] = {}
    sizes = _sizes(value, degrees)
    if sizes is None:
        return None
    degree = 1
    for each in degrees.values():
        degree *= each
        if degree > 4096:
            return None
    above, below = sizes
    return (degree * degree - 1) * max(above, 0.0) + max(below, 0.0) + 2


def _sizes(value: Any, degrees: dict[Any, int]) -> tuple[float, float] | None:
    """Upper bounds of log2 of the BFMS parameters u and l; ``degrees`` collects the roots met, each once."""
    if isinstance(value, sympy.Rational):
        return log2(max(abs(int(value.p)), 1)), log2(int(value.q))
    if value is sympy.I:
        degrees[value] = 2
        return 0.0, 0.0
    if isinstance(value, sympy.Add | sympy.Mul):
        parts = [_sizes(each, degrees) for each in value.args]
        above, below = 0.0, 0.0
        for position, part in enumerate(parts):
            if part is None:
                return None
            if position == 0:
                above, below = part
            elif isinstance(value, sympy.Mul):
                above, below = above + part[0], below + part[1]
            else:
                above, below = max(above + part[1], below + part[0]) + 1, below + part[1]
        return above, below
    if isinstance(value, sympy.Pow) and isinstance(value.exp, sympy.Rational):
        inner = _sizes(value.base, degrees)
        if inner is None:
            return None
        above, below = inner if value.exp > 0 else inner[::-1]
        if value.exp.q != 1:
            key = (value.base, value.exp.q)
            degrees[key] = int(value.exp.q)
        size = abs(int(value.exp.p)) / int(value.exp.q)
        return above * size, below * size
    return None


def _enclosure(value: Any, known: dict[Any, acb]) -> acb | None:
    if value in known:
        return known[value]
    found = _enclosure_of(value, known)
    if found is not None:
        known[value] = found
    return found


def _enclosure_of(value: Any, known: dict[Any, acb]) -> acb | None:
    if isinstance(value, sympy.Rational):
        return acb(arb(int(value.p)) / arb(int(value.q)))
    if value in _CONSTANTS:
        return _CONSTANTS[value]()
    inner = [_enclosure(each, known) for each in value.args]
    if not inner or any(each is None for each in inner):
        return None
    balls = [each for each in inner if each is not None]
    if isinstance(value, sympy.Add):
        return sum(balls, acb(0))
    if isinstance(value, sympy.Mul):
        found = acb(1)
        for ball in balls:
            found *= ball
        return found
    if isinstance(value, sympy.Pow):
        return balls[0].sqrt() if value.exp == sympy.Rational(1, 2) else balls[0] ** balls[1]
    function = _FUNCTIONS.get(type(value))
    return function(balls[0]) if function is not None and len(balls) == 1 else None
