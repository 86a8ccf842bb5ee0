"""Memory limits where the system keeps none: the resident memory of a worker is looked at several times a second.

A burst that allocates and frees between two looks goes unseen, and Windows, which has no ``ps``, is not watched at all.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from worksheet_server.service.workers import Worker

INTERVAL = 0.2
"""Seconds between two looks."""

NEEDED = sys.platform != "linux"
"""Whether this system keeps no limit on address space by itself."""


@dataclass(eq=False, slots=True)
class Watchdog:
    """Kills a worker that comes to hold ``limit`` bytes more than at first; ``barked`` tells that it did."""

    worker: Worker
    limit: int
    barked: bool = False

    @contextlib.contextmanager
    def watching(self) -> Iterator[None]:
        """Watches while the block runs."""
        task = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            task.cancel()

    async def _watch(self) -> None:
        before = await resident(self.worker.pid)
        while before is not None:
            await asyncio.sleep(INTERVAL)
            now = await resident(self.worker.pid)
            if now is None:
                return
            if now - before > self.limit:
                self.barked = True
                self.worker.kill()
                return


async def resident(pid: int) -> int | None:
    """Bytes of physical memory that a process holds; ``None`` where nobody can tell."""
    statm = Path(f"/proc/{pid}/statm")
    try:
        if statm.parent.parent.joinpath("self").exists():
            return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        pipe, nothing = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
        process = await asyncio.create_subprocess_exec("ps", "-o", "rss=", "-p", str(pid), stdout=pipe, stderr=nothing)
        output, _ = await process.communicate()
        return int(output) * 1024
    except (OSError, ValueError, IndexError):
        return None
