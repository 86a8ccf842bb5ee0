"""Proof of an equality: by the topics that own its questions, and by canonical forms of what remains."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from worksheet_server.kernel.answering import Answering, Solved, inside, is_question
from worksheet_server.kernel.topics import Topics
from worksheet_server.symbolic.to_sympy import to_sympy
from worksheet_server.symbolic.zero import proves_equal
from worksheet_server.syntax.binding import free_names
from worksheet_server.syntax.shapes import in_variable, is_call_of
from worksheet_server.syntax.tree import Binary, Call, Derivative, Expression, Matrix, Name, Number, Range, Vector, walk
from worksheet_server.values.answers import Evidence, Verdict, weakest
from worksheet_server.values.budget import Budget, OutOfTime
from worksheet_server.values.claims import Claim
from worksheet_server.values.scope import Scope


def topic_evidence(claim: Claim, scope: Scope, topics: Topics, budget: Budget) -> tuple[Evidence, ...]:
    """What the topics say about a claim; the first proof ends the round."""
    found: list[Evidence] = []
    began = time.monotonic()
    try:
        with budget.enforce():
            for topic, evidence in topics.ask("gather_evidence", claim=claim, scope=scope, budget=budget):
                if not isinstance(evidence, Evidence):
                    topics.failures.note(
                        topic, "gather_evidence", TypeError("it returned something else than Evidence")
                    )
                    continue
                found.append(replace(evidence, seconds=time.monotonic() - began))
                if evidence.verdict in (Verdict.PROVED, Verdict.REFUTED):
                    break
    except OutOfTime:
        found.append(
            Evidence(Verdict.UNDECIDED, "proof", "no proof was found in time", seconds=time.monotonic() - began)
        )
    return tuple(found)


def proof_of_answer(solved: Solved, topics: Topics, budget: Budget) -> tuple[Evidence, ...]:
    """The evidence that one question has the answer that the exact route gave."""
    if solved.answer is None:
        return ()
    if solved.answer == solved.question:
        return (Evidence(Verdict.PROVED, "own-name", "nothing more is known of this function than its name"),)
    return topic_evidence(
        Claim(solved.question, "=", bare(solved.question, solved.answer)), solved.scope, topics, budget
    )


def proof_of_equality(
    left: Expression, right: Expression, scope: Scope, topics: Topics, budget: Budget
) -> tuple[Evidence, ...]:
    """Evidence for ``left = right``, proofs first; empty where none was found.

    Both sides are unfolded; a constant of integration is already taken off.
    """
    for question, value in ((left, right), (right, left)):
        if is_question(question, scope):
            evidence = topic_evidence(Claim(question, "=", value), scope, topics, budget.share(0.5))
            if any(each.verdict in (Verdict.PROVED, Verdict.REFUTED) for each in evidence):
                return evidence
    termwise = _term_by_term(left, right, scope, topics, budget.share(0.4))
    if termwise:
        return termwise
    began = time.monotonic()
    sides = (_certain(left, scope, topics, budget.share(0.5)), _certain(right, scope, topics, budget.share(0.7)))
    if sides[0] is None or sides[1] is None:
        return ()
    if not equal(sides[0].tree, sides[1].tree, scope, budget):
        return ()
    verdict = weakest(sides[0].verdict, sides[1].verdict)
    evidence = sides[0].evidence + sides[1].evidence
    if verdict is not Verdict.PROVED:
        return evidence
    detail = "both sides have the same canonical form"
    return (*evidence, Evidence(Verdict.PROVED, "canonical-form", detail, seconds=time.monotonic() - began))


def _term_by_term(
    left: Expression, right: Expression, scope: Scope, topics: Topics, budget: Budget
) -> tuple[Evidence, ...]:
    """Two sums (products, integrals) over the same range with equal terms.

    A finite sum is differentiated term by term.
    """
    first, second = _series(left, scope), _series(right, scope)
    if (
        first is None
        or second is None
        or first.function != second.function
        or first.arguments[1] != second.arguments[1]
    ):
        return ()
    within = inside(first, scope)
    evidence = proof_of_equality(first.arguments[0], second.arguments[0], within, topics, budget)  # type: ignore[arg-type]
    if not any(each.verdict is Verdict.PROVED for each in evidence):
        return ()
    return (
        *evidence,
        Evidence(Verdict.PROVED, "term-by-term", "both sides run over the same range and have equal terms"),
    )


def _series(tree: Expression, scope: Scope) -> Call | None:
    """A sum, product or integral over one range; the derivative of a finite sum as the sum of derivatives."""
    if isinstance(tree, Derivative):
        inner = _series(tree.body, scope)
        if inner is None or inner.function != Name("sum"):
            return None
        term, over = inner.arguments
        assert isinstance(over, Range)
        variables = {each.text for each in tree.variables}
        if Name("oo") in tuple(walk(over)) or variables & {
            over.name.text,
            *free_names(over.lower),
            *free_names(over.upper),
        }:
            return None
        return Call(inner.function, (replace(tree, body=term), over))  # type: ignore[arg-type]
    is_call = isinstance(tree, Call) and tree.function in (Name("sum"), Name("prod"), Name("int"))
    if (
        not is_call
        or not isinstance(tree, Call)
        or len(tree.arguments) != 2
        or not isinstance(tree.arguments[1], Range)
    ):
        return None
    return tree


def equal(left: Expression, right: Expression, scope: Scope, budget: Budget) -> bool:
    """Whether two trees without questions are proved to be equal, entry by entry."""
    if left == right:
        return True
    pairs = _entries(left, right)
    if pairs is not None:
        return all(equal(first, second, scope, budget) for first, second in pairs)
    try:
        with budget.enforce():
            first, second = to_sympy(left, scope, budget), to_sympy(right, scope, budget)
            return (
                first is not None
                and second is not None
                and (bool(first == second) or proves_equal(first, second, budget) is True)
            )
    except OutOfTime:
        return False


def is_antiderivative(tree: Expression) -> bool:
    """Whether a tree is ``int(f, x)``: a function up to a constant on each interval of its domain."""
    return is_call_of(tree, "int") and in_variable(tree) is not None


def bare(question: Expression, answer: Expression) -> Expression:
    """The answer to an antiderivative without its ``+ C``; any other answer as it is."""
    return without_constant(answer) if is_antiderivative(question) else answer


def without_constant(tree: Expression) -> Expression:
    """A tree with the constant of integration taken off: ``F + C`` becomes ``F``."""
    match tree:
        case Name("C"):
            return Number("0")
        case Binary("+", other, Name("C")) | Binary("+", Name("C"), other):
            return other
    return tree


def proved_value(tree: Expression, scope: Scope, topics: Topics, budget: Budget) -> Expression | None:
    """The closed form of a side where every answer in it is proved, else ``None``."""
    found = _certain(tree, scope, topics, budget)
    return found.tree if found is not None and found.verdict is Verdict.PROVED else None


@dataclass(frozen=True, slots=True)
class _Certain:
    tree: Expression
    verdict: Verdict
    evidence: tuple[Evidence, ...]


def _certain(tree: Expression, scope: Scope, topics: Topics, budget: Budget) -> _Certain | None:
    """A side with its questions answered, and how sure those answers are."""
    answering = Answering(scope, budget.share(0.5))
    answer = answering.answer(tree)
    if answer is None:
        return None
    evidence: list[Evidence] = []
    verdicts = [Verdict.PROVED]
    for solved in answering.solved:
        found = proof_of_answer(solved, topics, budget)
        evidence += found
        verdicts.append(max((each.verdict for each in found), key=_SURENESS.index, default=Verdict.UNDECIDED))
    return _Certain(answer, weakest(*verdicts), tuple(evidence))


_SURENESS = (Verdict.REFUTED, Verdict.UNDECIDED, Verdict.SUPPORTED, Verdict.PROVED)


def _entries(left: Expression, right: Expression) -> list[tuple[Expression, Expression]] | None:
    if isinstance(left, Vector) and isinstance(right, Vector) and len(left.items) == len(right.items):
        return list(zip(left.items, right.items, strict=True))
    if (
        isinstance(left, Matrix)
        and isinstance(right, Matrix)
        and [len(row) for row in left.rows] == [len(row) for row in right.rows]
    ):
        return [pair for rows in zip(left.rows, right.rows, strict=True) for pair in zip(*rows, strict=True)]
    return None
