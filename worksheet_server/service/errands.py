"""What can be asked of a worker: the evaluation of a statement, and the manifest."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import signal
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from worksheet_server.service.launching import START
from worksheet_server.service.quarantine import Quarantine
from worksheet_server.service.ticket import INTERACTIVE, Ticket
from worksheet_server.service.watchdog import Watchdog
from worksheet_server.service.workers import Ending, Unavailable, Worker, WorkerEnded
from worksheet_server.values.answers import Result
from worksheet_server.values.codec import encode, from_json, to_json
from worksheet_server.values.frames import BrokenFrame
from worksheet_server.values.manifest import Manifest

OUT_OF_MEMORY = (b"memory", b"bad_alloc", b"alloc failed")
"""What GMP, FLINT, C++ and NumPy say before they abort for lack of memory."""


class NurseryLost(Exception):
    """The worker went because its nursery did, which is not the errand's fault."""


class Errand(Protocol):
    """Something that waits for a worker; ``closed`` once nobody wants it any more.

    A lower ``priority`` goes first.  ``retried`` remembers that a nursery was already lost under it.
    """

    priority: int
    retried: bool

    @property
    def closed(self) -> bool: ...

    async def run(self, worker: Worker) -> bool:
        """Does it; true when the worker can take another errand.  Raises ``NurseryLost``."""

    def stop(self, code: str, reason: str) -> None:
        """Ends it without a worker."""

    def drop(self) -> None:
        """Ends it without a word."""


class Evaluation:
    """A ticket's errand: one request, its deadlines, and what is said when they pass or the worker dies.

    ``grace`` is added to both time limits, because the kernel has soft limits of its own and should be the first to
    stop.
    """

    def __init__(self, ticket: Ticket, priority: int, quarantine: Quarantine, grace: float, watched: bool) -> None:
        self.ticket = ticket
        self.priority = priority
        self.retried = False
        self._quarantine = quarantine
        self._grace = grace
        self._watched = watched
        self._partial: Result | None = None
        self._leaving = False

    @property
    def closed(self) -> bool:
        return self.ticket.closed

    @cached_property
    def fingerprint(self) -> str:
        """A short name for everything that is asked."""
        return hashlib.blake2b(encode(self.ticket.request), digest_size=16).hexdigest()

    def stop(self, code: str, reason: str) -> None:
        self.ticket.stop(code, reason, self._partial)

    def drop(self) -> None:
        self.ticket.close()

    async def run(self, worker: Worker) -> bool:
        settings = self.ticket.request.settings
        self._partial = None
        limit = settings.answer_seconds
        watchdog = Watchdog(worker, settings.memory) if self._watched else None
        try:
            with watchdog.watching() if watchdog else contextlib.nullcontext():
                async with asyncio.timeout(limit + self._grace) as deadline:
                    await worker.send({"id": id(self), "request": to_json(self.ticket.request)})
                    while (result := await self._next(worker)).pending:
                        if self._partial is None:
                            limit = settings.referee_seconds
                            deadline.reschedule(asyncio.get_running_loop().time() + limit + self._grace)
                        self._partial = result
                        self.ticket.deliver(result)
        except TimeoutError:
            what = "no answer" if self._partial is None else "the answer stands, but its check did not end"
            self.stop("time-limit", f"{what} within {limit:g} s")
            return False
        except (BrokenFrame, RecursionError) as error:
            self.stop("crashed", f"the request or its answer cannot travel: {error}")
            return False
        except WorkerEnded:
            await self._explain(worker, watchdog)
            return False
        self.ticket.deliver(result)
        return not self._leaving

    async def _next(self, worker: Worker) -> Result:
        message = await worker.receive()
        self._leaving = bool(message.get("leaving"))
        try:
            result = from_json(message["result"])
        except (KeyError, ValueError) as error:
            raise BrokenFrame(str(error)) from error
        if message.get("id") != id(self) or not isinstance(result, Result):
            raise BrokenFrame("it belongs to another request")
        return result

    async def _explain(self, worker: Worker, watchdog: Watchdog | None) -> None:
        """Says why the worker ended in the middle of this request."""
        ending = await worker.ending()
        if ending.lost:
            raise NurseryLost
        memory = self.ticket.request.settings.memory
        if (watchdog and watchdog.barked) or _ran_out_of_memory(ending, worker.tail, memory):
            self.stop("memory-limit", f"stopped: it needs more than {memory / 1024**2:,.0f} MB of memory")
        else:
            self.stop("crashed", f"the kernel process {_how(ending)}")
        self._quarantine.blame(self.fingerprint)


@dataclass(eq=False, slots=True)
class ManifestErrand:
    """Asks for the manifest."""

    priority: int = INTERACTIVE
    retried: bool = False
    reply: asyncio.Future[Manifest] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    @property
    def closed(self) -> bool:
        return self.reply.done()

    async def run(self, worker: Worker) -> bool:
        try:
            async with asyncio.timeout(START):
                await worker.send({"id": id(self), "manifest": True})
                manifest = from_json((await worker.receive())["manifest"])
        except (TimeoutError, BrokenFrame, KeyError, ValueError) as error:
            self.stop("crashed", f"the kernel gave no manifest: {error}")
            return False
        except WorkerEnded:
            ending = await worker.ending()
            if ending.lost:
                raise NurseryLost from None
            self.stop("crashed", f"the kernel process {_how(ending)}")
            return False
        if not self.closed:
            self.reply.set_result(manifest)
        return True

    def stop(self, _code: str, reason: str) -> None:
        if not self.closed:
            self.reply.set_exception(Unavailable(reason))

    def drop(self) -> None:
        self.reply.cancel()


def _ran_out_of_memory(ending: Ending, tail: bytes, limit: int) -> bool:
    """Whether a signal that ended a worker came from a library that could not allocate."""
    said = any(word in tail.lower() for word in OUT_OF_MEMORY)
    return ending.code < 0 and (said or ending.peak > 0.9 * limit)


def _how(ending: Ending) -> str:
    if ending.code >= 0:
        return f"ended with status {ending.code}"
    try:
        return f"ended with {signal.Signals(-ending.code).name}"
    except ValueError:
        return f"ended with signal {-ending.code}"
