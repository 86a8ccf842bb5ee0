"""Cutting a stream of bytes into the messages of the base protocol."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,12})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_LONGEST_HEADER = 64 * 1024


class Frames:
    """Collects bytes and yields the bodies that are complete.

    A header without a usable ``Content-Length`` is yielded as ``None``, and reading goes on behind it, so that one
    mistake of a client does not end the conversation.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._due: int | None = None

    def feed(self, data: bytes) -> Iterator[bytes | None]:
        """The bodies that ``data`` completes, in order."""
        self._buffer += data
        while True:
            if self._due is None:
                if not self._read_header():
                    return
                if self._due is None:
                    yield None
                    continue
            if len(self._buffer) < self._due:
                return
            body = bytes(self._buffer[: self._due])
            del self._buffer[: self._due]
            self._due = None
            yield body

    def _read_header(self) -> bool:
        """Takes one header off the buffer; false where it is not complete."""
        while self._buffer.startswith((b"\r\n", b"\n")):
            del self._buffer[: 2 if self._buffer.startswith(b"\r\n") else 1]
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            if len(self._buffer) <= _LONGEST_HEADER:
                return False
            # No header is that long: what came is dropped, and the next one found.
            self._buffer.clear()
            return True
        length = _LENGTH.search(self._buffer[:end])
        del self._buffer[: end + 4]
        self._due = int(length.group(1)) if length else None
        return True


def frame(body: bytes) -> bytes:
    """A message as it goes out."""
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
