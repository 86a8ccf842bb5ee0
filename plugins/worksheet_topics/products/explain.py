"""Which rule of products applies at the top level."""

from __future__ import annotations

from worksheet_server.api import Call, Explanation, Expression, Name, Range, Step, free_names, walk
from worksheet_topics.products.rules import RULES


def explain(expression: Expression, answer: Expression) -> Explanation | None:
    """One step: the rule for the shape of the factor and of the range."""
    if not isinstance(expression, Call) or expression.function != Name("prod") or len(expression.arguments) != 2:
        return None
    factor, over = expression.arguments
    if not isinstance(over, Range):
        return None
    return Explanation((Step(RULES[_rule(factor, over)], expression, answer),))  # type: ignore[arg-type]


def _rule(factor: Expression, over: Range) -> str:
    if over.name.text not in free_names(factor):
        return "constant factors"
    if any(isinstance(each, Call) and each.function == Name("prod") for each in walk(factor)):
        return "nested product"
    if not free_names(over.upper) and not free_names(over.lower) and Name("oo") not in tuple(walk(over.upper)):
        return "expansion"
    return "factorial" if factor == over.name else "telescoping"
