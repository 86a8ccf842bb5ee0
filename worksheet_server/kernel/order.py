"""``left < right`` and its kin: enclosures where both sides are closed, signs and samples where names are free."""

from __future__ import annotations

import time
from decimal import Context, Decimal
from functools import partial

from worksheet_server.kernel.asked import Asked
from worksheet_server.kernel.enclosing import enclose
from worksheet_server.kernel.exhaustion import by_cases
from worksheet_server.kernel.judgement import Judgement
from worksheet_server.kernel.numbers import LEAST_POINTS, POINTS, compare, counterexample_text, text
from worksheet_server.kernel.points import at_point, points
from worksheet_server.kernel.proving import proof_of_equality
from worksheet_server.kernel.topics import Topics
from worksheet_server.symbolic.to_sympy import to_sympy
from worksheet_server.syntax.binding import free_names
from worksheet_server.syntax.tree import Expression
from worksheet_server.values.answers import Enclosure, Evidence, Rigor, Value, Verdict
from worksheet_server.values.budget import Budget, OutOfTime

_EXACTLY = Context(prec=200, Emax=10**15, Emin=-(10**15))
_DENIED = {"<": "≥", "<=": ">"}
_OPPOSITE = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


def judge(
    asked: Asked, left: Expression, operator: str, right: Expression, topics: Topics, budget: Budget
) -> Judgement:
    """The verdict on an inequality or on ``!=``."""
    names = tuple(dict.fromkeys(free_names(left) + free_names(right)))
    if operator == "!=":
        return _different(asked, left, right, topics, budget)
    if operator in (">", ">="):
        return judge(asked, right, _OPPOSITE[operator], left, topics, budget)
    if not names:
        return _closed(asked, left, operator, right, topics, budget)
    if _by_sign(asked, left, operator, right, budget.share(0.3)):
        detail = "the sign of the difference follows from the assumptions"
        return Judgement(Verdict.PROVED, (Evidence(Verdict.PROVED, "sign-of-difference", detail),), detail)
    cases = by_cases(left, right, asked.scope, budget.share(0.4), partial(_holds, operator))
    return cases if cases is not None else _sampled(asked, left, operator, right, names, budget)


def _closed(
    asked: Asked, left: Expression, operator: str, right: Expression, topics: Topics, budget: Budget
) -> Judgement:
    first, second = (enclose(each, asked.scope, budget.share(0.4), 20) for each in (left, right))
    holds = _holds(operator, first, second)
    if holds is None and operator == "<=" and proof_of_equality(left, right, asked.scope, topics, budget):
        return Judgement(Verdict.PROVED, (Evidence(Verdict.PROVED, "canonical-form", "the sides are equal"),))
    if holds is None or first is None or second is None:
        return Judgement(Verdict.UNDECIDED)
    rigorous = all(isinstance(each, Enclosure) and each.rigor is Rigor.PROVED for each in (first, second))
    detail = f"{text(first)} {operator if holds else _DENIED[operator]} {text(second)}"
    if holds:
        verdict = Verdict.PROVED if rigorous else Verdict.SUPPORTED
        return Judgement(verdict, (Evidence(verdict, "enclosure", detail, first),), detail)
    verdict = Verdict.REFUTED if rigorous else Verdict.UNDECIDED
    opposite = _DENIED[operator]
    return Judgement(
        verdict,
        (Evidence(verdict, "enclosure", detail, first),),
        detail,
        f"{text(first, 6)} {opposite} {text(second, 6)}",
    )


def _different(asked: Asked, left: Expression, right: Expression, topics: Topics, budget: Budget) -> Judgement:
    evidence = proof_of_equality(left, right, asked.scope, topics, budget.share(0.4))
    if any(each.verdict is Verdict.PROVED for each in evidence):
        return Judgement(Verdict.REFUTED, evidence, "the sides are equal", "the sides are equal")
    if free_names(left) or free_names(right):
        return Judgement(Verdict.UNDECIDED)
    compared = compare(left, right, asked.scope, budget)
    if compared.verdict is Verdict.REFUTED:
        return Judgement(
            Verdict.PROVED, (Evidence(Verdict.PROVED, "disjoint-enclosures", compared.detail),), compared.detail
        )
    return Judgement(Verdict.UNDECIDED)


def _by_sign(asked: Asked, left: Expression, operator: str, right: Expression, budget: Budget) -> bool:
    try:
        with budget.enforce():
            first, second = to_sympy(left, asked.scope, budget), to_sympy(right, asked.scope, budget)
            if first is None or second is None:
                return False
            difference = second - first
            return bool(difference.is_positive if operator == "<" else difference.is_nonnegative)
    except (OutOfTime, TypeError, AttributeError):
        return False


def _sampled(
    asked: Asked, left: Expression, operator: str, right: Expression, names: tuple[str, ...], budget: Budget
) -> Judgement:
    began = time.monotonic()
    held = 0
    for point in points(names, asked.scope, budget, 2 * POINTS):
        there = at_point(asked.scope, point)
        first, second = (enclose(each, there, budget.share(0.2), 12) for each in (left, right))
        holds = _holds(operator, first, second)
        if holds is None or first is None or second is None:
            continue
        if not holds:
            if not all(isinstance(each, Enclosure) and each.rigor is Rigor.PROVED for each in (first, second)):
                continue
            shown = f"{counterexample_text(point)}: {text(first, 6)} {_DENIED[operator]} {text(second, 6)}"
            evidence = Evidence(Verdict.REFUTED, "counterexample", shown, seconds=time.monotonic() - began)
            return Judgement(Verdict.REFUTED, (evidence,), f"at {shown}", shown)
        held += 1
    if held < LEAST_POINTS:
        return Judgement(Verdict.UNDECIDED)
    detail = f"it holds at {held} points"
    return Judgement(
        Verdict.SUPPORTED, (Evidence(Verdict.SUPPORTED, "sampling", detail, seconds=time.monotonic() - began),), detail
    )


def _holds(operator: str, first: Value | None, second: Value | None) -> bool | None:
    """Whether the numbers decide ``first < second`` (or ``<=``)."""
    if not isinstance(first, Enclosure) or not isinstance(second, Enclosure):
        return None
    if "oo" in first.midpoint + second.midpoint:
        return None
    one, other = Decimal(first.midpoint), Decimal(second.midpoint)
    reach = _EXACTLY.add(Decimal(first.radius), Decimal(second.radius))
    ahead, behind = _EXACTLY.subtract(other, one), _EXACTLY.subtract(one, other)
    if ahead > reach or (operator == "<=" and ahead >= reach):
        return True
    if behind > reach or (operator == "<" and ahead <= 0 and reach == 0):
        return False
    return None
