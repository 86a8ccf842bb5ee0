"""Powers and functions of germs: Taylor's theorem with Lagrange's remainder, and the ways to infinity."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Any

from worksheet_server.numerics.door import acb, arb, fmpq, fmpq_series, series_length
from worksheet_server.numerics.germ_growth import at_infinity, flatten, scaled
from worksheet_server.numerics.pi_balls import PiTimes, quarter_turn

_LOGARITHM_COST = Fraction(1, 16)
_MOST_TERMS = 12
_RATIONAL = {"exp", "sin", "cos", "sinh", "cosh", "tanh", "asin", "atan", "asinh", "atanh"}
_RECIPROCAL = {
    "acot": "atan",
    "asec": "acos",
    "acsc": "asin",
    "acoth": "atanh",
    "asech": "acosh",
    "acsch": "asinh",
}
_QUOTIENTS = {"tan": ("sin", "cos"), "cot": ("cos", "sin"), "sec": ("1", "cos"), "csc": ("1", "sin")}


def power(field: Any, base: Any, exponent: Any) -> Any | None:
    """``base^exponent`` for a germ, an exponent or both."""
    raised = field.exact(exponent)
    if raised is None and not _is_number(exponent):
        return _general_power(field, base, exponent)
    exponent = exponent if raised is None else raised
    if raised == 0:
        return fmpq(1)
    if _is_number(base):
        return field.base.power(base, exponent)
    germ = field.lift(base)
    if germ.scale is not None:
        return _power_of_scaled(field, germ, exponent)
    if raised is not None and raised.q == 1 and 0 < raised <= 4:
        result = base
        for _ in range(int(raised.p) - 1):
            result = None if result is None else field.multiply(result, base)
        return result
    return _power_of_leading(field, germ, exponent)


def _is_number(value: Any) -> bool:
    return isinstance(value, fmpq | acb | PiTimes)


def _power_of_leading(field: Any, germ: Any, exponent: Any) -> Any | None:
    """(x^q a (1 + h))^p = x^(qp) a^p (1 + h)^p, for a > 0 or an integer p."""
    parts = _leading(field, germ)
    if parts is None:
        return None
    lowest, coefficient, rest = parts
    if lowest and not isinstance(exponent, fmpq):
        return None
    whole = isinstance(exponent, fmpq) and exponent.q == 1
    if not whole and not field.real(coefficient) > 0:
        return None
    factor = field.base.power(coefficient, exponent)
    bounded = field.range(rest)
    if factor is None or bounded is None or not bounded > -1:
        return None
    series = _compose(
        field,
        rest,
        lambda most: field.base.taylor_power(exponent, fmpq(1), most),
        lambda most: field.base.taylor_power(exponent, acb(1 + bounded), most),
        exact=_binomials(exponent) if isinstance(exponent, fmpq) else None,
    )
    if series is None:
        return None
    shifted = field.shift(series, lowest * Fraction(int(exponent.p), int(exponent.q)) if lowest else lowest)
    return field.multiply(factor, shifted)


def _binomials(exponent: Any) -> Callable[[int], list[Any]]:
    def coefficients(most: int) -> list[Any]:
        result = [fmpq(1)]
        for k in range(most):
            result.append(result[-1] * (exponent - k) / (k + 1))
        return result

    return coefficients


def _leading(field: Any, germ: Any) -> tuple[Fraction, Any, Any] | None:
    """(q, a, h) with germ = x^q a (1 + h); ``None`` where the leading coefficient may be 0."""
    lowest = germ.valuation
    if lowest is None or lowest not in germ.terms or field.real(germ.terms[lowest]).contains(0):
        return None
    coefficient = germ.terms[lowest]
    inverse = field.base.divide(fmpq(1), coefficient)
    tail = type(germ)({at: term for at, term in germ.terms.items() if at != lowest}, germ.order, germ.rest)
    rest = field.multiply(inverse, field.shift(tail, -lowest))
    return None if rest is None else (lowest, coefficient, field.lift(rest))


def _general_power(field: Any, base: Any, exponent: Any) -> Any | None:
    logarithm = field.call("ln", [base])
    product = None if logarithm is None else field.multiply(exponent, logarithm)
    return None if product is None else field.call("exp", [product])


def _power_of_scaled(field: Any, germ: Any, exponent: Any) -> Any | None:
    inner = power(field, type(germ)(germ.terms, germ.order, germ.rest), exponent)
    scale = field.multiply(germ.scale, exponent)
    return None if inner is None or scale is None else scaled(field, inner, scale)


def call(field: Any, name: str, arguments: list[Any]) -> Any | None:
    """The germ of a function."""
    if name in _RECIPROCAL and len(arguments) == 1:
        inverse = field.divide(fmpq(1), arguments[0])
        return None if inverse is None else field.call(_RECIPROCAL[name], [inverse])
    if name != "ln":
        arguments = [flatten(field, each) or each for each in arguments]
    first = arguments[0]
    if name in ("max", "min"):
        return _extreme(field, arguments, ">" if name == "max" else "<")
    if name == "relu":
        return _extreme(field, [field.lift(fmpq(0)), first], ">")
    if name == "mod" and len(arguments) == 2:
        ratio = field.divide(first, arguments[1])
        whole = None if ratio is None else field.call("floor", [ratio])
        multiple = None if whole is None else field.multiply(arguments[1], whole)
        return None if multiple is None else field.subtract(first, multiple)
    if len(arguments) != 1:
        return None
    if name == "sqrt":
        return power(field, first, fmpq(1, 2))
    if name in ("abs", "sign", "cbrt"):
        return _by_sign(field, name, first)
    if name in ("floor", "ceil"):
        return _step(field, name, first)
    if name in ("ln", "log2", "log10"):
        return _logarithm(field, name, first)
    if first.scale is not None or (first.valuation is not None and first.valuation < 0):
        return at_infinity(field, name, first)
    return _analytic(field, name, first)


def _analytic(field: Any, name: str, germ: Any) -> Any | None:
    center = germ.terms.get(Fraction(0), fmpq(0))
    if name in _QUOTIENTS:
        above, below = _QUOTIENTS[name]
        parts = [fmpq(1) if each == "1" else _analytic(field, each, germ) for each in (above, below)]
        return None if parts[0] is None or parts[1] is None else field.divide(*parts)
    if name in ("gamma", "factorial") and _is_pole(center if name == "gamma" else field.base.add(center, fmpq(1))):
        return _gamma_at_pole(field, germ if name == "gamma" else field.add(germ, fmpq(1)))
    if name in ("asin", "acos", "acosh") and isinstance(center, fmpq) and abs(center) == 1:
        return _at_branch_point(field, name, germ, center)
    rest = type(germ)({at: term for at, term in germ.terms.items() if at != 0}, germ.order, germ.rest)
    bounded = field.range(germ)
    if bounded is None:
        return None
    around = acb(field.real(center).union(bounded))
    found = None
    if rest.valuation is None or rest.valuation > 0:
        exact = _rational_series(name) if isinstance(center, fmpq) and center == 0 else None
        if isinstance(center, PiTimes) and name in ("sin", "cos") and quarter_turn(name, center) is not None:
            exact = partial(field.base.taylor, name, center)
        found = _compose(
            field,
            rest,
            lambda most: field.base.taylor(name, center, most),
            lambda most: field.base.taylor(name, around, most),
            exact,
        )
    if found is not None:
        return found
    value = field.base.call(name, [acb(bounded)])
    return None if value is None else field.tidy({}, [(Fraction(0), field.real(value))])


def _is_pole(center: Any) -> bool:
    return isinstance(center, fmpq) and center.q == 1 and bool(center <= 0)


def _gamma_at_pole(field: Any, germ: Any) -> Any | None:
    """gamma(v) = gamma(v + 1)/v (DLMF 5.5.1)."""
    above = field.call("gamma", [field.add(germ, fmpq(1))])
    return None if above is None else field.divide(above, germ)


def _at_branch_point(field: Any, name: str, germ: Any, center: Any) -> Any | None:
    """acos v = 2 asin sqrt((1 - v)/2), acosh v = 2 asinh sqrt((v - 1)/2) (DLMF 4.21, 4.35: half arguments)."""
    if name == "asin":
        complement = _at_branch_point(field, "acos", germ, center)
        return None if complement is None else field.subtract(acb(arb.pi() / 2), complement)
    if center < 0:
        mirrored = _at_branch_point(field, "acos", field.negate(germ), -center) if name == "acos" else None
        return None if mirrored is None else field.subtract(acb(arb.pi()), mirrored)
    away = field.subtract(germ, fmpq(1)) if name == "acosh" else field.subtract(fmpq(1), germ)
    if field.lift(away).valuation is None:
        return fmpq(0)
    root = field.power(field.multiply(away, fmpq(1, 2)), fmpq(1, 2))
    angle = None if root is None else field.call("asinh" if name == "acosh" else "asin", [root])
    return None if angle is None else field.multiply(fmpq(2), angle)


def _rational_series(name: str) -> Callable[[int], list[Any]] | None:
    if name not in _RATIONAL:
        return None

    def coefficients(most: int) -> list[Any]:
        with series_length(most + 1):
            found = getattr(fmpq_series([0, 1], prec=most + 1), name)()
        return [found[k] for k in range(most + 1)]

    return coefficients


def _compose(
    field: Any,
    rest: Any,
    at_center: Callable[[int], list[Any] | None],
    around: Callable[[int], list[Any] | None],
    exact: Callable[[int], list[Any]] | None = None,
) -> Any | None:
    """The sum of c(k) h^k for k < K, and the K-th coefficient over the whole range times h^K (Lagrange)."""
    if rest.valuation is None:
        found = exact(0) if exact else at_center(0)
        return None if found is None else field.lift(found[0])
    if rest.valuation <= 0:
        return None
    most = max(1, min(_MOST_TERMS, -int(-field.length // rest.valuation)))
    coefficients = exact(most) if exact else at_center(most)
    last = around(most)
    if coefficients is None or last is None:
        return None
    result: Any = field.tidy({}, [(Fraction(0), field.real(last[most]))])
    for k in range(most - 1, -1, -1):
        result = None if result is None else field.multiply(result, rest)
        result = None if result is None else field.add(result, coefficients[k])
    return None if result is None else field.lift(result)


def _logarithm(field: Any, name: str, germ: Any) -> Any | None:
    """ln(x^q a (1 + h)) = q ln x + ln a + ln(1 + h), where 0 <= -ln x <= x^-c / (c e) for every c > 0."""
    if name != "ln":
        natural = _logarithm(field, "ln", germ)
        below = field.base.call("ln", [fmpq(2 if name == "log2" else 10)])
        return None if natural is None else field.divide(natural, below)
    if germ.scale is not None:
        inner = _logarithm(field, name, type(germ)(germ.terms, germ.order, germ.rest))
        return None if inner is None else field.add(inner, germ.scale)
    parts = _leading(field, germ)
    if parts is None or not field.real(parts[1]) > 0:
        return None
    lowest, coefficient, rest = parts
    total: Any = field.base.call("ln", [coefficient])
    bounded = field.range(rest)
    if total is None or bounded is None or not bounded > -1:
        return None
    one = acb(1 + bounded)
    series = _compose(
        field,
        rest,
        lambda most: [fmpq(0)] + [fmpq((-1) ** (k + 1), k) for k in range(1, most + 1)],
        lambda most: field.base.taylor("ln", one, most),
    )
    total = None if series is None else field.add(total, series)
    if lowest == 0 or total is None:
        return total
    cost = arb(fmpq(_LOGARITHM_COST.numerator, _LOGARITHM_COST.denominator))
    low = -((1 / (cost * arb.const_e())).upper())
    minus = field.tidy({}, [(-_LOGARITHM_COST, arb(low).union(0))])
    return field.add(total, field.multiply(fmpq(lowest.numerator, lowest.denominator), minus))


def _by_sign(field: Any, name: str, germ: Any) -> Any | None:
    if germ.valuation is None:
        return fmpq(0)
    sign = field.sign(germ)
    if sign is None:
        bounded = field.range(germ)
        value = None if bounded is None else field.base.call(name, [acb(bounded)])
        return None if value is None else field.tidy({}, [(Fraction(0), field.real(value))])
    if name == "sign":
        return fmpq(sign)
    size = germ if sign > 0 else field.negate(germ)
    if name == "abs":
        return size
    root = power(field, size, fmpq(1, 3))
    return root if root is None or sign > 0 else field.negate(root)


def _step(field: Any, name: str, germ: Any) -> Any | None:
    center = field.base.exact(germ.terms.get(Fraction(0), fmpq(0)))
    bounded = field.range(germ)
    if bounded is None:
        return field.add(germ, field.tidy({}, [(Fraction(0), arb(-0.5 if name == "floor" else 0.5, 0.5))]))
    if center is not None and center.q == 1 and germ.valuation is not None:
        direction = field.sign(field.lift(field.subtract(germ, center)))
        offset = field.range(field.lift(field.subtract(germ, center)))
        if direction is not None and offset is not None and abs(offset) < 1:
            below, above = (0, 1) if direction > 0 else (-1, 0)
            return center + (below if name == "floor" else above)
    value = field.base.call(name, [acb(bounded)])
    if value is None:
        return None
    level = value.real.unique_fmpz()
    return fmpq(level) if level is not None else field.tidy({}, [(Fraction(0), value.real)])


def _extreme(field: Any, values: list[Any], operator: str) -> Any | None:
    best = values[0]
    for value in values[1:]:
        better = field.compare(operator, value, best)
        if better is None:
            return None
        best = value if better else best
    return best
