"""The referee: is the answer that the exact route gave the right one?"""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal

from worksheet_server.kernel.answering import NO_VALUE, Answering, Solved
from worksheet_server.kernel.asked import Asked
from worksheet_server.kernel.enclosing import enclose
from worksheet_server.kernel.judgement import Judgement, from_evidence
from worksheet_server.kernel.numbers import compare, doubt
from worksheet_server.kernel.proving import bare, equal, is_antiderivative, proof_of_answer
from worksheet_server.kernel.surviving import further_answers
from worksheet_server.kernel.topics import Topics
from worksheet_server.numerics.recognition import DIGITS, recognized
from worksheet_server.syntax.binding import free_names
from worksheet_server.syntax.printer import show
from worksheet_server.syntax.tree import Call, Expression, Name, walk
from worksheet_server.text.diagnostics import Diagnostic, Severity
from worksheet_server.text.span import Span
from worksheet_server.values.answers import Answer, Enclosure, Evidence, Result, Rigor, Value, Verdict, weakest
from worksheet_server.values.budget import Budget, OutOfTime


def judge_answer(asked: Asked, first: Result, answering: Answering, topics: Topics, budget: Budget) -> Result:
    """The first part of a reply with the verdict on its answer, and the certified answer where that one was wrong."""
    if not asked.answers:
        return first
    answer = first.answer or Answer()
    if answer.exact is None and not (asked.number_only and answer.number is not None):
        return _number_alone(asked, first, budget)
    judgement = judge(asked, answer.exact, answering, topics, budget)
    number = best_number(asked, answer, judgement.evidence)
    settled = replace(
        first,
        answer=replace(answer, number=number),
        settled=judgement.verdict,
        verdict=judgement.verdict,
        evidence=tuple(_with_number(each, number) for each in judgement.evidence),
        diagnostics=judgement.diagnostics + without_value(asked, answer.exact),
    )
    doubted = any(each.code == "disagreement" for each in judgement.diagnostics)
    hollow = judgement.verdict is Verdict.UNDECIDED and _is_hollow(answer.exact, number)
    if judgement.verdict is not Verdict.REFUTED and not doubted and not hollow:
        return settled
    survivor = _survivor(asked, settled, judgement, answering, topics, budget.share(0.6))
    if survivor is not None:
        return survivor
    if hollow:
        alone = _number_alone(asked, first, budget.share(0.6))
        note = Evidence(Verdict.UNDECIDED, "sympy", "SymPy's closed form has no value that could be computed")
        return replace(alone, evidence=(note, *alone.evidence)) if alone.settled is Verdict.PROVED else settled
    return _without_refuted(asked, settled, judgement, budget) if judgement.verdict is Verdict.REFUTED else settled


def _is_hollow(exact: Expression | None, number: Value | None) -> bool:
    """Whether a closed form without free names has no number: its parts cancel to 0/0, or it cannot be computed."""
    return exact is not None and number is None and not free_names(exact) and not _is_special(exact)


def _survivor(
    asked: Asked, result: Result, judgement: Judgement, answering: Answering, topics: Topics, budget: Budget
) -> Result | None:
    """Another closed form that the referee accepts in place of the one that it did not."""
    rejected = result.answer.exact if result.answer else None
    for exact, other in further_answers(asked, rejected, answering, budget):
        judged = judge(asked, exact, other, topics, budget.share(0.6))
        if judged.verdict not in (Verdict.PROVED, Verdict.SUPPORTED):
            continue
        found = Answer(exact, enclose(exact, asked.scope, budget.share(0.5), max(asked.digits, 15)))
        number = best_number(asked, found, judged.evidence)
        shown = show(rejected) if rejected is not None else "?"
        refuted = judgement.verdict is Verdict.REFUTED
        why = f"was {'rejected' if refuted else 'not confirmed'}: {judgement.detail or 'no number confirms it'}"
        message = f"SymPy's answer {shown} {why}"
        return replace(
            result,
            answer=replace(found, number=number),
            verdict=judged.verdict,
            settled=judged.verdict,
            evidence=(
                Evidence(judgement.verdict, "sympy", message),
                *(_with_number(each, number) for each in judged.evidence),
            ),
            diagnostics=(
                *judged.diagnostics,
                Diagnostic("disagreement", Severity.INFORMATION, asked.span, message),
            ),
        )
    return None


def judge(asked: Asked, exact: Expression | None, answering: Answering, topics: Topics, budget: Budget) -> Judgement:
    """The verdict on an exact answer (or on a number alone), from proofs first and from independent numbers."""
    if asked.number_only:
        return _judge_number(asked, budget)
    assert exact is not None
    parts = [
        _judge_part(each, topics, budget.share(0.6), asked.span) for each in answering.solved if each.answer is not None
    ]
    if not answering.solved:
        same = equal(asked.first, exact, asked.scope, budget.share(0.4))
        detail = "exact arithmetic"
        parts = [from_evidence((Evidence(Verdict.PROVED, "exact-arithmetic", detail),) if same else ())]
    evidence = tuple(item for part in parts for item in part.evidence)
    verdict = weakest(*(part.verdict for part in parts)) if parts else Verdict.UNDECIDED
    said = tuple(each for part in parts for each in part.diagnostics)
    compared_before = any(each.method.startswith("question:") or each.method == "sampling" for each in evidence)
    if _is_special(exact) or (compared_before and answering.solved[-1].question == asked.first):
        return replace(from_evidence(evidence), verdict=verdict, diagnostics=said)
    modulo = is_antiderivative(asked.first)
    proved = verdict is Verdict.PROVED
    labels = ("question", "answer")
    compared = compare(asked.first, bare(asked.first, exact), asked.scope, budget, modulo, labels, closely=not proved)
    evidence += compared.evidence
    if compared.verdict is Verdict.REFUTED:
        return Judgement(Verdict.REFUTED, evidence, compared.detail, compared.note)
    if verdict is Verdict.UNDECIDED and compared.verdict is Verdict.SUPPORTED:
        verdict = Verdict.SUPPORTED
    if compared.doubtful and verdict is not Verdict.PROVED:
        said += (doubt(asked.span, compared),)
    return Judgement(verdict, evidence, compared.detail, diagnostics=tuple(dict.fromkeys(said)))


def best_number(asked: Asked, answer: Answer, evidence: tuple[Evidence, ...]) -> Value | None:
    """The number to show: that of the exact form, else that of the independent route."""
    if answer.number is not None:
        return answer.number
    return next((each.value for each in evidence if each.method.startswith("question:")), None)


def _judge_part(solved: Solved, topics: Topics, budget: Budget, span: Span) -> Judgement:
    """One question inside the line: its proof, or agreeing numbers."""
    proofs = from_evidence(proof_of_answer(solved, topics, budget.share(0.7)))
    if proofs.verdict is not Verdict.UNDECIDED or solved.answer is None or _is_special(solved.answer):
        return proofs
    answer, modulo = bare(solved.question, solved.answer), is_antiderivative(solved.question)
    compared = compare(solved.question, answer, solved.scope, budget, modulo, ("question", "answer"))
    judged = from_evidence(proofs.evidence + compared.evidence)
    return replace(judged, note=compared.note, diagnostics=(doubt(span, compared),) if compared.doubtful else ())


def _judge_number(asked: Asked, budget: Budget) -> Judgement:
    value = enclose(asked.first, asked.scope, budget, asked.digits)
    rigorous = isinstance(value, Enclosure) and value.rigor is Rigor.PROVED
    verdict = Verdict.PROVED if rigorous else Verdict.UNDECIDED
    return Judgement(verdict, (Evidence(verdict, "enclosure", "a number with a proved radius", value),))


def _with_number(evidence: Evidence, number: Value | None) -> Evidence:
    """A proof of the answer with the answer's number, so that it can be shown beside the others."""
    proof = evidence.verdict is Verdict.PROVED and evidence.value is None
    return replace(evidence, value=number) if proof else evidence


def without_value(asked: Asked, exact: Expression | None) -> tuple[Diagnostic, ...]:
    """What is said of a question whose answer is that there is no finite value, unless that was expected."""
    shown = "" if exact is None else show(exact)
    questions = {
        each.function.text for each in walk(asked.first) if isinstance(each, Call) and isinstance(each.function, Name)
    }
    if shown not in ("dne", "diverges", "oo", "-oo") or any(link.operator == "=>" for link in asked.chain.links):
        return ()
    if shown == "dne":
        message = "this has no value: the one-sided limits differ, or the function oscillates"
        return (Diagnostic("does-not-exist", Severity.INFORMATION, asked.span, message),)
    if questions & {"sum", "prod", "int"}:
        message = f"this diverges{'' if shown == 'diverges' else ' to ' + shown}"
        return (Diagnostic("diverges", Severity.INFORMATION, asked.span, message),)
    return ()


def _number_alone(asked: Asked, first: Result, budget: Budget) -> Result:
    """No closed form is known: a certified number is an answer of its own."""
    try:
        value = enclose(asked.first, asked.scope, budget.share(0.8), max(asked.digits, 15))
    except OutOfTime:
        value = None
    if value is None:
        return replace(first, verdict=Verdict.UNDECIDED, settled=Verdict.UNDECIDED)
    rigorous = _is_rigorous(value)
    verdict = Verdict.PROVED if rigorous else Verdict.UNDECIDED
    detail = "no closed form is known; the number has a proved radius" if rigorous else "an estimate alone"
    evidence = (Evidence(verdict, "enclosure" if rigorous else "estimate", detail, value),)
    offered = _recognized(asked, budget) if rigorous else ()
    evidence_and_offer = evidence + offered
    return replace(first, answer=Answer(None, value), verdict=verdict, settled=verdict, evidence=evidence_and_offer)


def _without_refuted(asked: Asked, result: Result, judgement: Judgement, budget: Budget) -> Result:
    """SymPy's answer was refuted: the certified number takes its place where there is one."""
    rejected = result.answer.exact if result.answer else None
    shown = show(rejected) if rejected is not None else "?"
    refutation = next((each for each in judgement.evidence if each.verdict is Verdict.REFUTED), None)
    reason = judgement.detail or (refutation.detail if refutation is not None else "")
    evidence = (
        Evidence(Verdict.REFUTED, "sympy", f"SymPy's answer {shown} was rejected: {reason}"),
        *(each for each in judgement.evidence if each.verdict is not Verdict.REFUTED),
    )
    number = None
    if not free_names(asked.first):
        number = enclose(asked.first, asked.scope, budget.share(0.5), max(asked.digits, 15))
    certified = number is not None and _is_rigorous(number)
    message = f"SymPy's answer {shown} is wrong: {reason}"
    severity = Severity.INFORMATION if certified else Severity.WARNING
    verdict = Verdict.PROVED if certified else Verdict.UNDECIDED
    if certified:
        evidence += (Evidence(Verdict.PROVED, "enclosure", "a number with a proved radius", number),)
        evidence += _recognized(asked, budget)
    return replace(
        result,
        answer=Answer(None, number if certified else None),
        verdict=verdict,
        settled=verdict,
        evidence=evidence,
        diagnostics=(*result.diagnostics, Diagnostic("disagreement", severity, asked.span, message)),
    )


def _recognized(asked: Asked, budget: Budget) -> tuple[Evidence, ...]:
    """A closed form that has the same first digits, offered beside a number and never in its place."""
    began = time.monotonic()
    share = budget.share(0.3, 3.0)
    try:
        value = enclose(asked.first, asked.scope, share, DIGITS + 4)
        if not isinstance(value, Enclosure) or value.rigor is not Rigor.PROVED:
            return ()
        middle, radius = Decimal(value.midpoint), Decimal(value.radius)
        if abs(middle.adjusted()) > DIGITS or (radius and middle.adjusted() - radius.adjusted() <= DIGITS):
            return ()
        found = recognized(value.midpoint, share)
    except OutOfTime:
        return ()
    if found is None:
        return ()
    detail = f"its first {DIGITS} digits are those of {show(found)}, which is no proof"
    return (Evidence(Verdict.SUPPORTED, "integer-relation", detail, value, time.monotonic() - began),)


def _is_rigorous(value: Value) -> bool:
    if isinstance(value, tuple):
        return all(_is_rigorous(item) for item in value)
    if isinstance(value, Enclosure):
        return value.rigor is Rigor.PROVED
    return _is_rigorous(value.re) and _is_rigorous(value.im)


def _is_special(tree: Expression) -> bool:
    infinite = getattr(tree, "operand", tree)
    return isinstance(infinite, Name) and infinite.text in NO_VALUE | {"none", "oo"}
