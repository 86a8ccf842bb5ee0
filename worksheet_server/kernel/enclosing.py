"""A number for an expression: by the built-in arithmetic, else by a topic that knows the shape."""

from __future__ import annotations

from worksheet_server.numerics.balls import Balls
from worksheet_server.numerics.decimals import value_of_ball
from worksheet_server.numerics.enclose import enclose as enclose_expression
from worksheet_server.syntax.tree import Expression
from worksheet_server.values.answers import Value
from worksheet_server.values.budget import Budget
from worksheet_server.values.scope import Scope


def enclose(expression: Expression, scope: Scope, budget: Budget, digits: int = 15) -> Value | None:
    """The value of a closed expression to about ``digits`` digits, with a radius; ``None`` where nobody knows it."""
    found = enclose_expression(expression, scope, budget, digits)
    if found is not None or scope.enclose_shape is None:
        return found
    field = Balls(int(digits * 3.33) + 40)
    with field.working():
        ball = scope.enclose_shape(expression=expression, scope=scope, budget=budget.share(0.5), field=field)
        return None if ball is None else value_of_ball(ball, digits, "topic")
