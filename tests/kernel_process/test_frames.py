"""The frames that both wings write and read."""

from __future__ import annotations

import pytest

from worksheet_server.values.frames import HEADER, BrokenFrame, length, pack, unpack


def test_a_message_survives() -> None:
    message = {"id": 1, "request": ["∫", None, 1.5, {"": "Name"}]}
    frame = pack(message)
    assert length(frame[:4]) == len(frame) - HEADER.size
    assert unpack(frame[4:]) == message


def test_a_frame_is_a_big_endian_length_and_utf_8() -> None:
    assert pack({"a": "∑"}) == b'\x00\x00\x00\x0b{"a":"\xe2\x88\x91"}'


def test_lengths_are_capped_on_both_sides() -> None:
    with pytest.raises(BrokenFrame):
        pack({"a": "x" * 20}, limit=20)
    with pytest.raises(BrokenFrame):
        length(b"\xff\xff\xff\xff")


@pytest.mark.parametrize("body", [b"", b"[1]", b"\xff", b"{", b"[" * 100_000])
def test_what_is_no_message(body: bytes) -> None:
    with pytest.raises(BrokenFrame):
        unpack(body)
