"""The value of a sum that our own methods derive, with the reason."""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.api import (
    Budget,
    Call,
    Expression,
    Name,
    Relation,
    Scope,
    attempt,
    conditions,
    counted,
    free_names,
    proves_equal,
    to_sympy,
)
from worksheet_topics.sums.methods.comparison import diverging
from worksheet_topics.sums.methods.known import proved_sum
from worksheet_topics.sums.methods.shape import Found, Summation
from worksheet_topics.sums.numeric import divergence

_TIDYING = 1.0
_LONG = 200


def derived(call: Call, scope: Scope, budget: Budget) -> Found | None:
    """The proved value of ``sum(f, i=a..b)``; ``None`` where no method of ours reaches."""
    read = counted(call, scope, budget)
    if read is None:
        return None
    return proved_sum(Summation(*read, below=bounds(call, scope, budget)), budget)


def diverges(call: Call, scope: Scope, budget: Budget) -> str | None:
    """``"oo"``, ``"-oo"`` or ``"diverges"`` where that is proved of an infinite sum, by either route."""
    found = divergence(call, scope, budget.share(0.5, 2.0))
    if found is not None:
        return found
    read = counted(call, scope, budget)
    return None if read is None else diverging(Summation(*read), budget.share(0.8, 2.0))


def tidied(value: Any, budget: Budget) -> Any:
    """A shorter form of a value, if one is found that is proved to be equal."""
    if sympy.count_ops(value) > _LONG:
        return value
    within = budget.share(0.3, _TIDYING)
    if value.free_symbols and value.is_rational_function(*value.free_symbols):
        shorter = attempt(lambda: sympy.factor(value), within)
    else:
        shorter = attempt(lambda: sympy.simplify(value), within)
    if shorter is None or sympy.count_ops(shorter) >= sympy.count_ops(value):
        return value
    return shorter if attempt(lambda: proves_equal(shorter, value, budget), budget.share(0.3)) is True else value


def bounds(call: Call, scope: Scope, budget: Budget) -> dict[Any, Any]:
    """Bounds that the assumptions set for the size of names: |s| < bound."""
    found: dict[Any, Any] = {}
    for name in free_names(call):
        sizes = [_size(operator, side, scope, budget) for operator, side in _absolute(name, scope)]
        sides = conditions(name, scope)
        above = [_size(operator, side, scope, budget) for operator, side in sides if operator in ("<", "<=")]
        below = [_size(operator, side, scope, budget, -1) for operator, side in sides if operator in (">", ">=")]
        if any(each is not None for each in above) and any(each is not None for each in below):
            sizes.append(max(min(each for each in side if each is not None) for side in (above, below)))
        known = [each for each in sizes if each is not None and each > 0]
        if known:
            found[to_sympy(Name(name), scope, budget)] = min(known)
    return found


def _absolute(name: str, scope: Scope) -> list[tuple[str, Expression]]:
    """What is said of |name|."""
    inside = Call(Name("abs"), (Name(name),))
    return [
        (operator, right)
        for each in scope.assumptions
        if isinstance(each, Relation)
        for left, operator, right in zip(each.operands, each.operators, each.operands[1:], strict=False)
        if left == inside and operator in ("<", "<=")
    ]


def _size(operator: str, side: Expression, scope: Scope, budget: Budget, sign: int = 1) -> Any:
    """A strict bound from one condition; ``<=`` counts with room to spare below 1."""
    value = to_sympy(side, scope, budget)
    if value is None or not value.is_Rational:
        return None
    value = value * sign
    if operator in ("<", ">"):
        return value
    return (value + 1) / 2 if value < 1 else value + 1
