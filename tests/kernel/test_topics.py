"""Topics are asked one at a time: a broken one loses its own answer alone, and the later one is asked first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pluggy
import pytest

from worksheet_server import hookspecs
from worksheet_server.hookspecs import hookimpl
from worksheet_server.kernel.topics import BUILT_IN, FAILURES_ALLOWED, Failures, Topics, load, register
from worksheet_server.syntax.tree import Expression, Number
from worksheet_server.text.diagnostics import Diagnostic, Fix, Severity
from worksheet_server.text.span import Span
from worksheet_server.values.answers import Evidence, Explanation, Rule, Step, Verdict
from worksheet_server.values.budget import Budget
from worksheet_server.values.claims import Claim
from worksheet_server.values.manifest import DiagnosticEntry
from worksheet_server.values.scope import Function, Scope

ONE = Number("1")
RULE = Rule("identity", "x = x", "Nothing changes.")
CLAIM = Claim(ONE, "==", ONE)
ODD = Diagnostic("odd", Severity.WARNING, Span(0, 1), "an odd line")
QUESTIONS: dict[str, dict[str, Any]] = {
    "evaluate_exactly": {"expression": ONE},
    "enclose": {"expression": ONE, "field": None},
    "gather_evidence": {"claim": CLAIM},
    "explain": {"expression": ONE, "answer": ONE},
    "suggest_fixes": {"diagnostic": ODD, "line": "1"},
    "draw": {"statement": None},
}


class Complete:
    """A topic that answers every question."""

    @hookimpl
    def register_functions(self, register: Callable[[Function], None]) -> None:
        register(Function("only_here", "only_here(x)", "Nothing.", "only_here(1) => 1"))

    @hookimpl
    def register_rules(self, register: Callable[[Rule], None]) -> None:
        register(RULE)

    @hookimpl
    def register_diagnostics(self, register: Callable[[DiagnosticEntry], None]) -> None:
        register(DiagnosticEntry("odd", "An odd line", "It is odd.", "1"))

    @hookimpl
    def evaluate_exactly(self, expression: Expression) -> Any:
        return expression

    @hookimpl
    def enclose(self, expression: Expression, field: Any) -> Any:
        return (expression, field)

    @hookimpl
    def gather_evidence(self, claim: Claim) -> Evidence:
        return Evidence(Verdict.SUPPORTED, "complete", claim.relation)

    @hookimpl
    def explain(self, expression: Expression, answer: Expression) -> Explanation:
        return Explanation((Step(RULE, expression, answer),))

    @hookimpl
    def suggest_fixes(self, diagnostic: Diagnostic) -> tuple[Fix, ...]:
        return (Fix("remove it", diagnostic.span, ""),)

    @hookimpl
    def draw(self) -> str:
        return "<svg/>"


class Broken:
    """A topic that raises."""

    @hookimpl
    def explain(self) -> Any:
        raise ValueError("no idea")


class Silent:
    """A topic that has nothing to say."""

    @hookimpl
    def explain(self) -> None:
        return None


class Drawing:
    """A topic that draws, and nothing else."""

    @hookimpl
    def draw(self) -> str:
        return "<svg>drawing</svg>"


def topics(**plugins: Any) -> Topics:
    """Topics by name, in order; a class is made anew for each."""
    manager = pluggy.PluginManager("worksheet_server")
    manager.add_hookspecs(hookspecs)
    return register(manager, [(name, "1", "a test", plugin) for name, plugin in plugins.items()])


def ask(among: Topics, hook: str) -> list[tuple[str, Any]]:
    """All answers to one question."""
    return list(among.ask(hook, scope=Scope(), budget=Budget.of(1), **QUESTIONS[hook]))


@pytest.mark.parametrize("hook", sorted(QUESTIONS))
def test_every_question_reaches_a_topic_and_its_answer_comes_back(hook: str) -> None:
    ((name, answer),) = ask(topics(silent=Silent, complete=Complete), hook)
    assert name == "complete"
    assert answer


def test_what_a_topic_registers_is_known() -> None:
    known = topics(complete=Complete)
    assert known.functions["only_here"].topic == "complete"
    assert known.rules == [RULE]
    assert [each.code for each in known.diagnostics] == ["odd"]
    assert [each.problem for each in known.entries] == [""]


@pytest.mark.parametrize("order", [("broken", "complete"), ("complete", "broken")])
def test_a_topic_that_raises_loses_its_own_answer_alone(order: tuple[str, str]) -> None:
    made = {"broken": Broken, "complete": Complete}
    among = topics(**{name: made[name] for name in order})
    assert [name for name, _ in ask(among, "explain")] == ["complete"]
    (failure,) = among.failures.take()
    assert (failure.topic, failure.asked, failure.error) == ("broken", "explain", "ValueError: no idea")


def test_a_topic_that_keeps_raising_is_asked_no_more() -> None:
    among = topics(broken=Broken)
    for _ in range(FAILURES_ALLOWED + 2):
        ask(among, "explain")
    *failures, last = among.failures.take()
    assert [each.error for each in failures] == ["ValueError: no idea"] * FAILURES_ALLOWED
    assert last.error == f"disabled after {FAILURES_ALLOWED} failures in a row"
    assert among.failures.is_disabled("broken", "explain")


def test_an_answer_in_between_forgives_failures() -> None:
    failures = Failures()
    for _ in range(3 * FAILURES_ALLOWED):
        failures.note("clumsy", "explain", ValueError("no idea"))
        failures.succeed("clumsy")
    assert not failures.is_disabled("clumsy", "explain")


def test_the_later_topic_is_asked_first() -> None:
    assert [name for name, _ in ask(topics(complete=Complete, drawing=Drawing), "draw")] == ["drawing", "complete"]
    assert [name for name, _ in ask(topics(drawing=Drawing, complete=Complete), "draw")] == ["complete", "drawing"]


def test_a_name_that_is_taken_disables_the_later_topic() -> None:
    among = topics(one=Complete, two=Complete)
    assert [each.problem for each in among.entries] == ["", "the function only_here belongs to the topic one"]
    assert among.functions["only_here"].topic == "one"
    assert [name for name, _ in ask(among, "draw")] == ["one"]


def test_a_topic_that_cannot_be_imported_is_listed_with_its_problem() -> None:
    def missing() -> Any:
        raise ImportError("no module named nowhere")

    among = topics(missing=missing, complete=Complete)
    assert [each.problem for each in among.entries] == ["ImportError: no module named nowhere", ""]
    assert ask(among, "draw")


def test_the_built_in_topics_load_without_a_problem() -> None:
    among = load()
    assert [each.name for each in among.entries[: len(BUILT_IN)]] == list(BUILT_IN)
    assert [each.problem for each in among.entries if each.problem] == []
    assert {"sum", "prod", "lim", "diff", "int", "solve"} <= set(among.functions)
