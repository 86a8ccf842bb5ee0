"""Which differentiation rule applies at the top level."""

from __future__ import annotations

from worksheet_server.api import Derivative, Explanation, Expression, Scope, Step, differentiate, is_call_of
from worksheet_topics.derivatives.rules import RULES
from worksheet_topics.derivatives.shape import differentiations


def explain(expression: Expression, answer: Expression, scope: Scope) -> Explanation | None:
    """One step: the rule for the outermost operation of what is differentiated."""
    if is_call_of(expression, "taylor"):
        return Explanation((Step(RULES["Taylor's theorem"], expression, answer),))
    read = differentiations(expression)
    if read is None:
        return None
    body, variables = read
    found = differentiate(body, variables[0], scope)
    name = found[1] if found is not None and found[1] in RULES else "elementary function"
    steps = [Step(RULES[name], expression, answer)]
    if isinstance(expression, Derivative) and expression.partial:
        steps.insert(0, Step(RULES["partial derivative"], expression, expression))
    return Explanation(tuple(steps))
