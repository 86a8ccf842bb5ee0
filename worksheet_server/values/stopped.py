"""The reply for a statement whose evaluation was stopped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

from worksheet_server.syntax.statements import Check, Definition, Statement
from worksheet_server.text.diagnostics import Diagnostic, Severity
from worksheet_server.text.span import NOWHERE, Span
from worksheet_server.values.answers import Result, Verdict


def stopped(
    statement: Statement, code: str, message: str, partial: Result | None = None, hints: tuple[str, ...] = ()
) -> Result:
    """The final result of a statement that was stopped, with the reason as a warning.

    ``code`` is ``time-limit``, ``memory-limit`` or ``crashed``.  What ``partial`` already said stays, but nothing
    checked it to the end: a line that asks something is undecided.
    """
    finding = Diagnostic(code, Severity.WARNING, extent(statement), message, hints)
    before = partial or Result()
    content = statement.content
    asks = isinstance(content, Check) or (isinstance(content, Definition) and bool(content.chain.links))
    return replace(
        before,
        verdict=Verdict.UNDECIDED if asks else None,
        settled=before.settled or (None if before.answer is None else Verdict.UNDECIDED),
        diagnostics=(*before.diagnostics, finding),
        pending=False,
    )


def extent(statement: Statement) -> Span:
    """The smallest span that covers everything read in ``statement``."""
    spans = list(_spans((statement.content, statement.where)))
    return Span(min(each.start for each in spans), max(each.stop for each in spans)) if spans else NOWHERE


def _spans(root: object) -> Iterator[Span]:
    waiting: list[object] = [root]
    while waiting:
        here = waiting.pop()
        if isinstance(here, Span):
            if here != NOWHERE:
                yield here
        elif isinstance(here, tuple):
            waiting.extend(here)
        elif is_dataclass(here):
            waiting.extend(getattr(here, each.name) for each in fields(here))
