"""Further answers to a line whose first answer the referee did not accept."""

from __future__ import annotations

from collections.abc import Iterator

from worksheet_server.kernel.answering import Answering, Solved, constant_last
from worksheet_server.kernel.asked import Asked
from worksheet_server.symbolic.to_tree import to_tree
from worksheet_server.syntax.tree import Call, Expression, Name
from worksheet_server.values.budget import Budget, OutOfTime

_MOST = 4


def further_answers(
    asked: Asked, rejected: Expression | None, answering: Answering, budget: Budget
) -> Iterator[tuple[Expression, Answering]]:
    """What the topic that owns the whole line proposes besides the rejected answer, ready to be judged."""
    if not answering.solved:
        return
    question = answering.solved[-1].question
    if not isinstance(question, Call) or not isinstance(asked.first, Call) or asked.first.function != question.function:
        return
    function = asked.scope.functions.get(question.function.text) if isinstance(question.function, Name) else None
    if function is None or function.alternatives is None:
        return
    inner = answering.solved[:-1]
    tried = 0
    proposals = iter(function.alternatives(question, asked.scope, budget))
    while tried < _MOST:
        try:
            with budget.enforce():
                value = next(proposals, None)
                tree = None if value is None else constant_last(to_tree(value))
        except OutOfTime:
            return
        if value is None:
            return
        tried += 1
        if tree is not None and tree != rejected:
            yield tree, Answering(asked.scope, budget, [*inner, Solved(question, tree, asked.scope)])
