"""The front's end of one worker process."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field

from worksheet_server.values.frames import HEADER, Message, length, pack, unpack

TAIL = 4096
"""How many of the last bytes of a process's standard error are kept, to tell why it ended."""


class Unavailable(Exception):
    """No worker can be had; the text says why."""


class WorkerEnded(Exception):
    """The worker hung up in the middle of a reply, or said something that is none."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a worker ended: its exit status, negative for a signal, and the most bytes that it held in memory.

    ``lost`` says that the nursery went and took the worker along.
    """

    code: int = 0
    peak: int = 0
    reason: str = ""
    lost: bool = False


@dataclass(eq=False, slots=True)
class Worker:
    """One process that evaluates one request at a time; ``stop`` makes it end, ``ended`` tells how it did.

    It stands in the ``roster`` of its source until everything that it wrote to its standard error has been read.
    """

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    errors: asyncio.StreamReader
    ended: asyncio.Future[Ending]
    stop: Callable[[], None]
    roster: set[Worker]
    pid: int = 0
    warm: bool = False
    tail: bytes = b""
    _draining: asyncio.Task[None] = field(init=False)
    _parting: asyncio.Task[None] = field(init=False)

    def __post_init__(self) -> None:
        self._draining = asyncio.create_task(self._drain())
        self._parting = asyncio.create_task(self._part())
        self.roster.add(self)
        self._parting.add_done_callback(lambda _: self.roster.discard(self))

    async def begin(self) -> None:
        """Waits until the process has loaded its mathematics; raises ``Unavailable`` when it says why it cannot."""
        message = await self.receive()
        if "ready" not in message:
            raise Unavailable(str(message.get("failed", "the kernel sent no greeting")))
        self.pid, self.warm = message["ready"], message["warm"]

    async def send(self, message: Message) -> None:
        """Sends a request; raises ``BrokenFrame`` where it is too long, ``WorkerEnded`` where nobody listens."""
        frame = pack(message)
        try:
            self.writer.write(frame)
            await self.writer.drain()
        except ConnectionError as error:
            raise WorkerEnded from error

    async def receive(self) -> Message:
        """The next message; raises ``WorkerEnded`` when there will be none, ``BrokenFrame`` for what is no frame."""
        try:
            header = await self.reader.readexactly(HEADER.size)
            return unpack(await self.reader.readexactly(length(header)))
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise WorkerEnded from error

    async def ending(self, patience: float = 5.0) -> Ending:
        """How the process ended, once it has; one that hung up and lives on is stopped."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await asyncio.wait((self.ended, self._draining))
        self.kill()
        try:
            async with asyncio.timeout(patience):
                return await asyncio.shield(self.ended)
        except TimeoutError:
            return Ending(reason="nobody knows how it ended", lost=True)

    @staticmethod
    async def farewell(roster: set[Worker]) -> None:
        """Waits until workers that were killed have been read to the end, and their connections closed."""
        if roster:
            await asyncio.wait({each._parting for each in roster}, timeout=5)

    def kill(self) -> None:
        """Stops the process now, whatever it is doing, and hangs up."""
        if not self.ended.done():
            self.stop()
        self.writer.close()

    async def _part(self) -> None:
        await asyncio.wait({self._draining})
        with contextlib.suppress(ConnectionError):
            await self.writer.wait_closed()

    async def _drain(self) -> None:
        with contextlib.suppress(ConnectionError):
            while text := await self.errors.read(TAIL):
                self.tail = (self.tail + text)[-TAIL:]
