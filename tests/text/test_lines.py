"""The line store does what replacing a piece of one long string does."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worksheet_server.text.lines import Change, Lines
from worksheet_server.text.positions import Encoding, join

pieces = st.sampled_from(
    ["a", "x = 2", "\n", "\r\n", "\r", "\u2028", "\x85", "\x0b", "\x0c", "𝑥", "é", "👩\u200d🔬", "\ud835", "\udc65"]
)
texts = st.lists(pieces, max_size=12).map("".join)
places = st.tuples(st.integers(0, 8), st.integers(0, 12))
changes = st.builds(lambda start, stop, text: Change(start[0], start[1], stop[0], stop[1], text), places, places, texts)


def units(text: str, encoding: Encoding) -> list[str]:
    """The text as a list of what an editor counts, each written as one character."""
    if encoding is Encoding.UTF_32:
        return list(text)
    if encoding is Encoding.UTF_16:
        data = text.encode("utf-16-le", "surrogatepass")
        return [chr(int.from_bytes(data[at : at + 2], "little")) for at in range(0, len(data), 2)]
    return [chr(byte) for byte in text.encode("utf-8", "surrogatepass")]


def offset(text: str, line: int, column: int, encoding: Encoding) -> int:
    """Where a position is in ``units(text)``, by the words of the protocol."""
    lines = re.split("(\r\n|\r|\n)", text)
    if line > len(lines) // 2:
        return len(units(text, encoding))
    before = "".join(lines[: 2 * line])
    here = units(lines[2 * line], encoding)
    column = min(column, len(here))
    if encoding is Encoding.UTF_8:
        while 0 < column < len(here) and 0x80 <= ord(here[column]) < 0xC0:
            column -= 1
    return len(units(before, encoding)) + column


def changed(text: str, change: Change, encoding: Encoding) -> str:
    """The text after the change, by cutting one long string."""
    start, stop = sorted([(change.start_line, change.start), (change.stop_line, change.stop)])
    whole = units(text, encoding)
    kept = whole[: offset(text, *start, encoding)], whole[offset(text, *stop, encoding) :]
    result = "".join([*kept[0], *units(change.text, encoding), *kept[1]])
    if encoding is Encoding.UTF_8:
        return bytes(map(ord, result)).decode("utf-8", "surrogatepass")
    return join(result)


@given(texts, st.lists(changes, max_size=4), st.sampled_from(Encoding))
def test_changes_are_those_of_one_long_string(text: str, edits: list[Change], encoding: Encoding) -> None:
    store = Lines(text)
    expected = join(text)
    for edit in edits:
        store.change(edit, encoding)
        expected = join(changed(expected, edit, encoding))
        fresh = Lines(expected)
        assert store.text == expected
        assert [store[line] for line in range(len(store))] == [fresh[line] for line in range(len(fresh))]
        assert store.lines == fresh.lines
        assert "".join(store.lines).encode().decode() == "".join(store.lines)


@pytest.mark.parametrize("stranger", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e"])
def test_only_line_feed_and_carriage_return_end_a_line(stranger: str) -> None:
    assert Lines(f"a{stranger}b\nc").lines == (f"a{stranger}b", "c")


def test_a_text_keeps_its_line_ends() -> None:
    store = Lines("a\r\nb\rc\nd")
    assert store.lines == ("a", "b", "c", "d")
    assert store.text == "a\r\nb\rc\nd"
    assert store.line_end == "\r\n"


def test_a_carriage_return_and_a_line_feed_that_meet_are_one_end() -> None:
    store = Lines("a\rb\nc")
    store.change(Change(1, 0, 1, 1, ""), Encoding.UTF_16)
    assert store.text == "a\r\nc"
    assert store.lines == ("a", "c")


def test_a_text_is_never_without_a_line() -> None:
    store = Lines("a\n")
    assert list(store.lines) == ["a", ""]
    store.change(Change(0, 0, 99, 0, ""), Encoding.UTF_16)
    assert list(store.lines) == [""]


def test_an_edit_within_a_character_is_healed_by_the_next() -> None:
    store = Lines("𝑥")
    store.change(Change(0, 1, 0, 2, "\udc66"), Encoding.UTF_16)
    assert store.text == "𝑦"
