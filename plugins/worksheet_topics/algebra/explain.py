"""Which rule of algebra applies at the top level."""

from __future__ import annotations

from worksheet_server.api import Call, Explanation, Expression, Name, Step
from worksheet_topics.algebra.rules import RULES

_RULES = {"simplify": "simplification", "expand": "expanding", "factor": "factoring", "solve": "roots"}


def explain(expression: Expression, answer: Expression) -> Explanation | None:
    """One step: the rule that the function asks for."""
    if not isinstance(expression, Call) or not isinstance(expression.function, Name):
        return None
    rule = _RULES.get(expression.function.text)
    return None if rule is None else Explanation((Step(RULES[rule], expression, answer),))
