"""Limits that are proved: by Taylor coefficients, by comparison of growth, by the limit laws, on each side."""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.symbolic.limit_growth import by_growth
from worksheet_server.symbolic.limit_laws import by_laws
from worksheet_server.symbolic.limit_taylor import by_taylor
from worksheet_server.symbolic.smoothness import is_nonzero
from worksheet_server.symbolic.special import DNE
from worksheet_server.symbolic.zero import proves_equal
from worksheet_server.values.budget import Budget, OutOfTime


def proved_limit(expression: Any, variable: Any, point: Any, side: str, budget: Budget) -> tuple[Any, str] | None:
    """The limit of a SymPy expression and the reason in a sentence; ``None`` where no proof was found.

    ``side`` is ``"+"``, ``"-"`` or empty for both; the value is a number, an infinity, or ``DNE`` where the sides
    differ.
    """
    step = sympy.Dummy("t", positive=True)
    far = sympy.Dummy("x", positive=True, **({"integer": True} if variable.is_integer else {}))
    if point is sympy.oo or point is -sympy.oo:
        sign = 1 if point is sympy.oo else -1
        near = expression.subs(variable, sign / step) if not variable.is_integer else None
        return _beside(near, expression.subs(variable, sign * far), step, far, budget)
    if not point.is_finite:
        return None

    def on_side(sign: int) -> tuple[Any, str] | None:
        near, away = (expression.subs(variable, point + sign * each) for each in (step, 1 / far))
        return _beside(near, away, step, far, budget)

    if side:
        return on_side(1 if side == "+" else -1)
    above = on_side(1)
    below = None if above is None or above[0] is DNE else on_side(-1)
    if above is None or above[0] is DNE or below is None or below[0] is DNE:
        return below if above is not None and above[0] is not DNE else above
    if same_limit(above[0], below[0], budget):
        return above
    if above[0].is_infinite or below[0].is_infinite or is_nonzero(above[0] - below[0]):
        return DNE, f"from above it tends to {above[0]}, from below to {below[0]}"
    return None


def same_limit(left: Any, right: Any, budget: Budget) -> bool:
    """Whether two limits are proved equal; an infinity and ``DNE`` equal only themselves."""
    if left is DNE or right is DNE or left.is_infinite or right.is_infinite:
        return bool(left == right)
    return bool(left == right) or proves_equal(left, right, budget) is True


def _beside(near: Any, away: Any, step: Any, far: Any, budget: Budget) -> tuple[Any, str] | None:
    """The limit of ``near`` for ``step`` → 0+, which is that of ``away`` for ``far`` → ∞."""
    found = None if near is None else by_taylor(near, step, budget)
    if found is not None:
        return found
    try:
        with budget.share(0.6).enforce():
            found = by_growth(away, far, budget.share(0.9))
    except OutOfTime:
        found = None
    if found is not None or near is None:
        return found
    by_law = by_laws(sympy.expand(near), step)
    return None if by_law is None else (by_law, "the limit laws decide")
