"""The ways in and out: standard input and output, or one TCP connection."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from worksheet_server.lsp.frames import Frames

Receive = Callable[[bytes | None], None]


@dataclass(frozen=True, slots=True)
class DescriptorWriter:
    """Writes to a file descriptor; what ``pygls`` calls a writer."""

    descriptor: int

    def write(self, data: bytes) -> None:
        """Writes all of it; raises ``BrokenPipeError`` when nobody reads any more."""
        left = memoryview(data)
        while left:
            left = left[os.write(self.descriptor, left) :]

    def close(self) -> None:
        """Nothing: the descriptor ends with the process."""


@dataclass(frozen=True, slots=True)
class StreamWriter:
    """Writes to a TCP connection, which keeps what the client does not read yet."""

    stream: asyncio.StreamWriter

    def write(self, data: bytes) -> None:
        """Sends all of it, in time."""
        self.stream.write(data)

    def close(self) -> None:
        """Ends the connection."""
        self.stream.close()


def claim_standard_streams() -> tuple[int, int]:
    """Descriptors of standard input and output that belong to the protocol alone.

    Afterwards nothing that prints, and no process that is started, can write into the conversation or read from it.
    """
    incoming, outgoing = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return incoming, outgoing


def read_descriptor(descriptor: int, receive: Receive, finished: Callable[[], None]) -> None:
    """Hands each message that arrives to ``receive`` in the running loop, and calls ``finished`` at the end of input.

    The reader is a thread that waits in ``os.read`` and holds no lock there, so that the process can end while it
    waits.
    """
    loop = asyncio.get_running_loop()
    frames = Frames()

    def arrive(data: bytes) -> None:
        for body in frames.feed(data):
            receive(body)

    def read() -> None:
        with suppress(OSError, RuntimeError):  # The loop may be closed while the thread waits.
            while data := os.read(descriptor, 1 << 20):
                loop.call_soon_threadsafe(arrive, data)
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(finished)

    threading.Thread(target=read, name="standard input", daemon=True).start()


async def read_stream(reader: asyncio.StreamReader, receive: Receive, finished: Callable[[], None]) -> None:
    """The same for a TCP connection."""
    frames = Frames()
    with suppress(ConnectionError):
        while data := await reader.read(1 << 20):
            for body in frames.feed(data):
                receive(body)
    finished()
