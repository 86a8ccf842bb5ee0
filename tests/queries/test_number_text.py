from __future__ import annotations

from decimal import Context, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.queries.states import proved
from worksheet_server.queries.answer_text import number_text
from worksheet_server.queries.number_text import value_text
from worksheet_server.values.answers import ComplexEnclosure, Enclosure, Rigor

EXACTLY = Context(prec=500)


@pytest.mark.parametrize(
    ("midpoint", "radius", "expected"),
    [
        ("385", "0", "385"),
        ("1.77245385090551602729816748334", "3.2e-25", "1.7724538509055160 ± 3e-17"),
        ("1.77245385090551602729816748334", "3.2e-5", "1.77245 ± 0.00004"),
        ("12345.678", "50", "12350 ± 60"),
        ("0", "1e-20", "0 ± 1e-20"),
        ("-2.5e-30", "1e-50", "-2.5000000000000000e-30 ± 1e-50"),
        ("9.99999999", "0.01", "10.00 ± 0.02"),
        ("oo", "0", "∞"),
    ],
)
def test_a_number_with_its_radius(midpoint: str, radius: str, expected: str) -> None:
    assert value_text(proved(midpoint, radius)) == expected


def test_vectors_and_complex_numbers_are_told_by_their_parts() -> None:
    value = (ComplexEnclosure(proved("1", "0"), proved("2", "0.1")), proved("3", "0"))
    assert value_text(value) == "(1 + (2.0 ± 0.1) ⅈ, 3)"
    assert value_text(ComplexEnclosure(proved("1.5", "0"), proved("-2", "0"))) == "1.5 - 2 ⅈ"


numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40)
radii = st.builds(lambda digits, exponent: Decimal((0, (digits,), exponent)), st.integers(0, 9), st.integers(-60, 45))


@given(numbers, radii)
def test_what_is_shown_contains_what_was_computed(midpoint: Decimal, radius: Decimal) -> None:
    text = value_text(proved(str(midpoint), str(radius)))
    shown, _, error = text.partition(" ± ")
    distance = abs(EXACTLY.subtract(Decimal(shown), midpoint))
    assert EXACTLY.add(distance, radius) <= Decimal(error or "0")


def test_numbers_with_very_long_exponents_are_shown() -> None:
    large = Enclosure("4.2812477317574704703e369693099", "1e369693080", Rigor.PROVED)
    assert number_text(large, 6) == "4.28125e369693099"
    assert value_text(large) == "4.2812477317574705e369693099 ± 3e369693082"
    huge = Enclosure("9.9046265792229937373e8565705522", "1e8565705500", Rigor.PROVED)
    assert number_text(huge, 6) == "9.90463e8565705522"
