"""Workers forked by a nursery (Linux): a process that has loaded everything and makes a worker in milliseconds."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import os
import socket
from dataclasses import dataclass, field

from worksheet_server.service.launching import START, Launch, last_line
from worksheet_server.service.workers import Ending, Unavailable, Worker, WorkerEnded

ATTEMPTS = 3
"""How often a nursery that dies is started again for the sake of one worker."""


class Forking:
    """Where workers come from while there is a nursery; one that died is replaced."""

    def __init__(self, launch: Launch) -> None:
        self._launch = launch
        self._nursery: Nursery | None = None
        self._starting = asyncio.Lock()
        self._roster: set[Worker] = set()

    async def worker(self) -> Worker:
        """A worker that is ready; raises ``Unavailable``."""
        reason = ""
        for _ in range(ATTEMPTS):
            nursery = await self._living()
            worker = await nursery.fork(self._roster)
            try:
                async with asyncio.timeout(START):
                    await worker.begin()
                return worker
            except WorkerEnded:
                ending = await worker.ending()
                reason = ending.reason or last_line(worker.tail) or "its process ended while it started"
                if nursery.failed:
                    break
            except TimeoutError:
                nursery.kill()
                worker.kill()
                reason = f"it did not start within {START:g} s"
            except BaseException:
                worker.kill()
                raise
        raise Unavailable(reason)

    async def close(self) -> None:
        """Ends the nursery and all its workers, and waits until they are gone."""
        async with self._starting:
            if self._nursery:
                await self._nursery.close()
                await Worker.farewell(self._roster)

    async def _living(self) -> Nursery:
        async with self._starting:
            if self._nursery is None or self._nursery.gone:
                self._nursery = await Nursery.start(self._launch)
            return self._nursery


@dataclass(eq=False, slots=True)
class Nursery:
    """One nursery process; ``kernel/nursery.py`` is its other side and describes the messages."""

    process: asyncio.subprocess.Process
    control: socket.socket
    ready: bool = False
    failed: bool = False
    gone: bool = False
    _endings: dict[int, asyncio.Future[Ending]] = field(default_factory=dict)
    _numbers: itertools.count[int] = field(default_factory=itertools.count)
    _listening: asyncio.Task[None] = field(init=False)
    _tail: asyncio.Task[bytes] = field(init=False)

    @classmethod
    async def start(cls, launch: Launch) -> Nursery:
        """Starts the process and returns while it loads."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            nothing, pipe = asyncio.subprocess.DEVNULL, asyncio.subprocess.PIPE
            descriptor = theirs.fileno()
            process = await launch.start(
                "nursery", str(descriptor), stdin=nothing, stdout=nothing, stderr=pipe, pass_fds=(descriptor,)
            )
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        ours.setblocking(False)
        return cls(process, ours)

    def __post_init__(self) -> None:
        assert self.process.stderr is not None
        self._tail = asyncio.create_task(self.process.stderr.read())
        self._listening = asyncio.create_task(self._listen())

    async def fork(self, roster: set[Worker]) -> Worker:
        """Asks for a worker; it is there once it has greeted."""
        number = next(self._numbers)
        mine, theirs = socket.socketpair()
        reading, writing = os.pipe()
        with theirs, os.fdopen(writing, "wb", 0) as stderr:
            pipe = os.fdopen(reading, "rb", 0)
            errors = asyncio.StreamReader()
            loop = asyncio.get_running_loop()
            hearing = None
            try:
                hearing, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(errors), pipe)
                reader, writer = await asyncio.open_unix_connection(sock=mine)
            except BaseException:
                mine.close()
                (hearing or pipe).close()
                raise
            ended: asyncio.Future[Ending] = loop.create_future()
            worker = Worker(reader, writer, errors, ended, lambda: self._tell({"kill": number}), roster)
            if self.gone:
                ended.set_result(Ending(lost=True))
            else:
                self._endings[number] = ended
                self._tell({"fork": number}, theirs.fileno(), stderr.fileno())
            return worker

    async def close(self) -> None:
        """Hangs up, which makes the nursery kill and reap its workers; waits until it is gone."""
        if not self.ready:
            self.kill()  # It has no workers yet, and would only notice when everything is loaded.
        self._listening.cancel()
        await asyncio.wait({self._listening})
        await self._leave()
        await asyncio.wait({self._tail})

    async def _listen(self) -> None:
        """Hears the nursery until it hangs up; then whatever it had is lost."""
        problem = ""
        try:
            while packet := await self._packet():
                message = json.loads(packet)
                problem = message.get("failed", problem)
                self.ready = self.ready or "ready" in message
                if "ended" in message:
                    ending = Ending(message["code"], message["peak"], message.get("reason", ""))
                    _settle(self._endings.pop(message["ended"]), ending)
            self.failed = bool(problem)
            self.gone = True
            await self._leave()
            problem = problem or last_line(await asyncio.shield(self._tail))
        finally:
            self.gone = True
            self.control.close()
            for each in self._endings.values():
                _settle(each, Ending(reason=problem, lost=True))

    async def _packet(self) -> bytes:
        """The next message; nothing when the nursery has hung up."""
        receive = asyncio.get_running_loop().sock_recv
        try:
            return await receive(self.control, 65536)
        except ConnectionResetError:  # It hung up with messages of ours unread; what it said before still comes.
            return await receive(self.control, 65536)

    async def _leave(self) -> None:
        """Waits until the nursery is gone; one that hung up and lives on is killed, and its workers die with it."""
        try:
            async with asyncio.timeout(5):
                await self.process.wait()
        except TimeoutError:
            self.kill()
            await self.process.wait()

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()

    def _tell(self, message: dict[str, int], *descriptors: int) -> None:
        """Sends a message without waiting.  A nursery that has let dozens of them pile up hangs, and is ended."""
        try:
            socket.send_fds(self.control, [json.dumps(message).encode()], list(descriptors))
        except BlockingIOError:
            self.kill()
        except OSError:
            return  # It has gone, which the listener notices.


def _settle(ended: asyncio.Future[Ending], ending: Ending) -> None:
    if not ended.done():
        ended.set_result(ending)
