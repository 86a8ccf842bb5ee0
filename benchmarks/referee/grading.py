"""Grading many answers at once, each within a limit of time."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from types import FrameType

from benchmarks.referee.cases import Case
from benchmarks.referee.grade import Grade, grade
from benchmarks.referee.outcomes import Counter, Outcome, outcome
from benchmarks.referee.shown import Shown

SECONDS = 60
_PROCESSES = 2


class TooSlow(BaseException):
    """The grader gave up; not an ``Exception``, so that no library swallows it."""


def outcomes(cases: Sequence[Case], shown: Sequence[Shown]) -> list[Outcome]:
    """The outcome of each case; one that cannot be graded in time counts as no answer, and says so."""
    with ProcessPoolExecutor(_PROCESSES, get_context("spawn")) as pool:
        return list(pool.map(_limited, cases, shown, chunksize=4))


def _limited(case: Case, shown: Shown) -> Outcome:
    try:
        with _limit(SECONDS):
            return outcome(case, shown)
    except TooSlow:
        return Outcome(case, shown, Counter.NO_ANSWER, None, "cannot be graded: it takes too long")
    except Exception as error:  # One case that trips the grader must not cost a run of many minutes.
        return Outcome(case, shown, Counter.NO_ANSWER, None, f"cannot be graded: {type(error).__name__}: {error}")


def limited_grade(case: Case, shown: Shown) -> Grade:
    """The grade of one answer, if it can be had in time."""
    try:
        with _limit(SECONDS):
            return grade(case, shown)
    except TooSlow:
        return Grade(None, "cannot be graded: it takes too long")


@contextmanager
def _limit(seconds: int) -> Iterator[None]:
    def give_up(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
