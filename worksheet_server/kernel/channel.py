"""A worker's end of its connection to the front: blocking frames on two file descriptors."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from worksheet_server.values.frames import HEADER, Message, length, pack, unpack


@dataclass(frozen=True, slots=True)
class Channel:
    """Where requests come from and replies go; a socket has one descriptor for both."""

    incoming: int
    outgoing: int

    def receive(self) -> Message | None:
        """The next message; ``None`` once the front has closed.  Raises ``BrokenFrame`` for anything but a frame."""
        header = self._read(HEADER.size)
        body = self._read(length(header)) if header is not None else None
        return None if body is None else unpack(body)

    def send(self, message: Message) -> None:
        """Writes one whole frame; raises ``BrokenFrame`` for one that is too long, ``OSError`` when nobody listens."""
        frame = memoryview(pack(message))
        with _undisturbed():
            while frame:
                frame = frame[os.write(self.outgoing, frame) :]

    def _read(self, count: int) -> bytes | None:
        parts = bytearray()
        while len(parts) < count:
            try:
                part = os.read(self.incoming, min(count - len(parts), 1 << 20))
            except ConnectionError:
                return None
            if not part:
                return None
            parts += part
        return bytes(parts)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Holds back the alarm of a soft time limit, which would otherwise cut a frame in two."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})
