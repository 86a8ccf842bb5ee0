"""The one counter in which every case ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from benchmarks.referee.cases import Case
from benchmarks.referee.grade import Grade, grade, grade_exact
from benchmarks.referee.shown import Shown


class Counter(StrEnum):
    """See the corpus README."""

    WRONG_PROVED = "shown wrong, proved"
    WRONG_SUPPORTED = "shown wrong, supported"
    WRONG_UNDECIDED = "shown wrong, undecided"
    REFUTED_RIGHT = "refuted right"
    CAUGHT = "caught"
    CORRECTED = "corrected"
    PROVED = "proved"
    SUPPORTED = "supported"
    UNDECIDED = "undecided"
    NO_ANSWER = "no answer"
    OUT_OF_TIME = "out of time"


FORBIDDEN = (Counter.WRONG_PROVED, Counter.WRONG_SUPPORTED, Counter.REFUTED_RIGHT)
SURE = ("proved", "supported")
_REJECTED = re.compile(r"answer (.+?) (?:was rejected|is wrong)")
_WRONG = {"proved": Counter.WRONG_PROVED, "supported": Counter.WRONG_SUPPORTED, "refuted": Counter.CAUGHT}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case, what was shown for it, and what became of it.  ``right`` is ``None`` where nothing can be said."""

    case: Case
    shown: Shown
    counter: Counter
    right: bool | None
    why: str = ""

    @property
    def is_sure(self) -> bool:
        """Whether a right answer is shown as proved or supported."""
        return self.right is True and self.shown.verdict in SURE


def outcome(case: Case, shown: Shown) -> Outcome:
    """What became of a case."""
    if case.truth is not None:
        return Outcome(case, shown, _of_claim(case.truth, shown), case.truth)
    judged = grade(case, shown)
    if judged.right is not False and (rejected := _rejected_right(case, shown)) is not None:
        return Outcome(case, shown, Counter.REFUTED_RIGHT, judged.right, f"rejected although right: {rejected}")
    return Outcome(case, shown, _of_answer(case, shown, judged), judged.right, judged.why)


def _of_claim(truth: bool, shown: Shown) -> Counter:
    verdict = shown.verdict
    if verdict is None:
        return Counter.OUT_OF_TIME if shown.stopped else Counter.NO_ANSWER
    if verdict == "undecided" and shown.stopped:
        return Counter.OUT_OF_TIME
    if truth:
        return Counter.REFUTED_RIGHT if verdict == "refuted" else Counter(verdict)
    return _WRONG.get(verdict, Counter.WRONG_UNDECIDED)


def _of_answer(case: Case, shown: Shown, judged: Grade) -> Counter:
    verdict = shown.verdict or "undecided"
    if judged.right is False:
        return _WRONG.get(verdict, Counter.WRONG_UNDECIDED)
    if verdict not in SURE and shown.stopped:
        return Counter.OUT_OF_TIME
    if judged.right is None:
        return Counter.NO_ANSWER
    if verdict == "refuted":
        return Counter.REFUTED_RIGHT
    if case.set == "sympy_wrong" and shown.refuted and verdict in SURE:
        return Counter.CORRECTED
    return Counter(verdict)


def _rejected_right(case: Case, shown: Shown) -> str | None:
    """An answer that the evidence rejects although it is right."""
    texts = {match[1] for sentence in shown.refuted if (match := _REJECTED.search(sentence))}
    return next((text for text in sorted(texts) if grade_exact(case, text).right), None)
