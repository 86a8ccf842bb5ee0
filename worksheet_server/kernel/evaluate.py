"""One request, from the tree to the verdict: the exact route, the independent numbers, the referee."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from worksheet_server.kernel.answering import Answering
from worksheet_server.kernel.asked import Asked, ask
from worksheet_server.kernel.chain import judge_links
from worksheet_server.kernel.points import impossible
from worksheet_server.kernel.presenting import explained_rules, first_answer
from worksheet_server.kernel.referee import judge_answer
from worksheet_server.kernel.topics import Topics
from worksheet_server.symbolic.unfold import TooLarge
from worksheet_server.syntax.binding import free_names
from worksheet_server.syntax.statements import Check, Definition
from worksheet_server.text.diagnostics import Diagnostic, Severity
from worksheet_server.text.span import NOWHERE, Span
from worksheet_server.values.answers import Result, Verdict, weakest
from worksheet_server.values.budget import Budget, OutOfTime
from worksheet_server.values.requests import Request, Want

_SOFT = 0.9
"""The share of a limit after which methods stop by themselves; the worker is killed when all of it has passed."""


def evaluate(request: Request, topics: Topics, emit: Callable[[Result], None]) -> None:
    """Emits the answer as soon as it is known (``pending``), then the same with its verdict."""
    began = time.monotonic()
    if not isinstance(request.statement.content, Check | Definition):
        emit(Result())
        return
    try:
        asked = ask(request, topics)
    except TooLarge:
        emit(_failed("too-large", "With its definitions written out this line is too large to be checked."))
        return
    empty = empty_assumption(asked)
    if empty is not None:
        emit(Result(verdict=Verdict.UNDECIDED, settled=Verdict.UNDECIDED, diagnostics=(empty,)))
        return
    answering = Answering(asked.scope, Budget.of(request.settings.answer_seconds * _SOFT))
    answer = first_answer(asked, answering)
    first = Result(answer=answer, seconds=time.monotonic() - began, pending=True)
    if Want.VERDICT not in request.wants:
        emit(replace(first, pending=False, diagnostics=_problems(topics, answering, asked.span)))
        return
    emit(first)
    budget = Budget.of(request.settings.referee_seconds * _SOFT)
    emit(_refereed(request, asked, first, answering, topics, budget, began))


def _refereed(
    request: Request, asked: Asked, first: Result, answering: Answering, topics: Topics, budget: Budget, began: float
) -> Result:
    try:
        settled = judge_answer(asked, first, answering, topics, budget)
        judged = judge_links(asked, settled, topics, budget)
    except OutOfTime:
        return replace(first, pending=False, diagnostics=_problems(topics, answering, asked.span))
    verdict = judged.verdict
    if isinstance(request.statement.content, Definition) and not asked.chain.links:
        verdict = None
    elif asked.answers and settled.settled is not None and verdict is not None:
        verdict = weakest(settled.settled, verdict)
    return replace(
        judged,
        verdict=verdict,
        rules=explained_rules(asked, settled, topics, budget, answering),
        diagnostics=_unless_explained(judged.diagnostics, _problems(topics, answering, asked.span)),
        seconds=time.monotonic() - began,
        pending=False,
    )


def empty_assumption(asked: Asked) -> Diagnostic | None:
    """The warning that no value satisfies the assumptions about a name of the line.

    Whatever is said of it would be vacuous.
    """
    budget = Budget.of(1.0)
    sides = (asked.first, *(each.side for each in asked.chain.links if each.side is not None))
    for name in dict.fromkeys(name for side in sides for name in free_names(side)):
        if impossible(name, asked.scope, budget):
            message = f"no value of {name} satisfies the assumptions, so nothing is said about it"
            return Diagnostic("empty-assumption", Severity.WARNING, asked.span, message)
    return None


def _unless_explained(found: tuple[Diagnostic, ...], problems: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """A reason why there is no answer says more than that nothing was decided."""
    if any(each.code in ("does-not-exist", "time-limit") for each in problems):
        found = tuple(each for each in found if each.code != "undecided")
    return found + problems


def _problems(topics: Topics, answering: Answering, span: Span) -> tuple[Diagnostic, ...]:
    """What went wrong on the way: topics that raised, an answer that took too long."""
    found = [
        Diagnostic(
            "topic-failed",
            Severity.WARNING,
            span,
            f"the topic {each.topic} failed in {each.asked}: {each.error}",
            ("The other topics answered without it.",),
        )
        for each in dict.fromkeys(topics.failures.take())
    ]
    if answering.undefined:
        message = "this is undefined: a division by zero, or a function outside its domain"
        found.append(Diagnostic("does-not-exist", Severity.INFORMATION, span, message))
    if answering.out_of_time:
        found.append(
            Diagnostic(
                "time-limit",
                Severity.WARNING,
                span,
                "no closed form was found within the time limit",
                ("A longer limit may help: worksheet check --timeout SECONDS.",),
            )
        )
    return tuple(found)


def _failed(code: str, message: str) -> Result:
    return Result(diagnostics=(Diagnostic(code, Severity.WARNING, NOWHERE, message),))
