"""Estimates of infinite sums and products by two accelerations that must agree, and of limits at several scales.

Richardson and Shanks (mpmath's ``nsum``) against Levin's u-transformation (D. Levin, Int. J. Comput. Math. B3 (1973)).
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from worksheet_server.numerics.conditions import infinity
from worksheet_server.numerics.door import fmpq, mpmath
from worksheet_server.numerics.estimates import Estimates
from worksheet_server.numerics.evaluate import Walk, evaluate
from worksheet_server.syntax.tree import Expression
from worksheet_server.values.budget import Budget, OutOfTime
from worksheet_server.values.scope import Scope

_AGREEMENT = 8
_MOST_TERMS = 2000


def estimate_series(
    term: Expression,
    index: str,
    first: int | None,
    last: int | None,
    scope: Scope,
    budget: Budget,
    field: Estimates,
    product: bool,
) -> Any | None:
    """The sum (product) from ``first`` on, or up to ``last``; ``None`` unless the methods agree to 8 digits."""
    if (first is None) == (last is None):
        return None
    start, step = (first, 1) if first is not None else (last, -1)
    assert start is not None
    walk, context = Walk(budget, field), field.context

    def at(k: Any) -> Any:
        budget.check()
        value = walk.value(term, scope.bind({index: fmpq(start + step * int(k))}))
        if value is None or isinstance(value, tuple):
            raise ArithmeticError
        number = field.float(value)
        return context.ln(number) if product else number

    share = budget.share(0.4)
    try:
        with share.enforce():
            found = [
                context.nsum(at, [0, context.inf], method=method, maxterms=_MOST_TERMS)
                for method in ("richardson+shanks", "levin")
            ]
    except (ArithmeticError, ValueError, TypeError, mpmath.libmp.NoConvergence, OutOfTime):
        return None
    if abs(found[0] - found[1]) > context.mpf(10) ** -_AGREEMENT * (abs(found[0]) + context.mpf(10) ** -4):
        return None
    return context.exp(found[0]) if product else found[0]


_SCALES = (8, 12, 16, 24, 32, 40)
_LIMIT_DIGITS = 160


def extrapolated_limit(
    expression: Expression, variable: str, point: Expression, side: str, scope: Scope, budget: Budget, field: Estimates
) -> Any | None:
    """What values at distances 10^-8 … 10^-40, with 160 digits, settle on, from each side asked for.

    ``None`` where they do not come closer by a factor of 10 from scale to scale, as with logarithmic convergence.
    """
    close = Estimates(_LIMIT_DIGITS)
    sign = infinity(point)
    at = None if sign else evaluate(point, scope, budget, close)
    if isinstance(at, tuple) or (at is None and not sign):
        return None
    directions = (sign,) if sign else {"+": (1,), "-": (-1,)}.get(side, (1, -1))
    settled = [_settled(expression, variable, at, direction, scope, budget, close) for direction in directions]
    found = [each for each in settled if each is not None]
    if len(found) < len(settled):
        return None
    if abs(found[0] - found[-1]) > close.context.mpf(10) ** -15 * (abs(found[0]) + 1):
        return None
    return field.context.convert(found[0])


def _settled(
    expression: Expression,
    variable: str,
    at: Any | None,
    direction: int,
    scope: Scope,
    budget: Budget,
    field: Estimates,
) -> Any | None:
    values = []
    for scale in _SCALES:
        step = fmpq(direction) * fmpq(10) ** (-scale if at is not None else scale)
        x = step if at is None else field.add(at, step)
        value = Walk(budget, field).value(expression, scope.bind({variable: x}))
        if value is None or isinstance(value, tuple):
            return None
        values.append(field.float(value))
        if field.context.im(values[-1]) != 0 and not scope.settings.complex:
            return None
    gaps = [abs(b - a) for a, b in pairwise(values)]
    tiny = field.context.mpf(10) ** -40
    if any(later > earlier / 10 and later > tiny for earlier, later in pairwise(gaps)):
        return None
    return values[-1] if gaps[-1] <= field.context.mpf(10) ** -12 * (1 + abs(values[-1])) else None
