"""Limits by the limit laws, as proofs: sums, products, powers and continuous functions of limits, and growth orders.

The variable is a positive symbol that tends to 0; indeterminate forms are no answer, but for a product in which an
exponential, or a power against logarithms, decides (NIST DLMF 4.4.12 to 4.4.16).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy

from worksheet_server.symbolic.smoothness import is_analytic_at

_AT_INFINITY: dict[Any, tuple[Any, Any]] = {
    sympy.exp: (sympy.oo, sympy.Integer(0)),
    sympy.atan: (sympy.pi / 2, -sympy.pi / 2),
    sympy.tanh: (sympy.Integer(1), sympy.Integer(-1)),
    sympy.erf: (sympy.Integer(1), sympy.Integer(-1)),
    sympy.erfc: (sympy.Integer(0), sympy.Integer(2)),
    sympy.sinh: (sympy.oo, -sympy.oo),
    sympy.cosh: (sympy.oo, sympy.oo),
    sympy.asinh: (sympy.oo, -sympy.oo),
    sympy.sech: (sympy.Integer(0), sympy.Integer(0)),
    sympy.Si: (sympy.pi / 2, -sympy.pi / 2),
    sympy.Abs: (sympy.oo, sympy.oo),
    sympy.sign: (sympy.Integer(1), sympy.Integer(-1)),
}
"""What a function tends to at ∞ and at −∞."""

_POSITIVE_NEARBY = (sympy.exp, sympy.cosh, sympy.sech, sympy.erfc)
_ORDERS = tuple(sympy.Rational(n, d) for d in (1, 2, 3) for n in range(1, 13))


@dataclass(frozen=True, slots=True)
class Tends:
    """A limit, and how it is approached.

    ``1`` from above, ``-1`` from below, ``0`` by being constant, ``None`` unknown.
    """

    value: Any
    side: int | None = None


def by_laws(expression: Any, step: Any) -> Any:
    """The limit of ``expression`` for the positive symbol ``step`` → 0, or ``None``."""
    found = _limit(expression, step)
    return None if found is None else found.value


def _limit(node: Any, step: Any) -> Tends | None:
    if not node.has(step):
        return Tends(node, 0)
    if node == step:
        return Tends(sympy.Integer(0), 1)
    if isinstance(node, sympy.Add):
        return _sum([_limit(each, step) for each in node.args])
    if isinstance(node, sympy.Mul):
        found = _product([_limit(each, step) for each in node.args])
        return found if found is not None else _by_growth(node, step)
    if isinstance(node, sympy.Pow):
        if node.exp.has(step):
            exponent = _limit(node.exp * sympy.log(node.base), step)
            return None if exponent is None else _function(sympy.exp, exponent)
        base = _limit(node.base, step)
        return None if base is None else _power(base, node.exp)
    if len(node.args) != 1:
        return None
    inner = _limit(node.args[0], step)
    return None if inner is None else _function(node.func, inner)


def _sum(parts: list[Tends | None]) -> Tends | None:
    known = [each for each in parts if each is not None]
    if len(known) != len(parts):
        return None
    infinite = {each.value for each in known if each.value.is_infinite}
    if len(infinite) > 1:
        return None
    if infinite:
        return Tends(infinite.pop())
    sides = {each.side for each in known if each.side != 0}
    return Tends(sympy.Add(*(each.value for each in known)), sides.pop() if len(sides) == 1 else None)


def _product(parts: list[Tends | None]) -> Tends | None:
    known = [each for each in parts if each is not None]
    if len(known) != len(parts):
        return None
    zeros = [each for each in known if each.value.is_zero]
    infinite = [each for each in known if each.value.is_infinite]
    if infinite and (zeros or any(not (each.value.is_positive or each.value.is_negative) for each in known)):
        return None
    if infinite:
        signs = [1 if each.value.is_positive else -1 for each in known]
        return Tends(sympy.oo if sympy.prod(signs) > 0 else -sympy.oo)
    side = None
    if len(zeros) == 1 and zeros[0].side:
        others = [each.value for each in known if each is not zeros[0]]
        if all(each.is_positive or each.is_negative for each in others):
            side = zeros[0].side * (1 if sympy.prod([1 if each.is_positive else -1 for each in others]) > 0 else -1)
    return Tends(sympy.Mul(*(each.value for each in known)), side)


def _power(base: Tends, exponent: Any) -> Tends | None:
    value = base.value
    if not (exponent.is_positive or exponent.is_negative):
        return None
    if value is sympy.oo or (value is -sympy.oo and exponent.is_even):
        return Tends(sympy.oo) if exponent.is_positive else Tends(sympy.Integer(0), 1)
    if value is -sympy.oo:
        odd = bool(exponent.is_odd)
        return None if not odd else Tends(-sympy.oo) if exponent.is_positive else Tends(sympy.Integer(0), -1)
    if value.is_positive:
        return Tends(value**exponent)
    if value.is_zero and base.side:
        sign = 1 if base.side > 0 or exponent.is_even else -1 if exponent.is_odd else 0
        if sign == 0:
            return None
        return Tends(sympy.Integer(0), sign) if exponent.is_positive else Tends(sign * sympy.oo)
    if value.is_zero and exponent.is_integer and exponent.is_positive:
        return Tends(sympy.Integer(0), 1 if exponent.is_even and base.side else None)
    if value.is_negative and exponent.is_integer:
        return Tends(value**exponent)
    return None


def _function(function: Any, inner: Tends) -> Tends | None:
    value = inner.value
    if value.is_infinite:
        if value is not sympy.oo and value is not -sympy.oo:
            return None
        if function is sympy.log:
            return Tends(sympy.oo) if value is sympy.oo else None
        ends = _AT_INFINITY.get(function)
        if ends is None:
            return None
        found = ends[0] if value is sympy.oo else ends[1]
        return Tends(found, 1 if found == 0 and function in _POSITIVE_NEARBY else None)
    if function is sympy.log and value.is_zero:
        return Tends(-sympy.oo) if inner.side == 1 else None
    place = sympy.Dummy("u", real=True)
    return Tends(function(value)) if is_analytic_at(function(place), place, value) else None


def _by_growth(node: Any, step: Any) -> Tends | None:
    """A product with a factor that decays faster than all others grow: it tends to 0."""
    exponent = sympy.Add(*(each.args[0] for each in node.args if isinstance(each, sympy.exp)))
    others = [each for each in node.args if not isinstance(each, sympy.exp)]
    if exponent != 0 and _decays(exponent, step):
        return Tends(sympy.Integer(0)) if all(_is_tame(each, step) for each in others) else None
    if exponent != 0 and exponent.has(step):
        return None
    logarithms = [each for each in others if _is_logarithmic(each, step)]
    rest = sympy.Mul(*(each for each in others if each not in logarithms))
    if logarithms and any(_is_finite(rest * step**-order, step) for order in _ORDERS):
        return Tends(sympy.Integer(0))
    return None


def _decays(exponent: Any, step: Any) -> bool:
    """Whether an exponent tends to −∞ at least as fast as some ``-c step^(-p)``, ``c, p > 0``."""
    for order in _ORDERS:
        found = _limit(sympy.expand(exponent * step**order), step)
        if found is not None and found.value.is_negative and found.value.is_finite:
            return True
    return False


def _is_tame(factor: Any, step: Any) -> bool:
    """Whether a factor grows at most like a power of ``1/step``."""
    return any(
        _is_finite(sympy.expand(factor * step**order), step) for order in (sympy.Integer(0), *_ORDERS)
    ) or _is_logarithmic(factor, step)


def _is_finite(expression: Any, step: Any) -> bool:
    found = _limit(expression, step)
    return found is not None and found.value.is_finite is True


def _is_logarithmic(factor: Any, step: Any) -> bool:
    """Whether a factor is a power of ``ln(c step^k)``, ``k ≠ 0``, ``c > 0``."""
    base = factor.base if isinstance(factor, sympy.Pow) and factor.exp.is_positive else factor
    if not isinstance(base, sympy.log):
        return False
    for order in _ORDERS:
        for power in (order, -order):
            found = _limit(sympy.expand(base.args[0] * step**power), step)
            if found is not None and found.value.is_positive and found.value.is_finite:
                return True
    return False
