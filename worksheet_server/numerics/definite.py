"""The value of a definite integral in any arithmetic: what a topic asks for."""

from __future__ import annotations

from typing import Any

from worksheet_server.numerics.balls import Balls
from worksheet_server.numerics.conditions import infinity
from worksheet_server.numerics.constants import is_fixed, is_one, separated
from worksheet_server.numerics.estimates import Estimates
from worksheet_server.numerics.evaluate import evaluate
from worksheet_server.numerics.field import Field
from worksheet_server.numerics.germ_layers import Layer
from worksheet_server.numerics.germs import Germs
from worksheet_server.numerics.improper import enclose_definite
from worksheet_server.numerics.integrals import Integrand
from worksheet_server.numerics.jets import Jets
from worksheet_server.numerics.leibniz import differentiated_integral
from worksheet_server.numerics.pi_balls import PiBalls
from worksheet_server.numerics.quadrature import estimate_integral
from worksheet_server.syntax.tree import Expression
from worksheet_server.values.budget import Budget
from worksheet_server.values.scope import Scope


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
    factor, rest = separated(expression, variable, scope)
    if not is_one(factor) and not isinstance(field, Estimates):
        outside = evaluate(factor, scope, budget, field)
        if outside is None or isinstance(outside, tuple):
            return None
        whole = definite_integral(rest, variable, lower, upper, scope, budget, field)
        return None if whole is None else field.multiply(outside, whole)
    balls = base_of(field)
    if balls is not field and balls is not None and is_fixed((expression, lower, upper), variable, scope):
        return definite_integral(expression, variable, lower, upper, scope, budget, balls)
    a, b = integral_end(lower, scope, budget, field), integral_end(upper, scope, budget, field)
    if a is None or b is None:
        return None
    integrand = Integrand(expression, variable, scope)
    if isinstance(field, Balls):
        return enclose_definite(integrand, a, b, field, budget)
    if isinstance(field, Jets):
        finite = not isinstance(a, str) and not isinstance(b, str)
        return differentiated_integral(integrand, a, b, field, budget) if finite else None
    return estimate_integral(integrand, a, b, field, budget) if isinstance(field, Estimates) else None


def base_of(field: Field) -> Balls | None:
    """The balls in which a number is computed that is a constant of ``field``."""
    if isinstance(field, Balls):
        return Balls(field.bits) if field.analytic else field
    if isinstance(field, Layer):
        return base_of(field.germs)
    if isinstance(field, Germs):
        return Balls(field.base.bits)
    return base_of(field.base) if isinstance(field, Jets) else None


def integral_end(end: Expression, scope: Scope, budget: Budget, field: Field) -> Any | None:
    """The value of a limit: a number of ``field``, ``"oo"`` or ``"-oo"``."""
    sign = infinity(end)
    if sign:
        return "oo" if sign > 0 else "-oo"
    exact = PiBalls(field.bits) if isinstance(field, Balls) and not field.analytic else field
    value = evaluate(end, scope, budget, exact)
    return None if isinstance(value, tuple) else value
