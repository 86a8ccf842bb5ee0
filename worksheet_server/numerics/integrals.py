"""Proved enclosures of definite integrals on finite ranges, also iterated ones.

Method: F. Johansson, "Numerical integration in arbitrary-precision ball arithmetic" (ICMS 2018), FLINT's
``acb_calc_integrate``: adaptive Gauss-Legendre rules whose error is bounded on ellipses where the integrand was shown
to be holomorphic.  Unbounded integrands and infinite ranges are the matter of ``improper``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from worksheet_server.numerics.balls import Balls
from worksheet_server.numerics.door import NAN, acb, arb
from worksheet_server.numerics.integrands import Integrand
from worksheet_server.numerics.kinks import smooth_pieces
from worksheet_server.values.budget import Budget, OutOfTime
from worksheet_server.values.scope import Scope

__all__ = ["Integrand", "enclose_integral", "integrate", "settled", "useful_bits"]

_NESTED_EVALUATIONS = 300
_BOUND_BITS = 8
"""Over a wide outer ball the inner integral only bounds the outer integrand: few bits are enough."""
_NARROW_BITS = 40
_EVALUATIONS_A_BIT = 400


def enclose_integral(
    integrand: Integrand,
    lower: Any,
    upper: Any,
    field: Balls,
    budget: Budget,
    evaluations: int | None = None,
    tolerance: int | None = None,
) -> Any | None:
    """A ball (``acb``) around the integral from ``lower`` to ``upper``, finite values of ``field``.

    ``None`` where nothing is proved: the integrand may be unbounded or undefined, or the work was too much.  Inside an
    analytic integrand (``field.analytic``) there is a result only where it is holomorphic in the outer variable.
    A result whose imaginary part may be 0 is real, unless the worksheet computes with complex numbers.
    """
    if field.analytic:
        return _along(integrand, field.ball(lower), field.ball(upper), field, budget)
    with field.working():
        goal = min(tolerance or max(field.bits - 24, 8), useful_bits(integrand.scope, field))
        limit = evaluations or _EVALUATIONS_A_BIT * field.bits
        if goal < _NARROW_BITS:
            limit = min(limit, _NESTED_EVALUATIONS)
        best: Any | None = None
        for real_line in _real_lines(integrand.scope):
            function = _integrand(integrand, field.bits, False, real_line, budget)
            value = integrate(function, field.ball(lower), field.ball(upper), goal, budget, limit)
            if value is not None and (best is None or arb(value.rad()) < arb(best.rad())):
                best = value
            if best is not None and arb(best.rad()) < arb(2) ** -(goal // 2):
                break
        return None if best is None else settled(best, integrand.scope)


def settled(value: Any, scope: Scope) -> Any:
    """The real part, where the imaginary part may be 0 and the worksheet computes with real numbers."""
    return acb(value.real) if value.imag.contains(0) and not scope.settings.complex else value


def integrate(
    function: Callable[[Any, bool], Any | None], lower: Any, upper: Any, goal: int, budget: Budget, limit: int
) -> Any | None:
    """``acb.integral`` within a budget; ``function(point, analytic)`` returns a ball or ``None``.

    The tolerance is 2^-goal, relative and absolute; ``limit`` bounds the number of evaluations.
    """
    problem: list[BaseException] = []

    def guarded(x: Any, analytic: bool) -> Any:
        if problem or budget.remaining <= 0:
            return NAN
        try:
            value = function(x, analytic)
        except BaseException as error:  # An exception cannot cross FLINT: it is kept and raised behind it.
            problem.append(error)
            return NAN
        return NAN if value is None or isinstance(value, tuple) else acb(value)

    tolerance = arb(2) ** -goal
    try:
        found = acb.integral(guarded, lower, upper, rel_tol=tolerance, abs_tol=tolerance, eval_limit=limit)
    except SystemError as error:
        # The budget's alarm rang on the way between FLINT and the integrand, where no exception can be kept.
        budget.check()
        raise OutOfTime from error
    if problem:
        raise problem[0]
    return found if found.is_finite() else None


def _integrand(
    integrand: Integrand, bits: int, inside: bool, real_line: bool, budget: Budget
) -> Callable[[Any, bool], Any | None]:
    fields = {flag: Balls(bits, flag or inside, real_line) for flag in (True, False)}
    return lambda x, analytic: integrand.at(x, fields[bool(analytic)], budget)


def _along(integrand: Integrand, lower: Any, upper: Any, field: Balls, budget: Budget) -> Any | None:
    """The integral as a holomorphic function of what its limits and its integrand depend on.

    With y = lower + t (upper - lower) the range is fixed, and every value must be holomorphic in the outer variable.
    """
    pieces = smooth_pieces(integrand, lower, upper, field, budget) if field.real_line else [(integrand, lower, upper)]
    total = acb(0)
    for piece, left, right in pieces:
        value = _along_piece(piece, left, right, field, budget)
        if value is None:
            return None
        total += value
    return total


def _along_piece(integrand: Integrand, lower: Any, upper: Any, field: Balls, budget: Budget) -> Any | None:
    inner = _integrand(integrand, field.bits, True, field.real_line, budget)
    length = upper - lower

    def scaled(t: Any, analytic: bool) -> Any | None:
        value = inner(lower + t * length, analytic)
        return None if value is None or isinstance(value, tuple) else value * length

    goal = _BOUND_BITS if useful_bits(integrand.scope, field) < _NARROW_BITS else max(field.bits - 24, _BOUND_BITS)
    return integrate(scaled, acb(0), acb(1), goal, budget, _NESTED_EVALUATIONS)


def _real_lines(scope: Scope) -> tuple[bool, ...]:
    """Which continuations to try: from the real line, unless a parameter is complex; any, in a complex worksheet."""
    bound = [*scope.local.values(), *scope.kept.values()]
    if any(isinstance(value, acb) and not value.imag.is_zero() for value in bound):
        return (False,)
    return (True, False) if scope.settings.complex else (True,)


def useful_bits(scope: Scope, field: Balls) -> int:
    """No more accuracy is worth having than the outer variable's ball allows."""
    widest = arb(0)
    for value in scope.local.values():
        if isinstance(value, acb) and value.is_finite():
            widest = widest.max(arb(value.rad()))
    if widest == 0:
        return field.bits
    mantissa, exponent = widest.mid().man_exp()
    return max(_BOUND_BITS, min(field.bits, 4 - int(exponent) - int(mantissa.bit_length())))
