"""Which rule of summation applies at the top level."""

from __future__ import annotations

from worksheet_server.api import (
    Binary,
    Explanation,
    Expression,
    Name,
    Number,
    Range,
    Step,
    free_names,
    is_call_of,
    over_range,
    walk,
)
from worksheet_topics.sums.rules import RULES


def explain(expression: Expression, answer: Expression) -> Explanation | None:
    """One step: the rule for the shape of the summand and of the range."""
    read = over_range(expression)
    if read is None or not is_call_of(expression, "sum"):
        return None
    summand, over = read
    return Explanation((Step(RULES[_rule(summand, over)], expression, answer),))


def _rule(summand: Expression, over: Range) -> str:
    index = over.name.text
    if index not in free_names(summand):
        return "constant terms"
    if any(
        isinstance(each, Binary) and each.operator == "^" and index in free_names(each.right) for each in walk(summand)
    ):
        return "geometric series" if _is_power_of_constant(summand, index) else "infinite series"
    if Name("oo") in tuple(walk(over.upper)):
        return "infinite series"
    if not free_names(over.upper) and not free_names(over.lower):
        return "expansion"
    if summand == over.name or (
        isinstance(summand, Binary)
        and summand.operator == "^"
        and summand.left == over.name
        and isinstance(summand.right, Number)
    ):
        return "Faulhaber's formula"
    return "linearity of sums" if isinstance(summand, Binary) and summand.operator in ("+", "-", "*") else "telescoping"


def _is_power_of_constant(summand: Expression, index: str) -> bool:
    return isinstance(summand, Binary) and (
        (summand.operator == "^" and index not in free_names(summand.left))
        or (
            summand.operator == "*"
            and index not in free_names(summand.left)
            and _is_power_of_constant(summand.right, index)
        )
    )
