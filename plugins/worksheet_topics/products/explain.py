"""Which rule of products applies at the top level."""

from __future__ import annotations

from worksheet_server.api import (
    Call,
    Explanation,
    Expression,
    Name,
    Range,
    Step,
    free_names,
    is_call_of,
    over_range,
    walk,
)
from worksheet_topics.products.rules import RULES


def explain(expression: Expression, answer: Expression) -> Explanation | None:
    """One step: the rule for the shape of the factor and of the range."""
    read = over_range(expression)
    if read is None or not is_call_of(expression, "prod"):
        return None
    factor, over = read
    return Explanation((Step(RULES[_rule(factor, over)], expression, answer),))


def _rule(factor: Expression, over: Range) -> str:
    if over.name.text not in free_names(factor):
        return "constant factors"
    if any(isinstance(each, Call) and each.function == Name("prod") for each in walk(factor)):
        return "nested product"
    if not free_names(over.upper) and not free_names(over.lower) and Name("oo") not in tuple(walk(over.upper)):
        return "expansion"
    return "factorial" if factor == over.name else "telescoping"
