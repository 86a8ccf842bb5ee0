"""One-sided and two-sided limits, proved through germs."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from worksheet_server.numerics.balls import Balls
from worksheet_server.numerics.door import fmpq
from worksheet_server.numerics.evaluate import Walk
from worksheet_server.numerics.germ_functions import flatten
from worksheet_server.numerics.germs import Germ, Germs
from worksheet_server.syntax.tree import Expression
from worksheet_server.values.budget import Budget
from worksheet_server.values.scope import Scope

_SHRINKING = (8, 24, 64, 160)


@dataclass(frozen=True, slots=True)
class Limit:
    """What a one-sided limit is: a ball, or ``infinity`` 1 or -1 (0: ``value`` is the limit)."""

    value: Any = None
    infinity: int = 0


def enclose_limit(
    expression: Expression, variable: str, point: Any, side: str, scope: Scope, budget: Budget, bits: int = 128
) -> Limit | None:
    """The limit of ``expression`` as ``variable`` tends to ``point`` from the ``side`` ``"+"`` or ``"-"``.

    ``point`` is a value of balls, or ``"oo"`` or ``"-oo"`` (where the side does not matter).  ``None`` where nothing is
    proved.
    """
    for slowly in (False, True):
        for exponent in _SHRINKING:
            budget.check()
            germ = germ_at(expression, variable, point, side, scope, budget, bits, exponent, slowly=slowly)
            found = None if germ is None else limit_of(*germ)
            if found is not None:
                return found
    return None


def germ_at(
    expression: Expression,
    variable: str,
    point: Any,
    side: str,
    scope: Scope,
    budget: Budget,
    bits: int,
    exponent: int,
    length: int = 8,
    slowly: bool = False,
) -> tuple[Germ, Germs] | None:
    """The germ of ``expression`` beside a point, on a neighborhood of size 2^-exponent, and its arithmetic.

    The germ's variable t is the distance from the point, or 1/t is that from 0 where the point is infinite.  ``slowly``
    puts e^(-1/t) in the place of t: logarithms become powers of t, and powers flat.
    """
    field = Germs(Balls(bits), fmpq(1, 2) ** exponent, length)
    with field.working():
        distance: Any = field.variable
        if slowly:
            distance = field.call("exp", [field.negate(field.power(distance, fmpq(-1)))])
        step = distance if side != "-" else field.negate(distance)
        if point in ("oo", "-oo"):
            x = field.power(distance, fmpq(-1))
            x = x if point == "oo" else field.negate(x)
        else:
            x = field.add(point, step)
        value = None if x is None else Walk(budget, field).value(expression, scope.bind({variable: x}))
        return None if value is None or isinstance(value, tuple) else (field.lift(value), field)


def limit_of(germ: Germ, field: Germs) -> Limit | None:
    """The limit that a germ has at 0; ``None`` where its leading term is not known."""
    with field.working():
        germ = flatten(field, germ) or germ
        lowest = germ.valuation
        if lowest is None:
            return Limit(fmpq(0))
        if germ.scale is not None or lowest < 0:
            sign = field.sign(germ)
            return None if sign is None else Limit(infinity=sign)
        if lowest > 0:
            return Limit(fmpq(0))
        return Limit(germ.terms[Fraction(0)]) if germ.order != 0 and Fraction(0) in germ.terms else None
