"""Every case ends in one counter, and the goals are read off the counters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.referee.cases import Case, load
from benchmarks.referee.disputed import disputed
from benchmarks.referee.goals import goals
from benchmarks.referee.outcomes import Counter, Outcome, outcome
from benchmarks.referee.report import listing, table
from benchmarks.referee.shown import Shown
from benchmarks.referee.sympy_record import Record

HALF = Case("half", "textbook", "definite_integral", "int(x, x=0..1)", value="1/2", number="0.5")
TRUE = Case("true", "claims", "claim", "int(x, x=0..1) == 1/2", truth=True)
FALSE = Case("false", "claims", "claim", "int(x, x=0..1) == 1/3", truth=False)


@pytest.mark.parametrize(
    ("exact", "verdict", "stopped", "counter"),
    [
        ("1/2", "proved", None, Counter.PROVED),
        ("1/2", "supported", None, Counter.SUPPORTED),
        ("1/2", "supported", "time-limit", Counter.SUPPORTED),
        ("1/2", "undecided", None, Counter.UNDECIDED),
        ("1/2", "undecided", "time-limit", Counter.OUT_OF_TIME),
        ("1/2", "refuted", None, Counter.REFUTED_RIGHT),
        ("1/3", "proved", None, Counter.WRONG_PROVED),
        ("1/3", "supported", None, Counter.WRONG_SUPPORTED),
        ("1/3", "undecided", None, Counter.WRONG_UNDECIDED),
        ("1/3", "undecided", "crashed", Counter.WRONG_UNDECIDED),
        ("1/3", "refuted", None, Counter.CAUGHT),
        (None, "undecided", None, Counter.NO_ANSWER),
        (None, "undecided", "time-limit", Counter.OUT_OF_TIME),
        (None, None, "memory-limit", Counter.OUT_OF_TIME),
    ],
)
def test_answers(exact: str | None, verdict: str | None, stopped: str | None, counter: Counter) -> None:
    assert outcome(HALF, Shown(exact=exact, verdict=verdict, stopped=stopped)).counter is counter


@pytest.mark.parametrize(
    ("case", "verdict", "counter"),
    [
        (TRUE, "proved", Counter.PROVED),
        (TRUE, "undecided", Counter.UNDECIDED),
        (TRUE, "refuted", Counter.REFUTED_RIGHT),
        (TRUE, None, Counter.NO_ANSWER),
        (FALSE, "refuted", Counter.CAUGHT),
        (FALSE, "proved", Counter.WRONG_PROVED),
        (FALSE, "supported", Counter.WRONG_SUPPORTED),
        (FALSE, "undecided", Counter.WRONG_UNDECIDED),
    ],
)
def test_claims(case: Case, verdict: str | None, counter: Counter) -> None:
    assert outcome(case, Shown(verdict=verdict)).counter is counter


def test_a_corrected_answer() -> None:
    case = replace(HALF, set="sympy_wrong")
    shown = Shown(exact="1/2", verdict="proved", refuted=("SymPy's answer 1/3 was rejected: 1/2 ≠ 1/3",))
    assert outcome(case, shown).counter is Counter.CORRECTED
    assert outcome(replace(HALF, set="rubi"), shown).counter is Counter.PROVED


def test_a_right_answer_rejected_on_the_way_is_a_false_alarm() -> None:
    shown = Shown(number="0.5", verdict="proved", refuted=("SymPy's answer 2/4 was rejected: …",))
    assert outcome(HALF, shown).counter is Counter.REFUTED_RIGHT


def test_cases_whose_answer_is_that_of_another_question_are_left_out() -> None:
    excluded = replace(FALSE, assume=("assume s > 0",), counterexample={"s": "-0.83"})
    assert "assumptions" in disputed([excluded])["false"]
    assert not disputed([replace(excluded, counterexample={"s": "0.83"})])
    assert "diverges" in disputed([replace(HALF, note="principal value")])["half"]
    assert set(disputed(load())) == {"claim-150", "claim-231", "wester-W9"}


def test_the_question_is_asked_without_its_answer() -> None:
    for case in load(["sympy_wrong", "textbook"]):
        assert case.worksheet[-1] == case.line
        assert "=>" not in case.line and "==" not in case.line


def test_goals_and_table() -> None:
    outcomes = [
        Outcome(HALF, Shown(exact="1/2", verdict="proved", seconds=0.3), Counter.PROVED, True),
        Outcome(replace(HALF, id="other"), Shown(exact="1/3", verdict="supported"), Counter.WRONG_SUPPORTED, False),
    ]
    records = {"half": Record("half", "answer", 0.05, True, "1/2")}
    found = {each.name.split(" (")[0]: (each.found, each.passed) for each in goals(outcomes, records)}
    assert found["shown wrong, proved"] == ("0", True)
    assert found["shown wrong, supported"] == ("1", False)
    assert found["textbook: right and proved or supported"] == ("50.0% (1 of 2)", False)
    assert found["right answers that are proved"] == ("100.0% (1 of 1)", True)
    assert found["seconds to a verdict over SymPy's seconds, paired median"] == ("6.00 (1 cases)", False)
    assert found["rubi: right and proved or supported"][1] is None
    assert table(outcomes, records).splitlines()[1].split()[:4] == ["textbook", "2", "·", "1"]
    assert "int(x, x=0..1)" in listing(outcomes) and "right is 1/2" in listing(outcomes)
