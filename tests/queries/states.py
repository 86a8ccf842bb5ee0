"""Worksheets with results that were made up, for tests of what is shown of them."""

from __future__ import annotations

from collections.abc import Mapping

from worksheet_server.engine.state import LineState, State
from worksheet_server.engine.worksheet import Placed, read
from worksheet_server.queries.places import Edit
from worksheet_server.syntax.names import Names
from worksheet_server.syntax.parser import parse_expression
from worksheet_server.syntax.statements import Check, Definition
from worksheet_server.syntax.tree import Approach, Option, Range
from worksheet_server.text.diagnostics import Diagnostic, Severity
from worksheet_server.values.answers import Answer, Enclosure, Evidence, Result, Rigor, Verdict


def answered(exact: str, verdict: Verdict | None = Verdict.PROVED, number: Enclosure | None = None) -> Result:
    """A result as the kernel gives it, from the text of its answer."""
    tree = parse_expression(exact, Names(frozenset(), frozenset()))
    assert not isinstance(tree, Range | Approach | Option)
    evidence = Evidence(Verdict.PROVED, "ball-arithmetic", "every step was enclosed", number)
    return Result(Answer(tree, number), verdict, Verdict.PROVED, (evidence,))


def proved(midpoint: str, radius: str) -> Enclosure:
    return Enclosure(midpoint, radius, Rigor.PROVED, "acb")


def worksheet(text: str, results: Mapping[int, Result] | None = None, pending: frozenset[int] = frozenset()) -> State:
    """The state of a worksheet in which the statement that begins on a line has that result."""
    results = results or {}
    sheet = read(text.split("\n"))

    def line(index: int, placed: Placed) -> LineState:
        result = results.get(placed.line)
        found = sheet.diagnostics(index) + (result.diagnostics if result else ())
        return LineState(placed, result, placed.line in pending, found)

    return State(tuple(line(index, placed) for index, placed in enumerate(sheet.placed)))


def wrong(state: State, line: int) -> Diagnostic:
    """The diagnostic of an answer that is not the one expected on a line."""
    found = state.at(line)
    assert found is not None
    content = found.placed.statement.content
    assert isinstance(content, Check | Definition)
    return Diagnostic("wrong-answer", Severity.ERROR, content.chain.links[-1].span, "the answer is another")


def applied(text: str, edit: Edit) -> str:
    """The text after an edit."""
    lines = text.split("\n")
    start, stop = edit.stretch.start, edit.stretch.stop
    before = "\n".join([*lines[: start.line], lines[start.line][: start.column]])
    after = "\n".join([lines[stop.line][stop.column :], *lines[stop.line + 1 :]])
    return before + edit.text + after
