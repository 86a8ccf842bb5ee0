"""An answer remembered for one spelling of a statement, shown beside another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

from worksheet_server.syntax.statements import Statement
from worksheet_server.text.span import Span
from worksheet_server.values.answers import Result


def anchor(result: Result, asked: Statement, shown: Statement) -> Result:
    """``result``, an answer to ``asked``, with its spans moved to where the same trees stand in ``shown``.

    The two statements are equal but for their spans.  A span that is no tree's is moved by its ends.
    """
    if not (result.diagnostics or result.links):
        return result
    before, after = list(_spans(asked)), list(_spans(shown))
    if before == after or len(before) != len(after):
        return result
    whole = dict(zip(before, after, strict=True))
    ends: dict[int, int] = {}
    for old, new in whole.items():
        ends.setdefault(old.start, new.start)
        ends.setdefault(old.stop, new.stop)

    def moved(span: Span) -> Span:
        if span in whole:
            return whole[span]
        start = ends.get(span.start, span.start)
        return Span(start, max(start, ends.get(span.stop, span.stop)))

    return replace(
        result,
        links=tuple(replace(link, span=moved(link.span)) for link in result.links),
        diagnostics=tuple(
            replace(
                each,
                span=moved(each.span),
                fixes=tuple(replace(fix, span=moved(fix.span)) for fix in each.fixes),
            )
            for each in result.diagnostics
        ),
    )


def clamp(result: Result, length: int) -> Result:
    """``result`` with its diagnostics kept inside a text of ``length`` that is being changed, without their fixes."""
    if not result.diagnostics:
        return result

    def kept(span: Span) -> Span:
        return Span(min(span.start, length), min(span.stop, length))

    shown = tuple(replace(each, span=kept(each.span), fixes=()) for each in result.diagnostics)
    return replace(result, diagnostics=shown)


def _spans(statement: Statement) -> Iterator[Span]:
    """Every span of what a statement says, in one order for all equal statements."""
    waiting: list[object] = [statement.content, statement.where]
    while waiting:
        here = waiting.pop()
        if isinstance(here, Span):
            yield here
        elif isinstance(here, tuple):
            waiting.extend(here)
        elif is_dataclass(here) and not isinstance(here, type):
            waiting.extend(getattr(here, each.name) for each in fields(here))
