"""Everything that is known of one statement, as Markdown.

Written so that it reads well where Markdown is rendered (VS Code) and where little more than bold and code is (Neovim):
no tables, no HTML, no LaTeX.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from worksheet_server.engine.progress import STOPPED
from worksheet_server.engine.state import LineState, State
from worksheet_server.queries.number_text import value_text
from worksheet_server.queries.places import Place, Stretch, whole
from worksheet_server.syntax import printer
from worksheet_server.syntax.statements import Blank, Heading, Prose, Unreadable
from worksheet_server.values.answers import Answer, Evidence, LinkResult, Result, Rigor, Rule, Value, Verdict

_LONGEST = 2000
_DIGITS = re.compile(r"[\d.]+")


@dataclass(frozen=True, slots=True)
class HoverText:
    """The Markdown, and the statement that it is about."""

    markdown: str
    stretch: Stretch


def hover(state: State, place: Place) -> HoverText | None:
    """What is known of the statement at a place; ``None`` where there is none that says something."""
    line = state.at(place.line)
    if line is None or isinstance(line.placed.statement.content, Blank | Heading | Prose | Unreadable):
        return None
    return HoverText("\n\n".join(_paragraphs(line)), whole(line.placed))


def _paragraphs(line: LineState) -> Iterator[str]:
    statement = line.placed.statement
    yield _read_as(printer.show_statement(replace(statement, comment=None, directives=())))
    if line.pending:
        yield "*being evaluated …*" if line.result is None else "*being evaluated again …*"
    if line.result is not None:
        yield from _result(line.result)
        if not line.pending:
            yield from _links(line.result.links, line.placed.text)


def _result(result: Result) -> Iterator[str]:
    if result.answer is not None and (told := "  \n".join(_answer(result.answer))):
        yield told
    if result.verdict is not None:
        yield f"{result.verdict.glyph} **{result.verdict.value}**{_reason(result)}"
    elif result.pending:
        yield "*the verdict is still to come*"
    if result.evidence:
        yield "\n".join(("evidence", *dict.fromkeys(map(_evidence, result.evidence))))
    if result.rules:
        yield "\n".join(("rules", *map(_rule, result.rules)))


def _reason(result: Result) -> str:
    """What shows that a line is wrong, or what kept it from being decided."""
    if result.note:
        return f": {result.note}"
    if result.verdict is Verdict.SUPPORTED:
        return ": independent numbers agree, which is no proof"
    stopped = next((each.message for each in result.diagnostics if each.code in STOPPED), None)
    wrong = result.verdict is not Verdict.PROVED and len(result.links) == 1
    detail = stopped or (result.links[0].detail if wrong else "")
    return f": {detail}" if detail else ""


def _answer(answer: Answer) -> Iterator[str]:
    exact = printer.show(answer.exact) if answer.exact is not None else ""
    if exact:
        yield f"exact {_code(exact)}"
    if answer.number is not None:
        number = value_text(answer.number)
        if "±" in number or _DIGITS.findall(number) != _DIGITS.findall(exact):
            yield f"number {_code(number)}{_rigor(answer.number)}"


def _rigor(value: Value) -> str:
    found = set(_rigors(value))
    if Rigor.ESTIMATED in found:
        return " (radius estimated)"
    return " (radius proved)" if "±" in value_text(value) else ""


def _rigors(value: Value) -> Iterator[Rigor]:
    if isinstance(value, tuple):
        for each in value:
            yield from _rigors(each)
    else:
        yield from (value.rigor,) if hasattr(value, "rigor") else (value.re.rigor, value.im.rigor)


def _links(links: Sequence[LinkResult], text: str) -> Iterator[str]:
    """The relations one by one, where there is more to say than the verdict of the whole line."""
    if len(links) > 1:
        yield "\n".join(("relations", *(_link(each, text) for each in links)))


def _link(link: LinkResult, text: str) -> str:
    side = " ".join(text[link.span.start : link.span.stop].split())
    detail = f" — {link.detail}" if link.detail else ""
    return f"- {link.verdict.glyph} {_code(side)}{detail}" if side else f"- {link.verdict.glyph}{detail}"


def _evidence(evidence: Evidence) -> str:
    value = f" {_code(value_text(evidence.value))}" if evidence.value is not None else ""
    detail = f" — {evidence.detail}" if evidence.detail else ""
    return f"- {evidence.verdict.glyph} {evidence.method}{value}{detail}"


def _rule(rule: Rule) -> str:
    return f"- **{rule.name}** {_code(rule.statement)} — {rule.why}"


def _read_as(text: str) -> str:
    if "\n" not in text:
        return f"read as {_code(text)}"
    return f"read as\n```calc\n{text}\n```"


def _code(text: str) -> str:
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]} ({len(text):,} characters)"
    fence = "``" if "`" in text else "`"
    return f"{fence} {text} {fence}" if fence == "``" else f"`{text}`"
