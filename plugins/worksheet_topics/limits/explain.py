"""Which rule of limits applies at the top level."""

from __future__ import annotations

from worksheet_server.api import (
    DNE,
    Budget,
    Call,
    Explanation,
    Expression,
    Name,
    Scope,
    Step,
    attempt,
    is_analytic_at,
    proved_limit,
)
from worksheet_topics.limits.exact import approach
from worksheet_topics.limits.rules import RULES


def explain(expression: Expression, answer: Expression, scope: Scope, budget: Budget) -> Explanation | None:
    """One step: the rule by which the limit is found."""
    if not isinstance(expression, Call) or expression.function != Name("lim"):
        return None
    read = approach(expression, scope, budget)
    if read is None:
        return None
    return Explanation((Step(RULES[_rule(*read, budget)], expression, answer),))


def _rule(function: object, variable: object, point: object, side: str, budget: Budget) -> str:
    if getattr(point, "is_infinite", False):
        return "limit at infinity"
    if is_analytic_at(function, variable, point):
        return "substitution"
    proved = attempt(lambda: proved_limit(function, variable, point, side, budget), budget.share(0.3))
    if proved is None:
        return "limit laws"
    if proved[0] is DNE:
        return "one-sided limits"
    if "continuous" in proved[1]:
        return "cancellation"
    return "order of vanishing" if "order" in proved[1] else "limit laws"
