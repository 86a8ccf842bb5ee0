"""Workers started one by one, where no nursery can fork them."""

from __future__ import annotations

import asyncio
import contextlib

from worksheet_server.service.launching import START, Launch, last_line
from worksheet_server.service.workers import Ending, Unavailable, Worker, WorkerEnded

AT_ONCE = 2
"""How many processes load at the same time: each keeps a core busy for about a second."""


class Spawning:
    """Where workers come from without a nursery."""

    def __init__(self, launch: Launch) -> None:
        self._launch = launch
        self._loading = asyncio.Semaphore(AT_ONCE)
        self._roster: set[Worker] = set()
        self._waits: set[asyncio.Task[Ending]] = set()

    async def worker(self) -> Worker:
        """A worker that is ready; raises ``Unavailable``."""
        async with self._loading:
            worker = await self._spawn()
            try:
                async with asyncio.timeout(START):
                    await worker.begin()
                return worker
            except WorkerEnded:
                ending = await worker.ending()
                raise Unavailable(last_line(worker.tail) or f"its process ended with status {ending.code}") from None
            except TimeoutError:
                worker.kill()
                raise Unavailable(f"it did not start within {START:g} s") from None
            except BaseException:
                worker.kill()
                raise

    async def close(self) -> None:
        """Waits until every process is gone; whoever had them has killed them."""
        while self._waits:
            await asyncio.wait(self._waits)
        await Worker.farewell(self._roster)

    async def _spawn(self) -> Worker:
        pipe = asyncio.subprocess.PIPE
        process = await self._launch.start("worker", stdin=pipe, stdout=pipe, stderr=pipe)
        assert process.stdin
        assert process.stdout
        assert process.stderr
        ended = asyncio.create_task(_wait(process))
        self._waits.add(ended)
        ended.add_done_callback(self._waits.discard)

        def stop() -> None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()

        return Worker(process.stdout, process.stdin, process.stderr, ended, stop, self._roster)


async def _wait(process: asyncio.subprocess.Process) -> Ending:
    try:
        return Ending(await process.wait())
    finally:
        if process.returncode is None:
            process.kill()
