"""What the project holds its referee to, measured."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.referee.outcomes import FORBIDDEN, SURE, Counter, Outcome
from benchmarks.referee.sympy_record import Record

_UNBOUNDED = re.compile(r"\boo\b|\blim\(")


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure beside what it must be; ``passed`` is ``None`` where no case of the run bears on it."""

    name: str
    found: str
    passed: bool | None

    def __str__(self) -> str:
        sign = {True: "pass", False: "FAIL", None: "  – "}[self.passed]
        return f"{sign}  {self.name}: {self.found}"


def goals(outcomes: Sequence[Outcome], records: Mapping[str, Record]) -> list[Goal]:
    """Every figure of the project's goals."""
    by_set = {name: [each for each in outcomes if each.case.set == name] for name in {o.case.set for o in outcomes}}
    claims = by_set.get("claims", [])
    false = [each for each in claims if each.case.truth is False]
    finite = [each for each in false if not _UNBOUNDED.search(each.case.line)]
    true = [each for each in claims if each.case.truth]
    answers = [each for each in outcomes if each.case.truth is None and each.right]
    return [
        *(_none(counter, outcomes) for counter in FORBIDDEN),
        _share("sympy_wrong: right and proved or supported", by_set.get("sympy_wrong", []), _sure, 80),
        _no_wrong_answer(by_set.get("sympy_wrong", [])),
        _share("textbook: right and proved or supported", by_set.get("textbook", []), _sure, 92),
        _share("rubi: right and proved or supported (aim 80%)", by_set.get("rubi", []), _sure, 72),
        _share("numeric_traps: right and proved or supported", by_set.get("numeric_traps", []), _sure, 90),
        _share("claims: false ones refuted", false, _caught, 95),
        _share("claims: false ones refuted, without limits and infinities", finite, _caught, 99),
        _share("claims: true ones proved or supported", true, lambda each: each.shown.verdict in SURE, 97),
        _share("right answers that are proved", answers, lambda each: each.shown.verdict == "proved", 60),
        _pace(outcomes, records),
    ]


def _none(counter: Counter, outcomes: Sequence[Outcome]) -> Goal:
    count = sum(each.counter is counter for each in outcomes)
    return Goal(f"{counter} (0)", str(count), count == 0)


def _no_wrong_answer(outcomes: Sequence[Outcome]) -> Goal:
    count = sum(each.right is False and each.counter is not Counter.CAUGHT for each in outcomes)
    return Goal("sympy_wrong: wrong answers shown (0)", str(count), count == 0 if outcomes else None)


def _share(name: str, outcomes: Sequence[Outcome], counts: Callable[[Outcome], bool], least: int) -> Goal:
    name = f"{name} (≥ {least}%)"
    if not outcomes:
        return Goal(name, "no case", None)
    count = sum(map(counts, outcomes))
    return Goal(
        name, f"{100 * count / len(outcomes):.1f}% ({count} of {len(outcomes)})", 100 * count >= least * len(outcomes)
    )


def _pace(outcomes: Sequence[Outcome], records: Mapping[str, Record]) -> Goal:
    """Our seconds to the verdict over SymPy's own for the answer, paired, where SymPy answers within the limit."""
    name = "seconds to a verdict over SymPy's seconds, paired median (≤ 3)"
    pairs = [(each.shown.seconds, records.get(each.case.id)) for each in outcomes]
    answered = [ours / alone.seconds for ours, alone in pairs if alone is not None and alone.answered and alone.seconds]
    if not answered:
        return Goal(name, "no case", None)
    return Goal(name, f"{median(answered):.2f} ({len(answered)} cases)", median(answered) <= 3)


def _sure(outcome: Outcome) -> bool:
    return outcome.is_sure


def _caught(outcome: Outcome) -> bool:
    return outcome.counter is Counter.CAUGHT
