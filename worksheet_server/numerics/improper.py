"""Definite integrals with singular ends, interior singular points and infinite ranges, proved.

Beside a singular or infinite end the integrand's germ is integrated term by term and its remainder is bounded
(x = 1/t at infinity); the finite middle goes to ``integrals``.  A leading power x^q with q <= -1 proves divergence.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from worksheet_server.numerics.balls import Balls
from worksheet_server.numerics.break_points import exact_points
from worksheet_server.numerics.door import acb, arb, fmpq, precision
from worksheet_server.numerics.ends import INFINITE, End, end_of
from worksheet_server.numerics.integrals import Integrand, enclose_integral, settled, useful_bits
from worksheet_server.numerics.pi_balls import as_ball
from worksheet_server.numerics.zeros import isolated_zeros
from worksheet_server.values.budget import Budget

_MODEST_BITS = 30
_GUARD_BITS = 64
"""Where a fine end piece leaves too hard a middle, a coarse one may still prove nine digits."""
_FIRST_EVALUATIONS = 60
_LAST_EVALUATIONS = 4000


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
        useful = useful_bits(integrand.scope, field)
        if first is not None and (_narrow(first, useful) or useful < field.bits // 2 or not real):
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


def enclose_improper(integrand: Integrand, lower: Any, upper: Any, bits: int, budget: Budget) -> Any | None:
    """A ball around the integral; ``lower`` and ``upper`` are finite values of balls, ``"oo"`` or ``"-oo"``.

    ``None`` where nothing is proved, and where the integral diverges.
    """
    value, _ = _whole(integrand, lower, upper, bits, budget)
    return value


def diverges(integrand: Integrand, lower: Any, upper: Any, bits: int, budget: Budget) -> str | None:
    """``"oo"``, ``"-oo"`` or ``"diverges"`` where it is proved that the integral does not converge, else ``None``."""
    _, signs = _whole(integrand, lower, upper, bits, budget)
    if not signs:
        return None
    if set(signs) == {1} or set(signs) == {-1}:
        return "oo" if signs[0] == 1 else "-oo"
    return "diverges"


def _whole(
    integrand: Integrand, lower: Any, upper: Any, bits: int, budget: Budget
) -> tuple[Any | None, list[int | None]]:
    """The value, and the signs of infinite parts (``None`` among them: the rest is not known to be finite)."""
    with precision(bits):
        if lower in INFINITE and upper in INFINITE and lower == upper:
            return fmpq(0), []
        if (
            lower == "oo"
            or upper == "-oo"
            or (_finite(lower, upper) and bool(as_ball(lower).real > as_ball(upper).real))
        ):
            value, signs = _whole(integrand, upper, lower, bits, budget)
            return (None if value is None else -value), [None if sign is None else -sign for sign in signs]
        found = _between(integrand, lower, upper, bits, budget)
        if found is None or (found[0] is None and not found[1]):
            split = _split(integrand, lower, upper, bits, budget)
            found = split if split is not None else found
        return found if found is not None else (None, [])


def _between(
    integrand: Integrand, lower: Any, upper: Any, bits: int, budget: Budget
) -> tuple[Any | None, list[int | None]] | None:
    """Both ends by their germs, the middle by ``enclose_integral``; ``None`` where an end is not understood."""
    found = None
    for goal in (max(bits - 24, 8), _MODEST_BITS):
        budget.check()
        found = _within(integrand, lower, upper, bits, goal, budget)
        if found is None or found[0] is not None or found[1] or goal == _MODEST_BITS:
            return found
    return found


def _within(
    integrand: Integrand, lower: Any, upper: Any, bits: int, goal: int, budget: Budget
) -> tuple[Any | None, list[int | None]] | None:
    first = end_of(integrand, lower, "+", upper, bits, goal, budget)
    last = end_of(integrand, upper, "-", lower, bits, goal, budget)
    if first is None or last is None:
        known = [each.divergent for each in (first, last) if each is not None and each.divergent]
        return (None, [*known, None]) if known else None
    signs: list[int | None] = [each.divergent for each in (first, last) if each.divergent]
    if signs:
        return None, signs if _bounded_middle(integrand, first, last, bits, budget) else [*signs, None]
    if not bool(as_ball(first.cut).real < as_ball(last.cut).real):
        return None
    finer = bits + max(first.depth if lower not in INFINITE else 0, last.depth if upper not in INFINITE else 0)
    middle = enclose_integral(integrand, first.cut, last.cut, Balls(finer), budget, tolerance=goal)
    if middle is None:
        return None, []
    return settled(acb(middle) + acb(first.piece) + acb(last.piece), integrand.scope), []


def _bounded_middle(integrand: Integrand, first: End, last: End, bits: int, budget: Budget) -> bool:
    if first.cut is None or last.cut is None or not bool(as_ball(first.cut).real < as_ball(last.cut).real):
        return False
    return enclose_integral(integrand, first.cut, last.cut, Balls(min(bits, 64)), budget, 20_000) is not None


def _split(
    integrand: Integrand, lower: Any, upper: Any, bits: int, budget: Budget
) -> tuple[Any | None, list[int | None]] | None:
    """The range cut at singular points inside it."""
    a = -64.0 if lower in INFINITE else float(as_ball(lower).real.mid())
    b = 64.0 if upper in INFINITE else float(as_ball(upper).real.mid())
    if lower in INFINITE and upper not in INFINITE:
        a = min(a, b - 64.0)
    if upper in INFINITE and lower not in INFINITE:
        b = max(b, a + 64.0)
    points = _singular_points(integrand, lower, upper, a, b, bits, budget)
    ends = [lower, *points, upper]
    if not points or len(points) > 12:
        return None
    total: Any = acb(0)
    signs: list[int | None] = []
    for left, right in pairwise(ends):
        budget.check()
        found = _between(integrand, left, right, bits, budget)
        value, infinite = found if found is not None else (None, [])
        signs += infinite
        if value is None and not infinite:
            signs.append(None)
        total = None if total is None or value is None else total + acb(value)
    if signs == [None] * len(signs):
        signs = []
    return total, signs


def _singular_points(
    integrand: Integrand, lower: Any, upper: Any, a: float, b: float, bits: int, budget: Budget
) -> list[Any]:
    """Where the integrand may be singular inside the range, in ascending order, each point once."""
    about = (integrand.expression, integrand.variable)
    points: list[Any] = exact_points(*about, a, b, integrand.scope, budget)
    for zero in isolated_zeros(*about, a, b, integrand.scope, budget, bits + _GUARD_BITS):
        ball = zero.ball.real
        inside = (lower in INFINITE or ball > as_ball(lower).real) and (upper in INFINITE or ball < as_ball(upper).real)
        if inside and not any(ball.overlaps(as_ball(other).real) for other in points):
            points.append(zero)
    return sorted(points, key=lambda point: float(as_ball(point).real.mid()))


def _finite(*ends: Any) -> bool:
    return all(end not in INFINITE for end in ends)
