"""Taylor coefficients of functions at a ball, from FLINT's power series or by integrating the derivative's.

Derivatives of the inverse functions: DLMF 4.24 and 4.38; of Ei, li, Si, Ci: DLMF 6.2; all on https://dlmf.nist.gov.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from worksheet_server.numerics.ball_functions import UNARY, apply_unary, is_real, off_left
from worksheet_server.numerics.door import acb, acb_series, arb, fmpq, series_length

Series = Any


def _over_log(base: int) -> Callable[[Series], Series]:
    return lambda s: s.log() / acb(arb(base).log())


def _sinh(s: Series) -> Series:
    return (s.exp() - (-s).exp()) / 2


def _cosh(s: Series) -> Series:
    return (s.exp() + (-s).exp()) / 2


_DIRECT: dict[str, Callable[[Series], Series]] = {
    "exp": lambda s: s.exp(),
    "ln": lambda s: s.log(),
    "log2": _over_log(2),
    "log10": _over_log(10),
    "sqrt": lambda s: s.sqrt(),
    "sin": lambda s: s.sin(),
    "cos": lambda s: s.cos(),
    "tan": lambda s: s.tan(),
    "cot": lambda s: s.cos() / s.sin(),
    "sec": lambda s: 1 / s.cos(),
    "csc": lambda s: 1 / s.sin(),
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": lambda s: _sinh(s) / _cosh(s),
    "coth": lambda s: _cosh(s) / _sinh(s),
    "sech": lambda s: 1 / _cosh(s),
    "csch": lambda s: 1 / _sinh(s),
    "erf": lambda s: s.erf(),
    "erfc": lambda s: s.erfc(),
    "erfi": lambda s: s.erfi(),
    "gamma": lambda s: s.gamma(),
    "factorial": lambda s: (s + 1).gamma(),
    "digamma": lambda s: s.lgamma().derivative(),
    "zeta": lambda s: s.zeta(),
    "sigmoid": lambda s: 1 / (1 + (-s).exp()),
    "reciprocal": lambda s: 1 / s,
}
_DERIVATIVE: dict[str, Callable[[Series], Series]] = {
    "asin": lambda s: 1 / (1 - s * s).sqrt(),
    "acos": lambda s: -1 / (1 - s * s).sqrt(),
    "atan": lambda s: 1 / (1 + s * s),
    "acot": lambda s: -1 / (1 + s * s),
    "asinh": lambda s: 1 / (1 + s * s).sqrt(),
    "acosh": lambda s: 1 / ((s - 1).sqrt() * (s + 1).sqrt()),
    "atanh": lambda s: 1 / (1 - s * s),
    "acoth": lambda s: 1 / (1 - s * s),
    "asec": lambda s: 1 / (s * s * (1 - 1 / (s * s)).sqrt()),
    "acsc": lambda s: -1 / (s * s * (1 - 1 / (s * s)).sqrt()),
    "asech": lambda s: -1 / (s * s * (1 / s - 1).sqrt() * (1 / s + 1).sqrt()),
    "acsch": lambda s: -1 / (s * s * (1 + 1 / (s * s)).sqrt()),
    "softplus": lambda s: 1 / (1 + (-s).exp()),
    "Si": lambda s: s.sin() / s,
    "Ci": lambda s: s.cos() / s,
    "Ei": lambda s: s.exp() / s,
    "li": lambda s: 1 / s.log(),
}


def taylor_coefficients(name: str, z: Any, order: int, analytic: bool) -> list[Any] | None:
    """Coefficients 0 … ``order`` of the series at the ball ``z``; ``None`` where the function is not analytic on it."""
    if name in ("abs", "sign", "floor", "ceil", "cbrt"):
        return _piecewise(name, z, order, analytic)
    if name in UNARY and not UNARY[name][1](z):
        return None
    try:
        return _from_series(name, z, order, analytic)
    except (ValueError, ZeroDivisionError):  # A divisor's leading coefficient may be 0: a pole.
        return None


def _from_series(name: str, z: Any, order: int, analytic: bool) -> list[Any] | None:
    with series_length(order + 1):
        variable = acb_series([z, 1], prec=order + 1)
        if name in _DIRECT:
            return _finite(_padded(_DIRECT[name](variable), order))
        if name == "Si" and z.contains(0):
            return _sine_integral(z, order)
        if name not in _DERIVATIVE:
            return None
        slopes = _padded(_DERIVATIVE[name](variable), order)
        first = apply_unary(name, z, analytic)
        return _finite([first] + [slope / (k + 1) for k, slope in enumerate(slopes[:order])])


def taylor_power(exponent: Any, z: Any, order: int, analytic: bool) -> list[Any] | None:
    """The same for ``z^exponent``, by the recurrence c(k+1) = c(k) (p - k) / ((k + 1) z)."""
    whole = isinstance(exponent, fmpq) and exponent.q == 1
    if whole and exponent >= 0:
        return _natural_power(int(exponent.p), z, order)
    if not whole and not off_left(z):
        return None
    if z.contains(0):
        return None
    power = acb(exponent)
    first = z ** int(exponent.p) if whole else _principal(z, power)
    result = [first]
    for k in range(order):
        result.append(result[-1] * (power - k) / ((k + 1) * z))
    return _finite(result)


def _principal(z: Any, power: Any) -> Any:
    return acb((power.real * z.real.log()).exp()) if is_real(z) and is_real(power) else z.pow(power)


def _natural_power(power: int, z: Any, order: int) -> list[Any] | None:
    result, factor = [], fmpq(1)
    for k in range(order + 1):
        result.append(acb(factor) * z ** (power - k) if k <= power else acb(0))
        factor = factor * (power - k) / (k + 1)
    return _finite(result)


def _sine_integral(z: Any, order: int) -> list[Any] | None:
    """Si at a ball around 0: Si' is the entire sinc function, whose series FLINT finds by its own recurrence."""
    return _finite(_padded(acb_series([z, 1], prec=order + 1).si(), order))


def _piecewise(name: str, z: Any, order: int, analytic: bool) -> list[Any] | None:
    if not analytic and not is_real(z):
        return None
    x = z.real
    if name in ("floor", "ceil"):
        if x.contains_integer():
            return None
        level = x.floor() if name == "floor" else x.ceil()
        return [acb(level)] + [acb(0)] * order
    side = 1 if x > 0 else -1 if x < 0 else 0
    if side == 0:
        return None
    if name == "sign":
        return [acb(side)] + [acb(0)] * order
    if name == "abs":
        return ([z * side, acb(side)] + [acb(0)] * order)[: order + 1]
    inner = taylor_power(fmpq(1, 3), z * side, order, analytic)
    return None if inner is None else [each * side ** (k + 1) for k, each in enumerate(inner)]


def _padded(series: Series, order: int) -> list[Any]:
    """The coefficients, with zeros where the series is known to be shorter."""
    if series.prec <= order:
        return [acb(arb.nan())] * (order + 1)
    found = series.coeffs()
    return found[: order + 1] + [acb(0)] * (order + 1 - len(found))


def _finite(coefficients: list[Any]) -> list[Any] | None:
    return coefficients if all(each.is_finite() for each in coefficients) else None
