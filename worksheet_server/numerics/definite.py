"""The value of a definite integral in any arithmetic: what a topic asks for."""

from __future__ import annotations

from typing import Any

from worksheet_server.numerics.balls import Balls
from worksheet_server.numerics.conditions import infinity
from worksheet_server.numerics.door import acb, arb, fmpq
from worksheet_server.numerics.estimates import Estimates
from worksheet_server.numerics.evaluate import evaluate
from worksheet_server.numerics.field import Field
from worksheet_server.numerics.improper import enclose_improper
from worksheet_server.numerics.integrals import Integrand, enclose_integral
from worksheet_server.numerics.pi_balls import PiBalls, as_ball
from worksheet_server.numerics.quadrature import estimate_integral
from worksheet_server.syntax.tree import Expression
from worksheet_server.values.budget import Budget
from worksheet_server.values.scope import Scope

_FIRST_EVALUATIONS = 60
_LAST_EVALUATIONS = 4000


def definite_integral(
    expression: Expression,
    variable: str,
    lower: Expression,
    upper: Expression,
    scope: Scope,
    budget: Budget,
    field: Field,
) -> Any | None:
    """The integral of ``expression`` over ``variable`` from ``lower`` to ``upper``, in the arithmetic of ``field``.

    In balls it is proved; in estimates it is what two independent quadratures agree on.  ``None`` where the field has
    no information, and where the integral diverges (see ``improper.diverges``).
    """
    a, b = integral_end(lower, scope, budget, field), integral_end(upper, scope, budget, field)
    if a is None or b is None:
        return None
    integrand = Integrand(expression, variable, scope)
    if isinstance(field, Balls):
        return enclose_definite(integrand, a, b, field, budget)
    return estimate_integral(integrand, a, b, field, budget) if isinstance(field, Estimates) else None


def integral_end(end: Expression, scope: Scope, budget: Budget, field: Field) -> Any | None:
    """The value of a limit: a number of ``field``, ``"oo"`` or ``"-oo"``."""
    sign = infinity(end)
    if sign:
        return "oo" if sign > 0 else "-oo"
    exact = PiBalls(field.bits) if isinstance(field, Balls) and not field.analytic else field
    value = evaluate(end, scope, budget, exact)
    return None if isinstance(value, tuple) else value


def enclose_definite(integrand: Integrand, lower: Any, upper: Any, field: Balls, budget: Budget) -> Any | None:
    """The integral in balls; the ends are numbers, ``"oo"`` or ``"-oo"``."""
    infinite = isinstance(lower, str) or isinstance(upper, str)
    if field.analytic:
        return None if infinite else enclose_integral(integrand, lower, upper, field, budget)
    with field.working():
        if infinite:
            return enclose_improper(integrand, lower, upper, field.bits, budget)
        if lower == upper if isinstance(lower, fmpq) and isinstance(upper, fmpq) else False:
            return fmpq(0)
        real = as_ball(lower).imag.is_zero() and as_ball(upper).imag.is_zero()
        attempts = _FIRST_EVALUATIONS * field.bits
        first = enclose_integral(integrand, as_ball(lower), as_ball(upper), field, budget, attempts)
        if first is not None and (_narrow(first, field.bits) or not real):
            return first
        second = enclose_improper(integrand, lower, upper, field.bits, budget) if real else None
        if first is not None and second is None:
            attempts = _LAST_EVALUATIONS * field.bits
            second = enclose_integral(integrand, as_ball(lower), as_ball(upper), field, budget.share(0.3), attempts)
        found = [each for each in (first, second) if each is not None]
        return min(found, key=lambda each: float(arb(acb(each).rad()).upper())) if found else None


def _narrow(value: Any, bits: int) -> bool:
    ball = acb(value)
    return bool(arb(ball.rad()) <= (abs(ball).upper() + arb(2) ** -bits) * arb(2) ** -(bits // 2))
