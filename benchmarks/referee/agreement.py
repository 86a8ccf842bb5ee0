"""Two expressions at many points, and an antiderivative against its integrand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mpmath import mp

from benchmarks.referee.cases import Case
from benchmarks.referee.jets import Jet, Unknown, real
from benchmarks.referee.points import ANTIDERIVATIVE_AT, allowed, points
from benchmarks.referee.values import UNDEFINED, Point, evaluate
from worksheet_server.syntax.binding import free_names
from worksheet_server.syntax.tree import Call, Expression, Name

POINTS = 12
FEWEST = 3
_CLOSE = "1e-12"
CERTAIN = (100, 400)
"""The digits with which a difference is looked at again: it may come from cancellation alone."""


def value_of(tree: Expression) -> Any:
    """The number that a closed form is, ``nan`` for an undefined one; raises ``Unknown`` where the grader has none."""
    try:
        return evaluate(tree, {}).value
    except ZeroDivisionError:
        return mp.nan
    except UNDEFINED as reason:
        raise Unknown(str(reason) or type(reason).__name__) from None


def magnitude(value: Any) -> Any:
    """How large a number is; infinity has no magnitude here."""
    return mp.mpf(0) if mp.isinf(value) else abs(value)


def agree_everywhere(case: Case, answer: Expression, expected: Expression) -> tuple[bool | None, str]:
    """Whether two expressions agree at points inside the assumptions where the expected one is real."""
    names = tuple(dict.fromkeys(free_names(expected) + free_names(answer) + _parameters(case)))
    compared = 0
    for point in points(case, names, 2 * POINTS):
        outcome = _agree(case, answer, expected, point)
        if outcome is False:
            return False, f"at {_text(point)}: {_shown(answer, point)} instead of {_shown(expected, point)}"
        compared += outcome is True
        if compared == POINTS:
            break
    return (True, "") if compared >= FEWEST else (None, f"only {compared} points can be compared")


def derivative_is_integrand(case: Case, answer: Expression) -> tuple[bool | None, str]:
    """Whether the derivative of an antiderivative is the integrand, at points on both sides of 0."""
    question = case.question
    if not (isinstance(question, Call) and len(question.arguments) == 2 and isinstance(question.arguments[1], Name)):
        raise Unknown("not an integral alone")
    integrand: Any = question.arguments[0]
    variable = question.arguments[1].text
    outcomes = {True: 0, None: 0}
    for point in _along(case, variable, tuple(name for name in free_names(integrand) if name != variable)):
        outcome = _is_derivative(answer, integrand, variable, point)
        if outcome is False:
            found = _slope(answer, variable, point)
            return False, f"at {_text(point)}: the derivative is {found}, not {_shown(integrand, point)}"
        outcomes[outcome] += 1
        if outcomes[True] == POINTS:
            break
    return (True, "") if outcomes[True] >= FEWEST else (None, f"only {outcomes[True]} points can be compared")


def close(first: Any, second: Any) -> bool:
    """Whether two finite numbers agree to twelve digits."""
    return bool(abs(first - second) <= mp.mpf(_CLOSE) * max(abs(first), abs(second), mp.mpf(10) ** (-mp.dps // 2)))


def _agree(case: Case, answer: Expression, expected: Expression, point: Point) -> bool | None:
    """``None`` where the expected value is not real, or where one of the two has no value."""
    found: Any = None
    right: Any = None
    for digits in (mp.dps, *CERTAIN):
        with mp.workdps(digits):
            try:
                right, found = real(evaluate(expected, point).value), evaluate(answer, point).value
            except UNDEFINED:
                return None
            if mp.isnan(right) or mp.isnan(found):
                return None
            if mp.isinf(right) or mp.isinf(found):
                return bool(right == found)
            if close(found, right):
                return True
    return _arbiter(case, found, right, point)


def _arbiter(case: Case, found: Any, expected: Any, point: Point) -> bool:
    """A formula may hold on part of its domain only: where two differ, the question itself is evaluated."""
    try:
        with mp.workdps(20):
            truth = evaluate(case.question, point).value
            near, far = abs(truth - found), abs(truth - expected)
            return bool(near <= mp.mpf("1e-8") * abs(found) and 10 * near < far)
    except UNDEFINED:
        return False


def _is_derivative(answer: Expression, integrand: Expression, variable: str, point: Point) -> bool | None:
    """``None`` where the integrand is not real and finite, or where a side cannot be evaluated."""
    for digits in (mp.dps, *CERTAIN):
        with mp.workdps(digits):
            try:
                expected = real(evaluate(integrand, point).value)
                slope = evaluate(answer, {**point, variable: Jet(point[variable].value, mp.mpf(1))}).slope
            except UNDEFINED:
                return None
            if not (mp.isfinite(expected) and mp.isfinite(slope)):
                return None
            if close(slope, expected):
                return True
    return False


def _along(case: Case, variable: str, parameters: tuple[str, ...]) -> Iterator[Point]:
    """Points on both sides of 0, each with parameters inside the assumptions."""
    others = list(points(case, parameters, POINTS)) or [{}]
    for index, text in enumerate(ANTIDERIVATIVE_AT):
        point = {"C": Jet(mp.mpf(0)), **others[index % len(others)], variable: Jet(mp.mpf(text))}
        if allowed(case.conditions, point):
            yield point


def _parameters(case: Case) -> tuple[str, ...]:
    return free_names(case.question)


def _text(point: Point) -> str:
    return ", ".join(f"{name}={mp.nstr(jet.value, 6)}" for name, jet in point.items() if name != "C")


def _shown(tree: Expression, point: Point) -> str:
    return str(mp.nstr(evaluate(tree, point).value, 12))


def _slope(tree: Expression, variable: str, point: Point) -> str:
    return str(mp.nstr(evaluate(tree, {**point, variable: Jet(point[variable].value, mp.mpf(1))}).slope, 12))
