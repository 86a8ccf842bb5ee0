from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.queries.states import answered, proved, worksheet
from worksheet_server.queries.hints import LONGEST, Hint, hints
from worksheet_server.queries.places import Place
from worksheet_server.values.answers import Result, Verdict


def test_an_answer_stands_behind_its_statement() -> None:
    state = worksheet("# c\n1 + 1   \n\nint(x, x=0..1)\n  = 1/2  # half", {1: answered("2"), 3: answered("1/2")})
    found = hints(state, 0, 9)
    assert [each.place for each in found] == [Place(1, 5), Place(4, 15)]
    assert found[0] == Hint(Place(1, 5), "= 2 ✓")


def test_hints_are_those_of_the_lines_asked_about() -> None:
    state = worksheet("1\n2\n3\n  = 3\n5", {line: answered("7") for line in (0, 1, 2, 4)})
    assert [each.place.line for each in hints(state, 1, 3)] == [1, 3]
    assert [each.place.line for each in hints(state, 3, 3)] == [3]
    assert hints(state, 90, 99) == ()


def test_an_answer_that_is_evaluated_again_stays_and_is_marked() -> None:
    (hint,) = hints(worksheet("1 + 1", {0: answered("2")}, frozenset({0})), 0, 0)
    assert hint.text == "= 2 …"


@given(
    st.integers(0, 10**80), st.sampled_from(Verdict), st.text(max_size=90), st.sampled_from(["{}", "sqrt({})", "x^{}"])
)
def test_no_hint_is_longer_than_an_editor_shows(number: int, verdict: Verdict, note: str, shape: str) -> None:
    answer = answered(shape.format(number), verdict, proved(str(number), "1e-9")).answer
    for text in ("x", "x => 3", "x == 3", "x < 3"):
        for hint in hints(worksheet(text, {0: Result(answer, verdict, note=note)}), 0, 0):
            assert len(hint.text) <= LONGEST
