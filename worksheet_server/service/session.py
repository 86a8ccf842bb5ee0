"""One worksheet being worked on: its text goes in, its answers come as they are found."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Protocol

from worksheet_server.engine.progress import Memory, Progress
from worksheet_server.engine.state import State
from worksheet_server.engine.worksheet import Placed, Worksheet, read
from worksheet_server.service.results import Results
from worksheet_server.service.ticket import BACKGROUND, INTERACTIVE, VISIBLE
from worksheet_server.service.workers import Unavailable
from worksheet_server.values.answers import Result
from worksheet_server.values.manifest import Manifest
from worksheet_server.values.requests import Request, Settings
from worksheet_server.values.stopped import stopped

AT_ONCE = 32
"""How many questions of one worksheet may lie with the evaluator; the others stay here, where edits re-order them."""


LONGEST_PAUSE = 0.3
"""Seconds that a question waits at most while somebody is typing."""


class Asked(Protocol):
    """A question that was handed over."""

    def __aiter__(self) -> AsyncIterator[Result]:
        """The parts of the answer; the last is not pending."""

    def cancel(self) -> None:
        """Nobody wants the rest."""


class Evaluating(Protocol):
    """What a session needs of an evaluator."""

    def submit(self, request: Request, priority: int) -> Asked:
        """Hands a question over; a lower priority goes first."""

    async def manifest(self) -> Manifest:
        """What the topics offer."""


class Session:
    """A worksheet, its state, and whoever wants to hear when that changes.

    Lines that were just edited are asked first, then those on the screen (``show``), then the others.  An edit
    cancels what it made stale; the old answers stay, marked pending, until new ones arrive.  Sessions may share a
    ``memory`` of answers.

    Use it within one event loop, and ``close`` it.
    """

    def __init__(self, evaluator: Evaluating, settings: Settings | None = None, memory: Memory | None = None) -> None:
        self._evaluator = evaluator
        self._settings = settings or Settings()
        self._progress = Progress(memory if memory is not None else Results())
        self._lines: Sequence[str] = ()
        self._listeners: list[Callable[[], None]] = []
        self._running: dict[str, tuple[Asked, asyncio.Task[None]]] = {}
        self._queue: list[tuple[int, int, str]] = []
        self._visible = range(0)
        self._edited: frozenset[int] = frozenset()
        self._ready = False
        self._opening: asyncio.Task[None] | None = None
        self._settled = asyncio.Event()
        self._settled.set()
        self._told: asyncio.Handle | None = None
        self._error: BaseException | None = None
        self._cost = 0.0
        self._pause: asyncio.TimerHandle | None = None
        self._closed = False

    @property
    def state(self) -> State:
        """Everything that is known now."""
        return self._progress.state

    @property
    def worksheet(self) -> Worksheet:
        """The worksheet as it was read last."""
        return self._progress.worksheet

    def on_change(self, listener: Callable[[], None]) -> None:
        """Has ``listener`` called, once a turn of the event loop, after answers have arrived."""
        self._listeners.append(listener)

    def update(self, lines: Sequence[str]) -> None:
        """Takes the text over as it is now, line by line without the line ends."""
        self._lines = lines
        before = self._progress.worksheet
        worksheet = read(lines, before.manifest, before, self._settings)
        known = {id(reading.parsed) for reading in before.readings}
        changed = [index for index, reading in enumerate(worksheet.readings) if id(reading.parsed) not in known]
        self._edited = frozenset(changed) if before.readings else frozenset()
        self._take(worksheet)

    def show(self, first: int, last: int) -> None:
        """Tells which lines of the file are on the screen, counted from 0."""
        self._visible = range(first, last + 1)
        self._reorder()

    async def settled(self) -> State:
        """Waits until every answer is there; raises what went wrong on our side, if anything did."""
        await self._settled.wait()
        if self._error is not None:
            raise self._error
        return self.state

    def close(self) -> None:
        """Cancels whatever is being evaluated; safe to repeat."""
        self._closed = True
        self._listeners.clear()
        for asked, task in self._running.values():
            asked.cancel()
            task.cancel()
        self._running.clear()
        if self._opening is not None:
            self._opening.cancel()
        for handle in (self._told, self._pause):
            if handle is not None:
                handle.cancel()
        self._settled.set()

    def _take(self, worksheet: Worksheet) -> None:
        self._progress.update(worksheet)
        wanted = self._progress.wanted.keys() | self._progress.tolerated
        stale = [each for each in self._running if each not in wanted]
        for fingerprint in stale:
            asked, task = self._running.pop(fingerprint)
            asked.cancel()
            task.cancel()
        if stale:
            self._wait()
        self._reorder()

    def _wait(self) -> None:
        """Somebody types faster than answers come: the next question waits about as long as an answer takes."""
        if self._pause is not None:
            self._pause.cancel()
        self._pause = asyncio.get_running_loop().call_later(min(self._cost, LONGEST_PAUSE), self._resume)

    def _resume(self) -> None:
        self._pause = None
        self._go_on()

    def _reorder(self) -> None:
        self._queue = [self._ranked(each) for each in self._progress.wanted if each not in self._running]
        heapq.heapify(self._queue)
        self._go_on()

    def _ranked(self, fingerprint: str) -> tuple[int, int, str]:
        places = self._progress.places(fingerprint)
        placed = self._progress.worksheet.placed
        if any(index in self._edited for index in places):
            priority = INTERACTIVE
        elif any(
            placed[each].line < self._visible.stop and placed[each].end_line >= self._visible.start for each in places
        ):
            priority = VISIBLE
        else:
            priority = BACKGROUND
        return priority, places[0], fingerprint

    def _go_on(self) -> None:
        """Hands over as many questions as may be under way, the most urgent first."""
        if self._closed:
            return
        if self._progress.settled:
            self._settled.set()
            return
        self._settled.clear()
        if not self._ready:
            if self._opening is None:
                self._opening = asyncio.get_running_loop().create_task(self._open())
                self._opening.add_done_callback(self._check)
            return
        while self._queue and len(self._running) < AT_ONCE and self._pause is None:
            priority, _, fingerprint = heapq.heappop(self._queue)
            request = self._progress.wanted.get(fingerprint)
            if request is not None and fingerprint not in self._running:
                asked = self._evaluator.submit(request, priority)
                task = asyncio.get_running_loop().create_task(self._listen(fingerprint, asked))
                task.add_done_callback(self._check)
                self._running[fingerprint] = (asked, task)

    async def _open(self) -> None:
        """Learns once what the topics offer; whoever edits meanwhile is read with what the language itself has."""
        try:
            manifest = await self._evaluator.manifest()
        except Unavailable:
            manifest = self._progress.worksheet.manifest
        self._ready = True
        before = self._progress.worksheet
        if manifest != before.manifest:
            self._take(read(self._lines, manifest, before, self._settings))
            self._tell()
        else:
            self._reorder()

    async def _listen(self, fingerprint: str, asked: Asked) -> None:
        async for result in asked:
            self._accept(fingerprint, result)
        request = self._progress.wanted.get(fingerprint)
        if request is not None:
            self._accept(fingerprint, stopped(request.statement, "crashed", "the evaluation was given up"))

    def _accept(self, fingerprint: str, result: Result) -> None:
        for each in self._progress.accept(fingerprint, result):
            heapq.heappush(self._queue, self._ranked(each))
        if not result.pending:
            self._running.pop(fingerprint, None)
            self._cost += (result.seconds - self._cost) / 4
        self._tell()
        self._go_on()

    def _check(self, task: asyncio.Task[None]) -> None:
        """Our own mistakes go to whoever waits for the answers, who would wait forever."""
        if not task.cancelled() and task.exception() is not None:
            self._error = task.exception()
            self._settled.set()

    def _tell(self) -> None:
        if self._told is None and self._listeners:
            self._told = asyncio.get_running_loop().call_soon(self._tell_now)

    def _tell_now(self) -> None:
        self._told = None
        for listener in tuple(self._listeners):
            listener()


def _overlap(placed: Placed, lines: range) -> bool:
    return placed.line < lines.stop and placed.end_line >= lines.start
