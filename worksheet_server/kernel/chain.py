"""The relations of a line: expected answers, claims, approximations, each neighboring pair on its own."""

from __future__ import annotations

from dataclasses import replace

from worksheet_server.kernel import decimals, equality, order
from worksheet_server.kernel.asked import Asked
from worksheet_server.kernel.dots import has_dots, is_series, judge_dots
from worksheet_server.kernel.judgement import Judgement
from worksheet_server.kernel.topics import Topics
from worksheet_server.syntax.printer import show
from worksheet_server.syntax.statements import Link
from worksheet_server.syntax.tree import Expression
from worksheet_server.text.diagnostics import Diagnostic, Fix, Severity
from worksheet_server.values.answers import LinkResult, Result, Verdict, weakest
from worksheet_server.values.budget import Budget


def judge_links(asked: Asked, result: Result, topics: Topics, budget: Budget) -> Result:
    """``result`` with the verdict on every relation of the line, and the diagnostics of those that fail."""
    left: Expression = asked.first
    sides = (asked.first, *(each.side for each in asked.chain.links))
    series = next((each for each in sides if is_series(each)), None)
    links: list[LinkResult] = []
    diagnostics = list(result.diagnostics)
    evidence = list(result.evidence)
    notes = [result.note] if result.note else []
    for link in asked.chain.links:
        if link.side is None:
            continue
        judgement = _judge(asked, left, link, series, result, topics, budget)
        links.append(LinkResult(judgement.verdict, link.span, judgement.detail))
        diagnostics += judgement.diagnostics
        evidence += [each for each in judgement.evidence if each not in evidence]
        if judgement.verdict is Verdict.REFUTED:
            diagnostics.append(_failed(link, judgement, result))
            notes.append(judgement.note)
        left = link.side
    verdict = weakest(*(each.verdict for each in links)) if links else result.verdict
    if verdict is Verdict.UNDECIDED and not any(each.code == "undecided" for each in diagnostics):
        diagnostics.append(Diagnostic("undecided", Severity.INFORMATION, asked.span, _why_undecided(links)))
    return replace(
        result,
        verdict=verdict,
        links=tuple(links),
        evidence=tuple(evidence),
        diagnostics=tuple(diagnostics),
        note=notes[0] if notes else "",
    )


def _why_undecided(links: list[LinkResult]) -> str:
    """The reason that a relation gives for being undecided, else that nothing decided it."""
    reason = next((each.detail for each in links if each.verdict is Verdict.UNDECIDED and each.detail), "")
    whole = "no method decides whether this line is right"
    return f"{whole}: {reason}" if reason else whole


def _judge(
    asked: Asked,
    left: Expression,
    link: Link,
    series: Expression | None,
    result: Result,
    topics: Topics,
    budget: Budget,
) -> Judgement:
    assert link.side is not None
    if has_dots(left) or has_dots(link.side):
        return _judge_abbreviated(asked, left, link, series, result, topics, budget)
    if link.operator in ("=>", "≈"):
        written = decimals.written(link.side)
        if written is not None or link.tolerance is not None or link.operator == "≈":
            return decimals.judge(asked, left, link, written, budget.share(0.7))
    if link.operator in ("=>", "=", "=="):
        known = result if left is asked.first and asked.answers else None
        return equality.judge(asked, left, link.side, known, topics, budget)
    return order.judge(asked, left, link.operator, link.side, topics, budget)


def _judge_abbreviated(
    asked: Asked,
    left: Expression,
    link: Link,
    series: Expression | None,
    result: Result,
    topics: Topics,
    budget: Budget,
) -> Judgement:
    """A side with dots stands for the series of its chain, once its written terms are those of the series."""
    if series is None:
        return Judgement(
            Verdict.UNDECIDED, detail="`...` is checked in a chain with the sum or product that it abbreviates"
        )
    assert link.side is not None
    parts = [judge_dots(series, each, asked.scope, budget.share(0.4)) for each in (left, link.side) if has_dots(each)]
    rest = (series if has_dots(left) else left, series if has_dots(link.side) else link.side)
    if rest[0] != rest[1]:
        parts.append(_judge(asked, rest[0], replace(link, side=rest[1]), None, result, topics, budget))
    worst = max(
        parts,
        key=lambda each: (Verdict.PROVED, Verdict.SUPPORTED, Verdict.UNDECIDED, Verdict.REFUTED).index(each.verdict),
    )
    return replace(worst, evidence=tuple(item for each in parts for item in each.evidence))


def _failed(link: Link, judgement: Judgement, result: Result) -> Diagnostic:
    if link.operator != "=>":
        detail = judgement.detail or judgement.note or "the sides differ"
        return Diagnostic("false-claim", Severity.ERROR, link.span, f"this is false: {detail}")
    answer = result.answer
    fixes: tuple[Fix, ...] = ()
    message = f"this is not the answer: {judgement.detail}" if judgement.detail else "this is not the answer"
    if answer is not None and answer.exact is not None:
        shown = show(answer.exact)
        message = f"the answer is {shown}, not what is written here"
        fixes = (Fix(f"Replace by {shown}", link.span, shown, safe=result.settled is Verdict.PROVED),)
    return Diagnostic(
        "wrong-answer", Severity.ERROR, link.span, message, (judgement.detail,) if judgement.detail else (), fixes
    )
