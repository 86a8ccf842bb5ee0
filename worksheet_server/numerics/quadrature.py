"""Estimates of definite integrals, by two methods that must agree.

QUADPACK (R. Piessens and others, 1983) through ``scipy.integrate.quad``, split at break points and at peaks found
beforehand, and tanh-sinh quadrature (H. Takahasi, M. Mori, 1974) through mpmath, split at the same points.
"""

from __future__ import annotations

import math
import warnings
from itertools import pairwise
from typing import Any

import scipy.integrate

from worksheet_server.numerics.break_points import break_points
from worksheet_server.numerics.estimates import Estimates
from worksheet_server.numerics.integrals import Integrand
from worksheet_server.values.budget import Budget

_AGREEMENT = 1e-7
_REACH = (0.01, 0.1, 1.0, 10.0, 100.0, 1000.0, 10000.0)


def estimate_integral(integrand: Integrand, lower: Any, upper: Any, field: Estimates, budget: Budget) -> Any | None:
    """What QUADPACK and tanh-sinh agree on; the ends are numbers of ``field``, ``"oo"`` or ``"-oo"``.

    ``None`` where a method warns, finds no number, or the two differ by more than 1e-7 relative.
    """
    a, b = _end(lower, field), _end(upper, field)
    if a is None or b is None:
        return None
    if a > b:
        value = estimate_integral(integrand, upper, lower, field, budget)
        return None if value is None else -value
    points = _points(integrand, a, b, field, budget)
    with budget.enforce():
        first = _quadpack(integrand, a, b, points, budget)
        second = None if first is None else _tanh_sinh(integrand, lower, upper, points, field, budget)
    if first is None or second is None:
        return None
    scale = max(abs(first), abs(complex(second)))
    return second if abs(first - second) <= _AGREEMENT * scale + 1e-12 else None


def _end(end: Any, field: Estimates) -> float | None:
    if isinstance(end, str):
        return math.inf if end == "oo" else -math.inf
    value = complex(field.float(end))
    return None if value.imag else value.real


def _points(integrand: Integrand, a: float, b: float, field: Estimates, budget: Budget) -> list[float]:
    """Zeros of parts, and places where the integrand is largest on a coarse grid."""
    left = a if math.isfinite(a) else (min(b, 0.0) - 1e4 if math.isfinite(b) else -1e4)
    right = b if math.isfinite(b) else (max(a, 0.0) + 1e4 if math.isfinite(a) else 1e4)
    found = set(break_points(integrand.expression, integrand.variable, left, right, integrand.scope, budget, field))
    if not (math.isfinite(a) and math.isfinite(b)):
        center = a if math.isfinite(a) else b if math.isfinite(b) else 0.0
        found.update(x for step in _REACH for x in (center - step, center + step) if left < x < right)
        narrow = break_points(integrand.expression, integrand.variable, -10.3, 10.7, integrand.scope, budget, field)
        found.update(x for x in narrow if a < x < b)
    margin = 1e-9 * (right - left) if math.isfinite(a) and math.isfinite(b) else 1e-12
    merged: list[float] = []
    for x in sorted(found):
        if a + margin < x < b - margin and (not merged or x - merged[-1] > 1e-9 * (1 + abs(x))):
            merged.append(x)
    return merged[:60]


def _quadpack(integrand: Integrand, a: float, b: float, points: list[float], budget: Budget) -> float | None:
    field = Estimates(17)

    def function(x: float) -> float:
        budget.check()
        value = integrand.at(field.context.mpf(x), field, budget)
        if value is None or isinstance(value, tuple):
            raise ArithmeticError
        number = complex(field.float(value))
        if abs(number.imag) > 1e-12 * (1 + abs(number.real)):
            raise ArithmeticError
        return number.real

    total = 0.0
    ends = [a, *points, b]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            for left, right in pairwise(ends):
                total += scipy.integrate.quad(function, left, right, epsabs=1e-13, epsrel=1e-11, limit=200)[0]
        except (ArithmeticError, Warning, ValueError):
            return None
    return total if math.isfinite(total) else None


def _tanh_sinh(
    integrand: Integrand, lower: Any, upper: Any, points: list[float], field: Estimates, budget: Budget
) -> Any | None:
    context = field.context

    def function(x: Any) -> Any:
        budget.check()
        value = integrand.at(x, field, budget)
        if value is None or isinstance(value, tuple):
            raise ArithmeticError
        return field.float(value)

    infinite = {"oo": context.inf, "-oo": -context.inf}
    ends = [infinite[end] if isinstance(end, str) else field.float(end) for end in (lower, upper)]
    try:
        value, error = context.quad(function, [ends[0], *map(context.mpf, points), ends[1]], error=True)
    except (ArithmeticError, ValueError):
        return None
    good = context.isfinite(value) and error <= 1e-8 * (1 + abs(value))
    return value if good else None
