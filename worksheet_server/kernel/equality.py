"""``left = right``: a proof, a counterexample, or agreeing numbers."""

from __future__ import annotations

from dataclasses import replace

from worksheet_server.kernel.answering import NO_VALUE, Answering, has_question
from worksheet_server.kernel.asked import Asked
from worksheet_server.kernel.domains import partial_domain
from worksheet_server.kernel.exhaustion import by_cases, same_number
from worksheet_server.kernel.judgement import Judgement, from_evidence
from worksheet_server.kernel.numbers import compare, doubt
from worksheet_server.kernel.proving import equal, is_antiderivative, proof_of_equality, proved_value, without_constant
from worksheet_server.kernel.topics import Topics
from worksheet_server.syntax.printer import show
from worksheet_server.syntax.tree import Expression, Name, Unary
from worksheet_server.values.answers import Evidence, Result, Verdict
from worksheet_server.values.budget import Budget

_ALSO = {"diverges": ("oo", "-oo", "dne"), "dne": ("diverges",)}
"""Answers that satisfy an expected one: what diverges without a limit does not exist, and the other way round."""


def judge(
    asked: Asked, left: Expression, right: Expression, known: Result | None, topics: Topics, budget: Budget
) -> Judgement:
    """The verdict on ``left = right``; ``known`` is what is already known of the left side's answer."""
    judged = _judge(asked, left, right, known, topics, budget.share(0.8))
    if judged.verdict not in (Verdict.PROVED, Verdict.SUPPORTED) or _special(right) or _special(left):
        return judged
    modulo = is_antiderivative(left)
    bare_right = without_constant(right) if modulo else right
    partial = partial_domain(left, bare_right, asked.scope, asked.span, budget.share(0.5, 1.0), modulo)
    return replace(judged, diagnostics=judged.diagnostics + partial)


def _judge(
    asked: Asked, left: Expression, right: Expression, known: Result | None, topics: Topics, budget: Budget
) -> Judgement:
    exact = known.answer.exact if known is not None and known.answer is not None else None
    if _special(right) or _special(left) or (exact is not None and _special(exact)):
        return _judge_special(asked, left, right, exact, known, topics, budget)
    constant = is_antiderivative(left) or is_antiderivative(right)
    if constant:
        left, right = without_constant(left), without_constant(right)
        exact = None if exact is None else without_constant(exact)
    judged_before = known is not None and known.settled in (Verdict.PROVED, Verdict.SUPPORTED)
    if judged_before and exact is not None and not has_question(right, asked.scope):
        assert known is not None
        assert known.settled is not None
        # The answer to the left side was judged already; what remains is whether the right side is that answer.
        if equal(exact, right, asked.scope, budget.share(0.3)):
            return Judgement(known.settled, known.evidence, "it equals the answer")
    evidence = proof_of_equality(left, right, asked.scope, topics, budget.share(0.6))
    judged = from_evidence(evidence)
    if judged.verdict is Verdict.PROVED:
        return judged
    if judged.verdict is Verdict.REFUTED:
        return replace(judged, note=judged.detail)
    cases = None if constant else by_cases(left, right, asked.scope, budget.share(0.5), same_number)
    if cases is not None and cases.verdict is Verdict.PROVED:
        return cases
    compared = compare(left, right, asked.scope, budget, modulo=constant)
    if compared.verdict is Verdict.REFUTED:
        return Judgement(Verdict.REFUTED, compared.evidence, compared.detail, compared.note)
    if compared.verdict is Verdict.UNDECIDED and known is not None and exact is not None and not constant:
        compared = compare(exact, right, asked.scope, budget)
        if compared.verdict is Verdict.REFUTED and known.settled is not Verdict.PROVED:
            return Judgement(
                Verdict.UNDECIDED, compared.evidence, "the closed form found differs, but it is not proved"
            )
        if compared.verdict is Verdict.REFUTED:
            return Judgement(Verdict.REFUTED, compared.evidence, compared.detail, compared.note)
        if compared.verdict is Verdict.SUPPORTED and known.settled is not Verdict.UNDECIDED:
            return Judgement(Verdict.SUPPORTED, compared.evidence, compared.detail)
        return Judgement(Verdict.UNDECIDED, compared.evidence)
    if compared.verdict is Verdict.UNDECIDED and known is None and not constant:
        refuted = _without_value(asked, left, topics, budget) or _refuted_by_values(asked, left, right, topics, budget)
        if refuted is not None:
            return refuted
    diagnostics = (doubt(asked.span, compared),) if compared.doubtful else ()
    verdict = (
        Verdict.SUPPORTED
        if Verdict.SUPPORTED in (judged.verdict, compared.verdict) and not compared.doubtful
        else Verdict.UNDECIDED
    )
    return Judgement(verdict, evidence + compared.evidence, compared.detail, diagnostics=diagnostics)


def _without_value(asked: Asked, left: Expression, topics: Topics, budget: Budget) -> Judgement | None:
    """A left side that is proved to have no finite value equals no number."""
    if not has_question(left, asked.scope):
        return None
    found = Answering(asked.scope, budget.share(0.4)).answer(left)
    if found is None or not _special(found):
        return None
    evidence = proof_of_equality(left, found, asked.scope, topics, budget)
    if from_evidence(evidence).verdict is not Verdict.PROVED:
        return None
    detail = f"the left side is {show(found)}"
    return Judgement(Verdict.REFUTED, (*evidence, Evidence(Verdict.REFUTED, "no-value", detail)), detail, detail)


def _refuted_by_values(
    asked: Asked, left: Expression, right: Expression, topics: Topics, budget: Budget
) -> Judgement | None:
    """Sides whose closed forms are proved differ where the numbers of the closed forms do."""
    values = [proved_value(each, asked.scope, topics, budget.share(0.4)) for each in (left, right)]
    if values[0] is None or values[1] is None:
        return None
    compared = compare(values[0], values[1], asked.scope, budget)
    if compared.verdict is not Verdict.REFUTED:
        return None
    return Judgement(Verdict.REFUTED, compared.evidence, compared.detail, compared.note)


def _special(tree: Expression) -> str:
    """``dne``, ``diverges``, ``none``, ``oo`` or ``-oo``, or nothing."""
    sign, inner = ("-", tree.operand) if isinstance(tree, Unary) and tree.operator == "-" else ("", tree)
    if isinstance(inner, Name) and inner.text in NO_VALUE | {"none", "oo"}:
        return sign + inner.text
    return ""


def _judge_special(
    asked: Asked,
    left: Expression,
    right: Expression,
    exact: Expression | None,
    known: Result | None,
    topics: Topics,
    budget: Budget,
) -> Judgement:
    """An answer that is no number: it must be named exactly, but ``oo`` satisfies ``diverges``."""
    if _special(left):
        found: Expression | None = left
    else:
        found = exact if exact is not None else Answering(asked.scope, budget.share(0.4)).answer(left)
    wanted = _special(right) or show(right)
    shown = _special(found) if found is not None else ""
    if found is not None and (shown == wanted or shown in _ALSO.get(wanted, ())):
        settled = known.settled if known is not None and known.settled is not None else None
        if settled is None or settled is Verdict.UNDECIDED:
            evidence = proof_of_equality(left, found, asked.scope, topics, budget)
            settled = from_evidence(evidence).verdict
            return Judgement(settled, evidence)
        return Judgement(settled, known.evidence if known else ())
    if found is not None and known is not None and known.settled is Verdict.PROVED:
        detail = f"the answer is {show(found)}"
        return Judgement(
            Verdict.REFUTED, (Evidence(Verdict.REFUTED, "proved-answer", detail),), detail, f"= {show(found)}"
        )
    return Judgement(Verdict.UNDECIDED, detail="")
