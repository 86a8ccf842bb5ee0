"""The evaluator: requests in, results out, computed in processes that can be stopped."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Mapping
from functools import partial
from typing import Protocol, Self

from worksheet_server.service.errands import Errand, Evaluation, ManifestErrand, NurseryLost
from worksheet_server.service.launching import Launch
from worksheet_server.service.nursery import Forking
from worksheet_server.service.quarantine import Quarantine
from worksheet_server.service.queue import Queue
from worksheet_server.service.spawning import Spawning
from worksheet_server.service.ticket import BACKGROUND, Ticket
from worksheet_server.service.watchdog import NEEDED
from worksheet_server.service.workers import Ending, Unavailable, Worker
from worksheet_server.values.manifest import Manifest
from worksheet_server.values.requests import Request

PATIENCE = 10.0
"""Seconds after which a kernel that could not be started is tried again."""

log = logging.getLogger(__name__)


class Source(Protocol):
    """Where workers come from."""

    async def worker(self) -> Worker:
        """A worker that is ready; raises ``Unavailable``."""

    async def close(self) -> None:
        """Waits until no process is left."""


class Evaluator:
    """Evaluates requests in worker processes, the most urgent first.

    ``workers`` of them run at a time (as many as there are cores, at least two), one more stands by, and ``reserved``
    of them take nothing but interactive requests.  ``nursery`` chooses between forking and starting each worker
    afresh; ``kernel`` names the module they run; ``environment`` adds to theirs.  ``watched`` polls their memory
    where the system keeps no limit.

    Use it within one event loop: ``async with Evaluator() as evaluator``.
    """

    def __init__(
        self,
        *,
        workers: int | None = None,
        reserved: int = 1,
        nursery: bool = sys.platform == "linux",
        kernel: str = Launch().kernel,
        environment: Mapping[str, str] | None = None,
        grace: float = 1.0,
        watched: bool = NEEDED,
    ) -> None:
        self._size = workers or 1 + max(1, cores() - 1)
        self._grace = grace
        self._watched = watched
        launch = Launch(kernel, environment or {})
        self._source: Source = Forking(launch) if nursery else Spawning(launch)
        self._quarantine = Quarantine()
        self._queue = Queue(self._size, reserved)
        self._idle: list[Worker] = []
        self._running: dict[Errand, asyncio.Task[bool]] = {}
        self._starting: set[asyncio.Task[Worker]] = set()
        self._problem = ""
        self._problem_at = 0.0
        self._closing: asyncio.Task[None] | None = None
        self._closed = False

    async def start(self) -> None:
        """Returns at once; the kernel loads meanwhile, and requests may come already."""
        self._arrange()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def submit(self, request: Request, priority: int = BACKGROUND) -> Ticket:
        """Asks for an evaluation; a lower ``priority`` goes first.  The reply always ends, perhaps in a diagnostic."""
        ticket = Ticket(request, lambda _ticket: self._cancel(evaluation))
        evaluation = Evaluation(ticket, priority, self._quarantine, self._grace, self._watched)
        if self._quarantine and self._quarantine.holds(evaluation.fingerprint):
            evaluation.stop("crashed", "set aside: it has ended the kernel process twice; edit the line to try again")
        else:
            self._enqueue(evaluation)
        return ticket

    async def manifest(self) -> Manifest:
        """What the topics of the kernel offer; raises ``Unavailable`` where there is no kernel."""
        errand = ManifestErrand()
        self._enqueue(errand)
        try:
            return await errand.reply
        finally:
            self._cancel(errand)

    async def close(self) -> None:
        """Ends every ticket and every process, and returns when they are gone; safe to repeat and to interrupt."""
        self._abandon()
        if self._closing is None:
            self._closing = asyncio.create_task(self._wait_for_the_end())
        await asyncio.shield(self._closing)

    def _enqueue(self, errand: Errand) -> None:
        if self._closed:
            errand.drop()
        else:
            self._queue.add(errand)
            self._arrange()

    def _arrange(self) -> None:
        """Gives idle workers the most urgent errands, and starts processes until the house is full."""
        while self._idle and (errand := self._queue.take(self._running)):
            worker = self._idle.pop()
            task = asyncio.create_task(errand.run(worker))
            self._running[errand] = task
            task.add_done_callback(partial(self._finished, errand, worker))
        self._retire_cold()
        if self._problem and asyncio.get_running_loop().time() > self._problem_at + PATIENCE:
            self._problem = ""
        if self._problem or self._closed:
            self._turn_away()
            return
        for _ in range(self._size + 1 - len(self._idle) - len(self._running) - len(self._starting)):
            start = asyncio.create_task(self._source.worker())
            self._starting.add(start)
            start.add_done_callback(self._started)

    def _turn_away(self) -> None:
        """Where there is no worker and will be none, nobody shall wait: whatever was asked gets the reason."""
        if not (self._idle or self._running or self._starting):
            for errand in self._queue.clear():
                errand.stop("crashed", f"the kernel cannot start: {self._problem}")

    def _retire_cold(self) -> None:
        """A worker forked before the warm-up is replaced once a warm one idles beside it."""
        cold = [each for each in self._idle if not each.warm]
        if len(cold) < len(self._idle):
            for each in cold:
                self._idle.remove(each)
                each.kill()

    def _started(self, task: asyncio.Task[Worker]) -> None:
        self._starting.discard(task)
        if task.cancelled():
            self._abandon()
        elif error := task.exception():
            if not isinstance(error, Unavailable):
                log.error("a kernel process could not be started", exc_info=error)
            self._problem = str(error) or type(error).__name__
            self._problem_at = asyncio.get_running_loop().time()
            self._arrange()
        elif self._closed:
            task.result().kill()
        else:
            worker = task.result()
            self._idle.append(worker)
            worker.ended.add_done_callback(partial(self._idle_ended, worker))
            self._arrange()

    def _idle_ended(self, worker: Worker, _ending: asyncio.Future[Ending]) -> None:
        if worker in self._idle:
            self._idle.remove(worker)
            worker.kill()
            self._arrange()

    def _finished(self, errand: Errand, worker: Worker, task: asyncio.Task[bool]) -> None:
        del self._running[errand]
        error = None if task.cancelled() else task.exception()
        if not task.cancelled() and error is None and task.result() and not worker.ended.done() and not self._closed:
            self._idle.append(worker)
        else:
            worker.kill()
        if task.cancelled() and not errand.closed:
            self._abandon()  # The event loop is being torn down around us.
        elif isinstance(error, NurseryLost) and not errand.retried:
            errand.retried = True
            self._enqueue(errand)
        elif isinstance(error, NurseryLost):
            errand.stop("crashed", "the kernel was lost twice")
        elif error:
            log.error("an evaluation failed in the front", exc_info=error)
            errand.stop("crashed", f"the server failed: {type(error).__name__}")
        self._arrange()

    def _cancel(self, errand: Errand) -> None:
        if task := self._running.get(errand):
            task.cancel()

    def _abandon(self) -> None:
        """From here on nothing is started; everything that runs is told to stop."""
        self._closed = True
        for errand in self._queue.clear():
            errand.drop()
        for errand, task in self._running.items():
            errand.drop()
            task.cancel()
        for start in self._starting:
            start.cancel()
        while self._idle:
            self._idle.pop().kill()

    async def _wait_for_the_end(self) -> None:
        while tasks := [*self._running.values(), *self._starting]:
            await asyncio.wait(tasks)
        await self._source.close()


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
