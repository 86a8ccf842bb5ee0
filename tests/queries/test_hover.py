from __future__ import annotations

from dataclasses import replace

import pytest

from tests.queries.states import answered, proved, worksheet
from worksheet_server.queries.hover import hover
from worksheet_server.queries.places import Place, Stretch
from worksheet_server.values.answers import Answer, Result, Rule, Verdict


def shown(text: str, result: Result | None = None, pending: bool = False) -> str:
    state = worksheet(text, {0: result} if result else {}, frozenset({0} if pending else ()))
    found = hover(state, Place(0, 0))
    assert found is not None
    return found.markdown


def test_the_first_line_tells_how_the_line_was_read() -> None:
    assert shown("∑(i**2,i=1..10)=>385   # a comment").splitlines()[0] == "read as `sum(i^2, i=1..10) => 385`"


def test_everything_that_is_known_is_told() -> None:
    result = replace(
        answered("sqrt(pi)", number=proved("1.77245385090551602729816748334", "3e-20")),
        rules=(Rule("Gaussian integral", "∫ e^(-x²) dx = √π", "its square is an integral over the plane"),),
    )
    assert shown("int(exp(-x^2), x=-oo..oo)", result).split("\n\n") == [
        "read as `int(exp(-x^2), x=-oo..oo)`",
        "exact `sqrt(pi)`  \nnumber `1.7724538509055160 ± 3e-17` (radius proved)",
        "✓ **proved**",
        "evidence\n- ✓ ball-arithmetic `1.7724538509055160 ± 3e-17` — every step was enclosed",
        "rules\n- **Gaussian integral** `∫ e^(-x²) dx = √π` — its square is an integral over the plane",
    ]


def test_a_refuted_line_tells_what_shows_it() -> None:
    result = Result(verdict=Verdict.REFUTED, note="n=2: 5 ≠ 6")
    assert "✗ **refuted**: n=2: 5 ≠ 6" in shown("n^2 + 1 == 3n", result)


def test_what_is_still_to_come_is_said() -> None:
    assert "being evaluated …" in shown("1 + 1", pending=True)
    assert "being evaluated again …" in shown("1 + 1", answered("3"), pending=True)
    assert "verdict is still to come" in shown("1 + 1", replace(answered("2", verdict=None), pending=True))


def test_an_integer_is_not_told_twice() -> None:
    assert "number" not in shown("1 + 1", answered("2", number=proved("2", "0")))
    assert "number `0.125`" in shown("1/8", answered("1/8", number=proved("0.125", "0")))


def test_a_line_without_an_answer_says_only_its_verdict() -> None:
    assert shown("1/0", Result(Answer(), Verdict.UNDECIDED)) == "read as `1/0`\n\n? **undecided**"


def test_an_answer_too_long_to_read_is_cut() -> None:
    assert len(shown("10^5000", answered("1" * 5000))) < 3000


@pytest.mark.parametrize("text", ["", "# a comment", "## a heading", "> prose", "1 + (2"])
def test_a_line_that_asks_nothing_has_no_hover(text: str) -> None:
    assert hover(worksheet(text), Place(0, 0)) is None


def test_a_statement_of_several_lines_is_one() -> None:
    state = worksheet("# c\n  int(x, x=0..1)\n    = 1/2\n    = 0.5  # half\n1")
    found = hover(state, Place(2, 3))
    assert found is not None
    assert found.stretch == Stretch(Place(1, 2), Place(3, 17))
    assert hover(state, Place(9, 0)) is None
