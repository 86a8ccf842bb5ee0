"""Limits that are proved: by the limit laws, by Taylor coefficients, on each side."""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.symbolic.limit_laws import by_laws
from worksheet_server.symbolic.limit_taylor import by_taylor
from worksheet_server.symbolic.smoothness import is_nonzero
from worksheet_server.symbolic.special import DNE
from worksheet_server.symbolic.zero import proves_equal
from worksheet_server.values.budget import Budget


def proved_limit(expression: Any, variable: Any, point: Any, side: str, budget: Budget) -> tuple[Any, str] | None:
    """The limit of a SymPy expression and the reason in a sentence; ``None`` where no proof was found.

    ``side`` is ``"+"``, ``"-"`` or empty for both; the value is a number, an infinity, or ``DNE`` where the sides
    differ.
    """
    step = sympy.Dummy("t", positive=True)
    if point is sympy.oo or point is -sympy.oo:
        turned = expression.subs(variable, 1 / step if point is sympy.oo else -1 / step)
        return _from_above(turned, step, budget)
    if not point.is_finite:
        return None
    above = _from_above(expression.subs(variable, point + step), step, budget) if side != "-" else None
    below = _from_above(expression.subs(variable, point - step), step, budget) if side != "+" else None
    if side or above is None or below is None:
        return (above if side == "+" else below) if side else None
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


def _from_above(expression: Any, step: Any, budget: Budget) -> tuple[Any, str] | None:
    found = by_taylor(expression, step, budget)
    if found is not None:
        return found
    by_law = by_laws(sympy.expand(expression), step)
    return None if by_law is None else (by_law, "the limit laws decide")
