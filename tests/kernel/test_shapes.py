"""A topic may answer shapes that no function owns, by two independent routes."""

from __future__ import annotations

from typing import Any

import pluggy
import sympy

from worksheet_server import hookspecs
from worksheet_server.api import Index, Name, hookimpl
from worksheet_server.kernel.evaluate import evaluate
from worksheet_server.kernel.topics import register
from worksheet_server.syntax.names import Names
from worksheet_server.syntax.parser import parse
from worksheet_server.values.answers import Enclosure, Result, Verdict
from worksheet_server.values.requests import Request


class Odds:
    """``u[k]`` of an unknown sequence ``u`` is the k-th odd number."""

    @hookimpl
    def evaluate_exactly(self, expression: Any, scope: Any, budget: Any) -> Any:
        return sympy.Integer(5) if self._is_third(expression) else None

    @hookimpl
    def enclose(self, expression: Any, scope: Any, budget: Any, field: Any) -> Any:
        return field.rational(5) if self._is_third(expression) else None

    def _is_third(self, expression: Any) -> bool:
        return isinstance(expression, Index) and expression.base == Name("u")


def test_a_shape_is_put_to_the_topics_when_nothing_else_knows_it() -> None:
    manager = pluggy.PluginManager("worksheet_server")
    manager.add_hookspecs(hookspecs)
    topics = register(manager, [("odds", "1", "a test", Odds)])
    said: list[Result] = []
    evaluate(Request(parse("u[3] => 5", Names())), topics, said.append)
    answer = said[-1].answer
    assert answer is not None
    assert isinstance(answer.number, Enclosure)
    assert answer.number.midpoint == "5"
    assert said[-1].verdict is Verdict.SUPPORTED
