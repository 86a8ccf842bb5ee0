"""One-sided and two-sided limits, proved through germs."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from worksheet_server.numerics.balls import Balls
from worksheet_server.numerics.conditions import infinity
from worksheet_server.numerics.door import acb, fmpq
from worksheet_server.numerics.estimates import Estimates
from worksheet_server.numerics.evaluate import Walk, evaluate
from worksheet_server.numerics.extrapolation import extrapolated_limit
from worksheet_server.numerics.field import Field
from worksheet_server.numerics.germ_growth import flatten
from worksheet_server.numerics.germs import Germ, Germs
from worksheet_server.numerics.pi_balls import PiBalls, as_ball
from worksheet_server.numerics.zeros import BesideZero, Zero
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
    field = Germs(PiBalls(bits), fmpq(1, 2) ** exponent, length)
    value = value_at(expression, variable, point, side, scope, budget, field, slowly)
    return None if value is None else (field.lift(value), field)


def value_at(
    expression: Expression,
    variable: str,
    point: Any,
    side: str,
    scope: Scope,
    budget: Budget,
    field: Any,
    slowly: bool = False,
) -> Any | None:
    """The value of ``expression`` beside a point in an arithmetic of germs, or of a layer over them."""
    with field.working():
        distance: Any = field.variable
        if slowly:
            distance = field.call("exp", [field.negate(field.power(distance, fmpq(-1)))])
        step = distance if side != "-" else field.negate(distance)
        if point in ("oo", "-oo"):
            x = field.power(distance, fmpq(-1))
            x = x if point == "oo" else field.negate(x)
        else:
            x = field.add(point.ball if isinstance(point, Zero) else point, step)
        if x is None:
            return None
        inside = scope.bind({variable: x})
        beside = BesideZero(budget, field, point.part, inside) if isinstance(point, Zero) else Walk(budget, field)
        value = beside.value(expression, inside)
        return None if isinstance(value, tuple) else value


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


def limit_value(
    expression: Expression, variable: str, point: Expression, side: str, scope: Scope, budget: Budget, field: Field
) -> Any | None:
    """The finite limit of ``expression`` as ``variable`` tends to ``point``, in the arithmetic of ``field``.

    ``side`` is ``"+"``, ``"-"`` or empty for both.  ``None`` where it is not known, infinite, or does not exist; see
    ``limit_kind`` for these.  In estimates it is extrapolated.
    """
    if isinstance(field, Balls) and not field.analytic:
        found = _both(expression, variable, point, side, scope, budget, field)
        if len(found) == 2:
            if any(each is None or each.infinity for each in found):
                return None
            values = [_plain(each.value) for each in found if each is not None]
            same = field.compare("==", values[0], values[1])
            if same is not False:
                return values[0] if same else _intersection(field, values)
            return None
        return None if found[0] is None or found[0].infinity else _plain(found[0].value)
    if isinstance(field, Estimates):
        return extrapolated_limit(expression, variable, point, side, scope, budget, field)
    return None


def limit_kind(
    expression: Expression, variable: str, point: Expression, side: str, scope: Scope, budget: Budget, bits: int = 128
) -> str | None:
    """``"finite"``, ``"oo"``, ``"-oo"`` or ``"dne"`` (the sides differ) where that is proved, else ``None``."""
    field = PiBalls(bits)
    found = _both(expression, variable, point, side, scope, budget, field)
    if any(each is None for each in found):
        return None
    kinds = {each.infinity for each in found if each is not None}
    if len(kinds) > 1:
        return "dne"
    if kinds != {0}:
        return "oo" if kinds == {1} else "-oo"
    if len(found) == 1:
        return "finite"
    values = [_plain(each.value) for each in found if each is not None]
    with field.working():
        same = field.compare("==", values[0], values[1])
    return "dne" if same is False else "finite" if same else None


def _both(
    expression: Expression, variable: str, point: Expression, side: str, scope: Scope, budget: Budget, field: Balls
) -> list[Limit | None]:
    """The limits from the sides that are asked for; one at an infinite point."""
    sign = infinity(point)
    if sign:
        return [enclose_limit(expression, variable, "oo" if sign > 0 else "-oo", "", scope, budget, field.bits)]
    at = evaluate(point, scope, budget, PiBalls(field.bits))
    if at is None or isinstance(at, tuple):
        return [None]
    sides = (side,) if side else ("+", "-")
    return [enclose_limit(expression, variable, at, each, scope, budget, field.bits) for each in sides]


def _plain(value: Any) -> Any:
    return value if isinstance(value, fmpq) else as_ball(value)


def _intersection(field: Balls, values: list[Any]) -> Any:
    """Two one-sided limits that may be equal: where the limit exists, it lies in both balls."""
    return min(values, key=lambda value: float(acb(value).rad()))
