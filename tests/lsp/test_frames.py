"""Messages are cut out of the stream wherever its pieces begin and end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from worksheet_server.lsp.frames import Frames, frame


@given(st.lists(st.binary(max_size=40), max_size=5), st.lists(st.integers(1, 60), min_size=1))
def test_messages_survive_any_cutting(bodies: list[bytes], sizes: list[int]) -> None:
    data = b"".join(map(frame, bodies))
    frames = Frames()
    found: list[bytes | None] = []
    at = 0
    while at < len(data):
        size = sizes[at % len(sizes)]
        found += frames.feed(data[at : at + size])
        at += size
    assert found == bodies


def test_a_header_without_a_length_is_reported_and_passed_over() -> None:
    assert list(Frames().feed(b"Oops: 1\r\n\r\n" + frame(b"{}"))) == [None, b"{}"]


def test_a_header_without_end_is_given_up() -> None:
    frames = Frames()
    assert list(frames.feed(b"x" * 70_000)) == [None]
    assert list(frames.feed(frame(b"{}"))) == [b"{}"]
