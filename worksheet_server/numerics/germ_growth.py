"""Germs that grow or decay like an exponential, and functions of arguments that tend to infinity."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from worksheet_server.numerics.door import acb, arb, fmpq

_FLAT_ORDER = Fraction(100)


def at_infinity(field: Any, name: str, germ: Any) -> Any | None:
    """Functions whose argument is unbounded."""
    one = fmpq(1)
    if name in ("sin", "cos"):
        return field.tidy({}, [(Fraction(0), arb(0, 1))])
    sign = field.sign(germ)
    if sign is None:
        return None
    if name == "exp":
        return scaled(field, field.lift(one), germ) if germ.scale is None else None
    if name in ("sinh", "cosh", "tanh", "coth", "sech", "csch", "sigmoid", "softplus"):
        return _hyperbolic(field, name, germ)
    if name in ("asinh", "acosh"):
        return _logarithmic(field, name, germ, sign)
    if name == "atan":
        inverse = field.divide(one, germ)
        inner = None if inverse is None else field.call("atan", [inverse])
        quarter = acb(arb.pi() / 2) if sign > 0 else acb(-arb.pi() / 2)
        return None if inner is None else field.subtract(quarter, inner)
    if name in ("erf", "erfc"):
        square = field.multiply(germ, germ)
        flat = None if square is None else field.call("exp", [field.negate(square)])
        bound = None if flat is None else field.multiply(flat, field.tidy({}, [(Fraction(0), arb(0.5, 0.5))]))
        if bound is None:
            return None
        away = field.subtract(one, bound) if name == "erf" else bound
        return away if sign > 0 else field.negate(away) if name == "erf" else field.subtract(fmpq(2), bound)
    if name in ("Si", "Ci"):
        return _integral_at_infinity(field, name, germ, sign)
    return None


def _logarithmic(field: Any, name: str, germ: Any, sign: int) -> Any | None:
    """asinh v = ln(v + sqrt(v^2 + 1)), odd; acosh v = ln(v + sqrt(v^2 - 1)) for v > 1 (DLMF 4.37.16, 4.37.19)."""
    if sign < 0:
        mirrored = None if name == "acosh" else _logarithmic(field, name, field.negate(germ), 1)
        return None if mirrored is None else field.negate(mirrored)
    square = field.multiply(germ, germ)
    inside = None if square is None else field.add(square, fmpq(1 if name == "asinh" else -1))
    root = None if inside is None else field.power(inside, fmpq(1, 2))
    return None if root is None else field.call("ln", [field.add(germ, root)])


def _integral_at_infinity(field: Any, name: str, germ: Any, sign: int) -> Any | None:
    """|Si(v) - pi/2| and |Ci(v)| are at most 1/v + 1/v^2 for v > 0 (DLMF 6.2.17 … 6.2.20, 6.12)."""
    inverse = field.divide(fmpq(1), germ)
    square = None if inverse is None else field.multiply(inverse, inverse)
    size = None if square is None else field.add(field.multiply(fmpq(sign), inverse), square)
    bound = None if size is None else field.multiply(size, field.tidy({}, [(Fraction(0), arb(0, 1))]))
    if bound is None or name == "Ci":
        return bound if sign > 0 else None
    return field.add(acb(arb.pi() / 2 * sign), bound)


def _hyperbolic(field: Any, name: str, germ: Any) -> Any | None:
    one = fmpq(1)
    up, down = field.call("exp", [germ]), field.call("exp", [field.negate(germ)])
    if up is None or down is None:
        return None
    if name == "sigmoid":
        return field.divide(one, field.add(one, down))
    if name == "softplus":
        return field.call("ln", [field.add(one, up)])
    total, difference = field.add(up, down), field.subtract(up, down)
    if total is None or difference is None:
        return None
    above, below = {
        "sinh": (difference, fmpq(2)),
        "cosh": (total, fmpq(2)),
        "tanh": (difference, total),
        "coth": (total, difference),
        "sech": (fmpq(2), total),
        "csch": (fmpq(2), difference),
    }[name]
    return field.divide(above, below)


def scaled(field: Any, germ: Any, scale: Any) -> Any | None:
    """exp(scale) times a germ; ``None`` where it is not known whether ``scale`` tends to oo or to -oo."""
    scale = field.lift(scale)
    if scale.valuation is None or scale.valuation >= 0:
        factor = field.call("exp", [scale])
        return None if factor is None else field.multiply(factor, germ)
    plain = field.lift(germ)
    return None if field.sign(scale) is None else type(plain)(plain.terms, plain.order, plain.rest, scale)


def flatten(field: Any, germ: Any) -> Any | None:
    """The germ without its scale: e^-oo is flatter than any power, e^oo has no such form."""
    if germ.scale is None:
        return germ
    flat = _flat(field, germ.scale) if field.sign(germ.scale) == -1 else None
    product = None if flat is None else field.multiply(flat, type(germ)(germ.terms, germ.order, germ.rest))
    return None if product is None else field.lift(product)


def _flat(field: Any, scale: Any) -> Any | None:
    """e^(-m u) with u = x^-s, as x^T times a bound: u^(T/s) e^(-m u) is largest at u = T/(s m)."""
    steepness = -scale.valuation
    slope = field.range(field.shift(scale, steepness))
    if slope is None or not slope < 0:
        return None
    decay = arb((-slope).lower())
    exponent = fmpq((_FLAT_ORDER / steepness).numerator, (_FLAT_ORDER / steepness).denominator)
    start = field.at_end(Fraction(0) - steepness)
    peak = arb(exponent) / decay
    at = start if start > peak else start.max(peak)
    bound = (arb(exponent) * at.log() - decay * at).exp()
    return field.tidy({}, [(_FLAT_ORDER, arb(0).union(bound.upper()))])


def multiply_scaled(field: Any, left: Any, right: Any) -> Any | None:
    """The product where a factor has an exponential scale."""
    plain = [type(each)(each.terms, each.order, each.rest) for each in (left, right)]
    product = field.multiply(plain[0], plain[1])
    scales = [each.scale for each in (left, right) if each.scale is not None]
    total = scales[0] if len(scales) == 1 else field.add(scales[0], scales[1])
    if product is None or total is None:
        return None
    return product if field.lift(product).valuation is None else scaled(field, product, total)


def add_scaled(field: Any, left: Any, right: Any) -> Any | None:
    """The sum where a term has an exponential scale: the larger one is taken out, the other is flat beside it."""
    if left.valuation is None or right.valuation is None:
        return right if left.valuation is None else left
    zero = type(left)({})
    gap = field.subtract(left.scale or zero, right.scale or zero)
    if gap is None:
        return None
    gap = field.lift(gap)
    if gap.valuation is not None and gap.valuation < 0 and field.sign(gap) == -1:
        return add_scaled(field, right, left)
    first = type(left)(left.terms, left.order, left.rest)
    second = scaled(field, type(right)(right.terms, right.order, right.rest), field.negate(gap))
    second = None if second is None else flatten(field, field.lift(second))
    total = None if second is None else field.add(first, second)
    if total is None or left.scale is None:
        return total
    return total if field.lift(total).valuation is None else scaled(field, total, left.scale)
