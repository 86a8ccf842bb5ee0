"""Limits by comparison of growth, as proofs: values, infinities, and oscillation shown by two sequences."""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.symbolic.growth import asymptotics
from worksheet_server.symbolic.growth.growth import Growth
from worksheet_server.symbolic.growth.preparing import Preparing
from worksheet_server.symbolic.growth.signs import UndecidedError, constant_sign, is_zero
from worksheet_server.symbolic.special import DNE
from worksheet_server.values.budget import Budget

_CONTINUOUS = (
    sympy.Add,
    sympy.Mul,
    sympy.Pow,
    sympy.exp,
    sympy.sin,
    sympy.cos,
    sympy.atan,
    asymptotics.StirlingRest,
    asymptotics.ErfcRest,
)
"""Operations that keep bounded what is bounded."""


def by_growth(expression: Any, variable: Any, budget: Budget) -> tuple[Any, str] | None:
    """The limit of ``expression`` for the positive symbol ``variable`` → ∞, and the reason; ``None`` where undecided.

    The value is a constant, an infinity, or ``DNE`` where an oscillating part tends to two different limits along two
    sequences.
    """
    try:
        growth = Growth(variable, budget)
        preparing = Preparing(growth)
        prepared = preparing.prepared(expression)
        exponent, coefficient = growth.leading(prepared)
        sign = 1 if coefficient == 0 else constant_sign(exponent, budget)
        unknown = {each.symbol for each in preparing.oscillations.values()}
        moving = [each for each in preparing.oscillations.values() if prepared.has(each.symbol)]
        if moving and not _is_tame(prepared, [each.symbol for each in moving], growth):
            return None
        if sign > 0:
            return sympy.Integer(0), "what vanishes fastest decides" if not moving else "bounded times vanishing"
        if coefficient.has(*unknown) if unknown else False:
            return _oscillating(growth, coefficient, sign, moving, budget)
        value = growth.limit(prepared)
        if value.has(*unknown) if unknown else False:
            return _oscillating(growth, value, 0, moving, budget)
        return value, "comparison of growth, term by term, decides (Gruntz)"
    except (UndecidedError, RecursionError, ArithmeticError, TypeError, NotImplementedError, ValueError):
        return None


def _is_tame(expression: Any, unknown: list[Any], growth: Growth) -> bool:
    """Whether an expression is bounded in its bounded unknowns: what they divide stays away from 0."""
    if not expression.has(*unknown) or expression in unknown:
        return True
    if isinstance(expression, sympy.Pow) and not (expression.exp.is_Integer and expression.exp.is_positive):
        if expression.exp.has(*unknown) or growth.sign(expression.base) == 0:
            return False
    elif isinstance(expression, sympy.log):
        if growth.sign(expression.args[0]) != 1:
            return False
    elif not isinstance(expression, _CONTINUOUS):
        return False
    return all(_is_tame(each, unknown, growth) for each in expression.args)


def _oscillating(
    growth: Growth, coefficient: Any, sign: int, moving: list[Any], budget: Budget
) -> tuple[Any, str] | None:
    """One oscillating part with two values that recur: different limits along them leave no limit."""
    here = [each for each in moving if coefficient.has(each.symbol)]
    if len(here) != 1 or here[0].values is None:
        return None
    along = []
    for value in here[0].values:
        there = coefficient.subs(here[0].symbol, value)
        if not there.is_finite and there.is_finite is not None:
            return None
        if sign < 0:
            along.append(sympy.oo * growth.sign(there) if growth.sign(there) else sympy.Integer(0))
        else:
            along.append(growth.limit(there))
    first, second = along
    if first.is_infinite or second.is_infinite:
        differ = first != second
    else:
        differ = not is_zero(first - second, budget) and constant_sign(first - second, budget) != 0
    if not differ:
        return None
    return DNE, f"along one sequence it tends to {first}, along another to {second}"
