from __future__ import annotations

from dataclasses import replace

import pytest

from tests.queries.states import answered, applied, proved, worksheet, wrong
from worksheet_server.queries.actions import actions
from worksheet_server.values.answers import Result, Verdict


def offered(text: str, result: Result, line: int = 0) -> dict[str, str]:
    """The texts that the actions of a line make, by their titles."""
    state = worksheet(text, {line: result})
    return {each.title: applied(text, each.edit) for each in actions(state, line, line)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 1 =>", "1 + 1 => 2"),
        ("1 + 1 =>   # why", "1 + 1 => 2   # why"),
        ("1 + 1", "1 + 1 => 2"),
        ("(1 + 1)   # why", "(1 + 1) => 2   # why"),
        ("((1) + (1))", "((1) + (1)) => 2"),
        ("|1| + |-1|", "|1| + |-1| => 2"),
        ("x + 1 where x = 1", "x + 1 => 2 where x = 1"),
        ("S = 1 + 1 =>", "S = 1 + 1 => 2"),
        ("S = 1 + 1", None),
        ("1 + 1 => 2", None),
        ("1 + 1 == 2", None),
    ],
)
def test_an_answer_is_inserted_where_it_belongs(text: str, expected: str | None) -> None:
    assert offered(text, answered("2")).get("Insert answer") == expected


def test_nothing_is_inserted_before_the_answer_is_known() -> None:
    state = worksheet("1 + 1 =>", {0: answered("2")}, pending=frozenset({0}))
    assert actions(state, 0, 0) == ()


@pytest.mark.parametrize(
    ("text", "result", "expected"),
    [
        ("1 + 1 => 3", answered("2"), "1 + 1 => 2"),
        ("1 + 1 => (3)  # no", answered("2"), "1 + 1 => 2  # no"),
        ("1 + 1 => 3 ± 0.1", answered("2"), "1 + 1 => 2"),
        ("S = 1 + 1 => 3", answered("2"), "S = 1 + 1 => 2"),
        ("sqrt(2) => 1.5", answered("sqrt(2)", number=proved("1.41421356237309504880", "1e-20")), "sqrt(2) => 1.4"),
        (
            "sqrt(2) => -1.4140",
            answered("sqrt(2)", number=proved("1.41421356237309504880", "1e-20")),
            "sqrt(2) => 1.4142",
        ),
        ("sqrt(2) => 3/2", answered("sqrt(2)", number=proved("1.41421356237309504880", "1e-20")), "sqrt(2) => sqrt(2)"),
    ],
)
def test_a_wrong_answer_is_replaced_in_the_manner_in_which_it_was_written(
    text: str, result: Result, expected: str
) -> None:
    refuted = replace(result, verdict=Verdict.REFUTED, diagnostics=(wrong(worksheet(text), 0),))
    assert offered(text, refuted)["Replace wrong answer"] == expected


def test_the_fixes_of_diagnostics_are_offered_with_them() -> None:
    text = "width = 2\nwidht + 1"
    found = actions(worksheet(text), 1, 1)
    assert {each.finding.code for each in found if each.finding} == {"undefined-name"}
    assert "width = 2\nwidth + 1" in [applied(text, each.edit) for each in found]


def test_actions_are_those_of_the_lines_asked_about() -> None:
    text = "1 + 1 =>\n2 + 2 =>\n3 + 3 =>"
    state = worksheet(text, {line: answered("9") for line in range(3)})
    assert [each.edit.stretch.start.line for each in actions(state, 1, 2)] == [1, 2]
