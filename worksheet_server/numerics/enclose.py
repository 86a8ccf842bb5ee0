"""A number for a closed expression: proved where possible, else estimated and marked so."""

from __future__ import annotations

import time
from typing import Any

from worksheet_server.numerics.balls import Balls
from worksheet_server.numerics.decimals import value_of_ball
from worksheet_server.numerics.door import arb, fmpq, precision
from worksheet_server.numerics.estimates import estimate
from worksheet_server.numerics.evaluate import evaluate
from worksheet_server.syntax.tree import Expression
from worksheet_server.values.answers import Value
from worksheet_server.values.budget import Budget, OutOfTime
from worksheet_server.values.scope import Scope

_MOST_BITS = 8192
_FEW_DIGITS = 4
"""A proved value with fewer digits than this gives way to an estimate."""
_TOO_LONG = 1.0
_LONG = 0.25
"""Seconds after which an attempt is too long to be repeated for the sake of a value near 0."""
_QUICK = 0.03
"""Seconds below which an attempt that gained nothing is no reason to stop: the sine of 10^1000 needs 3,400 bits."""


def enclose(expression: Expression, scope: Scope, budget: Budget, digits: int = 15) -> Value | None:
    """The value of ``expression`` to ``digits`` significant digits, as decimal strings with a radius.

    Ball arithmetic at rising precision first: its radius is a bound (``Rigor.PROVED``; 0 for a rational whose
    decimals end).  Where it finds nothing, the estimate of mpmath, marked ``Rigor.ESTIMATED``.  ``None`` where the
    expression has free names, no value, or an infinite one, and where time ran out before two digits were found.
    """
    ball = enclose_in_balls(expression, scope, budget, digits)
    proved = None
    if ball is not None:
        with precision(int((digits + 20) * 3.33) + 64):
            proved = value_of_ball(ball, digits)
            if proved is not None and _narrow(ball, _FEW_DIGITS, 4 * _FEW_DIGITS):
                return proved
            if not _narrow(ball, 1, 4 * _FEW_DIGITS):
                proved = None
    try:
        estimated = estimate(expression, scope, budget.share(0.9), digits)
    except OutOfTime:
        return proved
    return proved if estimated is None else estimated


def enclose_in_balls(expression: Expression, scope: Scope, budget: Budget, digits: int = 15) -> Any | None:
    """The ball (``acb``, ``fmpq`` or a tuple of them) of ``expression``, at rising precision until it is narrow.

    Half of the budget at most is spent.  Returns the best finite ball, which may be wider than asked, else ``None``.
    """
    share = budget.share(0.5)
    bits = int(digits * 3.33) + 40
    best: Any | None = None
    while bits <= _MOST_BITS:
        began = time.monotonic()
        try:
            value = evaluate(expression, scope, share, Balls(bits))
        except OutOfTime:
            break
        if value is None or not _finite(value):
            if value is None or time.monotonic() - began > _LONG:
                break
        else:
            with precision(bits):
                idle = best is not None and _radius(value) > _radius(best) / 2
                best = value
                seconds = time.monotonic() - began
                if (
                    (idle and seconds > _QUICK)
                    or seconds > _TOO_LONG
                    or _narrow(value, digits, 256 if seconds > _LONG else 1024)
                ):
                    break
        bits *= 2
    return best


def _finite(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(_finite(item) for item in value)
    return isinstance(value, fmpq) or bool(value.is_finite())


def _radius(value: Any) -> Any:
    """The largest radius of a value's parts."""
    if isinstance(value, tuple):
        return max((_radius(item) for item in value), default=arb(0))
    return arb(0) if isinstance(value, fmpq) else arb(value.rad()).upper()


def _narrow(value: Any, digits: int, vanishing: int) -> bool:
    """Whether the relative radius is below 10^-digits, or the value is 0 as far as ``vanishing``/2 bits can tell."""
    if isinstance(value, tuple):
        return all(_narrow(item, digits, vanishing) for item in value)
    if isinstance(value, fmpq):
        return True
    radius = _radius(value)
    if radius <= abs(value).lower() * arb(10) ** -(digits + 1):
        return True
    return bool(radius < arb(2) ** -(vanishing // 2))
