"""Worksheets evaluated from the first line to the last, outside an editor."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from worksheet_server.cli.sources import Source
from worksheet_server.engine.progress import Progress
from worksheet_server.engine.state import State
from worksheet_server.engine.worksheet import read
from worksheet_server.service.evaluator import Evaluator
from worksheet_server.service.results import Results
from worksheet_server.service.session import Session
from worksheet_server.values.requests import Settings

AT_ONCE = 4
"""How many worksheets are under way at a time."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A worksheet and everything that was found about it."""

    source: Source
    state: State


@dataclass(slots=True)
class Count:
    """How far an evaluation is, in statements."""

    total: int = 0
    done: int = 0


def evaluate(
    given: Iterable[Source], settings: Settings, jobs: int | None = None, tell: Callable[[Count], None] | None = None
) -> Iterator[Evaluated]:
    """Each worksheet as soon as it and those before it are evaluated; ``tell`` hears of the progress."""
    waiting = list(given)
    if not waiting:
        return
    with asyncio.Runner() as runner:
        batch = runner.run(_open(waiting, settings, jobs, tell))
        try:
            for task in batch.tasks:
                yield runner.run(_one(task))
        finally:
            runner.run(batch.close())


def read_only(source: Source, settings: Settings) -> State:
    """A worksheet as it reads, without any answer."""
    progress = Progress(Results())
    progress.update(read(source.lines, settings=settings))
    return progress.state


@dataclass(slots=True)
class _Batch:
    evaluator: Evaluator
    tasks: list[asyncio.Task[Evaluated]]

    async def close(self) -> None:
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await self.evaluator.close()


async def _open(
    given: list[Source], settings: Settings, jobs: int | None, tell: Callable[[Count], None] | None
) -> _Batch:
    evaluator = Evaluator(workers=jobs, reserved=0)
    await evaluator.start()
    gate = asyncio.Semaphore(AT_ONCE)
    memory = Results()
    count = Count()

    async def work(source: Source) -> Evaluated:
        async with gate:
            session = Session(evaluator, settings, memory)
            known = [0, 0]

            def changed() -> None:
                lines = session.state.lines
                asked = sum(line.pending or line.result is not None for line in lines)
                done = sum(line.result is not None and not line.pending for line in lines)
                count.total += asked - known[0]
                count.done += done - known[1]
                known[:] = asked, done
                if tell is not None:
                    tell(count)

            try:
                if tell is not None:
                    session.on_change(changed)
                session.update(source.lines)
                return Evaluated(source, await session.settled())
            finally:
                session.close()

    return _Batch(evaluator, [asyncio.create_task(work(source)) for source in given])


async def _one(task: asyncio.Task[Evaluated]) -> Evaluated:
    return await task
