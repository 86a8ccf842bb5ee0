"""Whether an answer is right, judged from its text, by the rules of the corpus README."""

from __future__ import annotations

from dataclasses import dataclass

from mpmath import mp

from benchmarks.referee.agreement import CERTAIN, agree_everywhere, derivative_is_integrand, magnitude, value_of
from benchmarks.referee.cases import Case, Unreadable, read
from benchmarks.referee.jets import Unknown
from benchmarks.referee.shown import Shown
from worksheet_server.syntax.binding import free_names
from worksheet_server.syntax.tree import Expression

DIGITS = 50
NO_VALUE = frozenset({"dne", "diverges"})
_CLOSE = "1e-12"
_WIDEST = "1e-3"


@dataclass(frozen=True, slots=True)
class Grade:
    """``right`` is ``None`` where there is no answer, or where the grader cannot say; ``why`` says more."""

    right: bool | None
    why: str = ""


NOTHING = Grade(None, "no answer")


def grade(case: Case, shown: Shown) -> Grade:
    """Whether what is shown for a question is right."""
    with mp.workdps(DIGITS):
        return _grade(case, shown)


def _grade(case: Case, shown: Shown) -> Grade:
    if shown.exact in NO_VALUE or case.value in NO_VALUE:
        return _without_value(case, shown)
    number = _grade_number(case, shown)
    if number.right is False or shown.exact is None:
        return number
    exact = grade_exact(case, shown.exact)
    return number if exact.right is None and number.right and not exact.why.startswith("no text") else exact


def grade_exact(case: Case, text: str) -> Grade:
    """Whether an exact form is right."""
    try:
        answer = read(text, case.names)
        if case.kind == "indefinite_integral":
            return Grade(*derivative_is_integrand(case, answer))
        if case.number is not None:
            return _same_number(answer, case.number)
        if case.value is None:
            return Grade(None, "there is nothing to compare with")
        expected = read(case.value, case.names)
        if not free_names(expected) and not free_names(answer):
            return _same_number(answer, expected)
        return Grade(*agree_everywhere(case, answer, expected))
    except Unreadable:
        return Grade(None, f"no text of the language: {text}")
    except Unknown as reason:
        return Grade(None, f"cannot be graded: {reason}")


def _without_value(case: Case, shown: Shown) -> Grade:
    """Questions that have no finite value, and answers that say so."""
    given = shown.exact or shown.number
    if given is None:
        return NOTHING
    if given == case.value:
        return Grade(True)
    infinite = {"oo", "-oo"}
    if case.value == "diverges" and given in infinite:
        return Grade(True)
    if given == "diverges" and case.value in infinite and case.kind != "limit":
        return Grade(True)
    return Grade(False, f"{given} instead of {case.value}")


def _grade_number(case: Case, shown: Shown) -> Grade:
    if shown.number is None:
        return NOTHING
    if shown.number in ("oo", "-oo"):
        right = case.value == shown.number
        return Grade(right, "" if right else f"{shown.number} instead of {case.value or case.number}")
    if case.number is None:
        return NOTHING if case.value not in ("oo", "-oo") else Grade(False, f"{shown.number} instead of {case.value}")
    midpoint, radius, expected = mp.mpf(shown.number), mp.mpf(shown.radius), mp.mpf(case.number)
    if radius > mp.mpf(_WIDEST) * (magnitude(expected) or 1):
        return Grade(None, f"the radius {shown.radius} is too wide")
    off = abs(mp.mpc(midpoint, mp.mpf(shown.imaginary)) - expected)
    right = bool(off <= radius + mp.mpf(_CLOSE) * abs(expected))
    return Grade(right, "" if right else f"{shown.number} ± {shown.radius} instead of {case.number}")


def _same_number(answer: Expression, given: Expression | str) -> Grade:
    why = ""
    for digits in (DIGITS, *CERTAIN):
        with mp.workdps(digits):
            value, expected = value_of(answer), mp.mpf(given) if isinstance(given, str) else value_of(given)
            # A zero must be one at this precision.
            room = mp.mpf(_CLOSE) * abs(expected) if expected else mp.mpf(10) ** (-DIGITS // 2)
            infinite = mp.isinf(value) or mp.isinf(expected)
            if value == expected if infinite else abs(value - expected) <= room:
                return Grade(True)
            why = why or f"{mp.nstr(value, 15)} instead of {mp.nstr(expected, 15)}"
    return Grade(False, why)
