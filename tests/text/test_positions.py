"""Columns agree with a count made character by character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worksheet_server.text.positions import (
    Encoding,
    has_surrogates,
    join,
    split,
    to_column,
    to_units,
    width,
    without_surrogates,
)

encodings = st.sampled_from(Encoding)
characters = st.sampled_from("ax é́𝑥∑👩\u200d\u2028\x85\x0b\ud835\udc65")
texts = st.lists(characters).map("".join)


def units_of(character: str, encoding: Encoding) -> int:
    code = ord(character)
    if encoding is Encoding.UTF_32:
        return 1
    if encoding is Encoding.UTF_16:
        return 2 if code > 0xFFFF else 1
    return 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        (Encoding.UTF_8, [0, 4, 5, 6, 9, 12, 15]),
        (Encoding.UTF_16, [0, 2, 3, 4, 5, 6, 7]),
        (Encoding.UTF_32, list(range(7))),
    ],
)
def test_columns_of_a_mathematical_line(encoding: Encoding, expected: list[int]) -> None:
    line = "𝑥=2\u200d\u2028∑"
    assert [to_units(line, column, encoding) for column in range(7)] == expected
    assert [to_column(line, units, encoding) for units in expected] == list(range(7))


@given(texts, st.integers(0, 30), encodings)
def test_units_are_counted_by_the_character(line: str, column: int, encoding: Encoding) -> None:
    assert to_units(line, column, encoding) == sum(units_of(each, encoding) for each in line[:column])
    assert width(line, encoding) == sum(units_of(each, encoding) for each in line)


@given(texts.map(join), st.integers(0, 60), encodings)
def test_a_column_is_the_last_that_begins_at_or_before_the_units(line: str, units: int, encoding: Encoding) -> None:
    fitting = [column for column in range(len(line) + 1) if to_units(line, column, encoding) <= units]
    assert to_column(line, units, encoding) == max(fitting)


@given(texts.map(join), st.integers(0, 60), encodings)
def test_a_cut_loses_nothing(line: str, units: int, encoding: Encoding) -> None:
    before, after = split(line, units, encoding)
    assert join(before, after) == line
    assert width(before, encoding) <= units
    if encoding is not Encoding.UTF_8:
        assert width(before, encoding) == min(units, width(line, encoding))


@given(texts, encodings)
def test_replaced_halves_are_as_wide(text: str, encoding: Encoding) -> None:
    readable = without_surrogates(text)
    assert not has_surrogates(readable)
    assert width(readable, encoding) == width(text, encoding)
    assert readable.encode().decode() == readable
