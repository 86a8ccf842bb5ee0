"""Cases put to the real evaluator, one worksheet each, under the default limits."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence

from benchmarks.referee.cases import Case
from benchmarks.referee.shown import Shown, seen
from worksheet_server.service.evaluator import Evaluator
from worksheet_server.service.session import Session

WORKERS = 2


def run(cases: Sequence[Case], tell: Callable[[int], None]) -> list[Shown]:
    """What is shown for each case; ``tell`` hears how many are done."""
    return asyncio.run(_run(cases, tell))


async def _run(cases: Sequence[Case], tell: Callable[[int], None]) -> list[Shown]:
    gate = asyncio.Semaphore(WORKERS)
    done = 0

    async def one(case: Case) -> Shown:
        nonlocal done
        async with gate:
            shown = await _ask(evaluator, case)
        done += 1
        tell(done)
        return shown

    async with Evaluator(workers=WORKERS, reserved=0) as evaluator:
        await evaluator.manifest()
        return list(await asyncio.gather(*(one(case) for case in cases)))


async def _ask(evaluator: Evaluator, case: Case) -> Shown:
    session = Session(evaluator)
    try:
        began = time.perf_counter()
        session.update(case.worksheet)
        state = await session.settled()
        return seen(state.lines[-1], round(time.perf_counter() - began, 4))
    finally:
        session.close()
