"""The edits that are offered for a statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from worksheet_server.engine.state import LineState, State
from worksheet_server.queries.answer_text import fill_text, number_text, wanted_digits
from worksheet_server.queries.diagnostics import Finding, findings_of
from worksheet_server.queries.places import Edit, first_index, stretch
from worksheet_server.syntax.statements import Chain, Check, Definition, Link
from worksheet_server.syntax.tree import Expression, Number, Unary, walk
from worksheet_server.text.span import Span

_CLOSING = ")]}|"


@dataclass(frozen=True, slots=True)
class Action:
    """One edit under a title; ``finding`` is the diagnostic that it mends, ``preferred`` marks the obvious one."""

    title: str
    edit: Edit
    finding: Finding | None = None
    preferred: bool = False


def actions(state: State, first: int, last: int) -> tuple[Action, ...]:
    """What is offered for the statements between two lines, both included; no edit is offered twice."""
    found: dict[Edit, Action] = {}
    for line in state.lines[first_index(state, first) :]:
        if line.placed.line > last:
            break
        for action in (*_insertions(line), *_replacements(line), *_repairs(line)):
            found.setdefault(action.edit, action)
    return tuple(found.values())


def _insertions(line: LineState) -> Iterator[Action]:
    """The answer behind a ``=>`` that has nothing behind it, or behind a question that has none."""
    chain, answer = _chain(line), _answer(line)
    if chain is None or answer is None:
        return
    if not chain.links:
        if isinstance(line.placed.statement.content, Check):
            end = _end(chain, line.placed.text)
            yield Action("Insert answer", _edit(line, Span(end, end), f" => {answer}"))
    elif (link := chain.links[-1]).operator == "=>" and link.side is None:
        end = link.operator_span.stop
        yield Action("Insert answer", _edit(line, Span(end, end), f" {answer}"), preferred=True)


def _replacements(line: LineState) -> Iterator[Action]:
    """The answer takes the place of what stands behind ``=>``."""
    chain = _chain(line)
    wrong = next((each for each in findings_of(line) if each.code == "wrong-answer"), None)
    if chain is None or wrong is None or line.pending or not chain.links:
        return
    link = chain.links[-1]
    if link.operator == "=>" and link.side is not None and (answer := _answer_like(line, link.side)) is not None:
        yield Action("Replace wrong answer", _edit(line, _written(link), answer), wrong, preferred=True)


def _repairs(line: LineState) -> Iterator[Action]:
    """The fixes that the diagnostics carry."""
    for finding in findings_of(line):
        for repair in finding.repairs:
            yield Action(repair.title, repair.edit, finding, preferred=repair.safe)


def _chain(line: LineState) -> Chain | None:
    content = line.placed.statement.content
    return content.chain if isinstance(content, Check | Definition) else None


def _answer(line: LineState) -> str | None:
    """The answer as it would be written, where it is known for this very text."""
    return None if line.pending or line.result is None else fill_text(line.result, wanted_digits(line))


def _answer_like(line: LineState, written: Expression) -> str | None:
    """The answer with as many digits as were written, where a decimal was."""
    number = written.operand if isinstance(written, Unary) else written
    answer = line.result.answer if line.result is not None else None
    if answer is None or answer.number is None or not isinstance(number, Number) or not number.is_decimal:
        return _answer(line)
    digits = sum(each.isdigit() for each in number.digits.lower().partition("e")[0].lstrip("0."))
    text = number_text(answer.number, max(digits, 1))
    return _answer(line) if "±" in text else text


def _written(link: Link) -> Span:
    """Where the side of a relation stands, its tolerance included."""
    spans = [link.span, *(each.span for each in (link.side, link.tolerance) if each is not None)]
    return Span(min(each.start for each in spans), max(each.stop for each in spans))


def _end(chain: Chain, text: str) -> int:
    """Where a side ends: behind everything in its tree, and behind the brackets around it, which no tree keeps."""
    end = max(node.span.stop for node in walk(chain.first))
    rest = text[end:]
    closing = len(rest) - len(rest.lstrip(_CLOSING + " "))
    return end + len(rest[:closing].rstrip())


def _edit(line: LineState, span: Span, text: str) -> Edit:
    return Edit(stretch(line.placed, span), text)
