"""Answers in few words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worksheet_server.engine.state import LineState
from worksheet_server.engine.worksheet import Placed
from worksheet_server.queries.answer_text import answer_text, fill_text, number_text, short
from worksheet_server.syntax.names import Names
from worksheet_server.syntax.parser import parse, parse_expression
from worksheet_server.syntax.tree import Approach, Expression, Option, Range
from worksheet_server.values.answers import Answer, ComplexEnclosure, Enclosure, Result, Rigor, Verdict


def real(midpoint: str, radius: str = "0", rigor: Rigor = Rigor.PROVED) -> Enclosure:
    return Enclosure(midpoint, radius, rigor)


def tree(text: str) -> Expression:
    read = parse_expression(text, Names())
    assert not isinstance(read, Range | Approach | Option)
    return read


@pytest.mark.parametrize(
    ("midpoint", "radius", "digits", "expected"),
    [
        ("1.7724538509055159", "1e-15", 6, "1.77245"),
        ("1.7724538509055159", "1e-15", 12, "1.77245385091"),
        ("1.7724538509055159", "0.001", 6, "1.77"),
        ("1.7724538509055159", "0.3", 6, "2 ± 0.6"),
        ("385", "0", 6, "385"),
        ("123456789", "0", 6, "123456789"),
        ("0.125", "0", 6, "0.125"),
        ("2.5", "1e-20", 6, "2.5"),
        ("-0.33333333333333", "1e-14", 6, "-0.333333"),
        ("1267650600228229401496703205376", "0", 6, "1.26765e30"),
        ("0.0000000123456", "0", 3, "1.23e-8"),
        ("0", "1e-9", 6, "0 ± 1e-9"),
        ("1e-12", "3e-10", 6, "0 ± 4e-10"),
        ("5", "7", 6, "0 ± 20"),
        ("0", "0", 6, "0"),
        ("oo", "0", 6, "oo"),
        ("-oo", "0", 6, "-oo"),
    ],
)
def test_only_digits_that_are_known_are_printed(midpoint: str, radius: str, digits: int, expected: str) -> None:
    assert number_text(real(midpoint, radius), digits) == expected


@given(st.decimals(-1000, 1000, places=9), st.decimals(0, 1, places=9), st.integers(1, 9))
def test_every_printed_number_is_as_near_as_its_digits_say(midpoint: Decimal, radius: Decimal, digits: int) -> None:
    shown = number_text(real(f"{midpoint:f}", f"{radius:f}"), digits)
    number, _, error = shown.partition(" ± ")
    for true in (midpoint - radius, midpoint + radius):
        unit = Decimal(error) if error else abs(Decimal(number)).scaleb(1 - digits) / 2 + Decimal("1e-9")
        known = max(unit, _half_unit(number)) if not error else unit
        assert abs(true - Decimal(number)) <= known


def _half_unit(number: str) -> Decimal:
    """Half a unit of the last digit of a number, whose zeros at the end may have been left out."""
    exponent = Decimal(number).as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(5).scaleb(exponent - 1)


def test_complex_numbers_and_vectors() -> None:
    assert number_text(ComplexEnclosure(real("0.5"), real("-0.8660254", "1e-9"))) == "0.5 - 0.866025 ⅈ"
    assert number_text(ComplexEnclosure(real("0"), real("1"))) == "ⅈ"
    assert number_text(ComplexEnclosure(real("2"), real("0"))) == "2"
    assert number_text((real("1"), (real("2"), real("3.5")))) == "(1, (2, 3.5))"


@pytest.mark.parametrize(
    ("exact", "number", "expected"),
    [
        ("385", "385", "= 385"),
        ("8/3", "2.66666666666666", "= 8/3 ≈ 2.66667"),
        ("1/8", "0.125", "= 1/8 = 0.125"),
        ("-(1/8)", "-0.125", "= -1/8 = -0.125"),
        ("dne", None, "dne"),
        ("oo", "oo", "= oo"),
        (None, "0.7468241328124", "≈ 0.746824"),
        (None, "12", "= 12"),
        ("sqrt(2) + sqrt(3) + sqrt(5) + sqrt(7) + sqrt(11)", "11.345", "≈ 11.345"),
        ("x^2 + C", None, "= x^2 + C"),
    ],
)
def test_an_answer(exact: str | None, number: str | None, expected: str) -> None:
    answer = Answer(tree(exact) if exact else None, real(number) if number else None)
    assert answer_text(answer, 6, 38) == expected


def line(text: str, result: Result | None, pending: bool = False) -> LineState:
    return LineState(Placed(parse(text, Names()), text, 0, 0), result, pending)


ROOT = Answer(tree("sqrt(pi)"), real("1.7724538509055159", "1e-15"))


@pytest.mark.parametrize(
    ("text", "result", "expected"),
    [
        ("int(exp(-x^2), x=-oo..oo)", Result(ROOT, Verdict.PROVED), "= sqrt(pi) ≈ 1.77245 ✓"),
        ("int(exp(-x^2), x=-oo..oo)", Result(ROOT, Verdict.SUPPORTED), "= sqrt(pi) ≈ 1.77245 ≈✓"),
        ("x == y", Result(None, Verdict.REFUTED, note="n=2: 5 ≠ 6"), "✗ n=2: 5 ≠ 6"),
        ("x == y", Result(ROOT, Verdict.PROVED), "✓"),
        ("1 => 2", Result(Answer(tree("1")), Verdict.REFUTED, note="1 ≠ 2"), "= 1 ✗"),
        ("a = 3", Result(Answer(tree("3"))), ""),
        ("a = 1 + 2", Result(Answer(tree("3"))), "= 3"),
        ("a = 1 + 2 = 3", Result(Answer(tree("3")), Verdict.PROVED), "= 3 ✓"),
        ("1", None, ""),
    ],
)
def test_what_stands_beside_a_line(text: str, result: Result | None, expected: str) -> None:
    assert short(line(text, result)) == expected
    assert len(expected) <= 40


def test_what_is_still_to_come_is_marked() -> None:
    assert short(line("1 + 1", None, pending=True)) == "…"
    assert short(line("1 + 1", Result(Answer(tree("2")), pending=True), pending=True)) == "= 2 …"


def test_long_answers_are_cut() -> None:
    long = Answer(tree(" + ".join(f"sqrt(x + {count})" for count in range(30))))
    shown = short(line("1", Result(long, Verdict.PROVED)))
    assert len(shown) <= 40
    assert shown.endswith("… ✓")


def test_what_may_be_filled_in() -> None:
    assert fill_text(Result(ROOT)) == "sqrt(pi)"
    assert fill_text(Result(Answer(None, real("0.74682413", "1e-8")))) == "0.746824"
    assert fill_text(Result(Answer(None, real("0.74682413", "1e-8", Rigor.ESTIMATED)))) is None
    assert fill_text(Result(Answer(None, real("0", "1e-8")))) is None
    assert fill_text(Result(ROOT, pending=True)) is None
