"""Noticing that the editor died, which may leave standard input open."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable

_SECONDS = 2.0


async def watch(process_id: int, died: Callable[[], None]) -> None:
    """Calls ``died`` once when the process ends.

    On Linux the kernel tells, also for a parent that nobody reaped; elsewhere on POSIX the process is asked for every
    two seconds.  On Windows a signal of 0 would interrupt it, so that the end of standard input has to do.
    """
    if sys.platform == "win32":
        return
    if not hasattr(os, "pidfd_open"):
        await _poll(process_id)
        died()
        return
    try:
        descriptor = os.pidfd_open(process_id)
    except ProcessLookupError:
        died()
        return
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    loop.add_reader(descriptor, ended.set)
    try:
        await ended.wait()
        died()
    finally:
        loop.remove_reader(descriptor)
        os.close(descriptor)


async def _poll(process_id: int) -> None:
    # No event tells of another process's end here.
    while _lives(process_id):
        await asyncio.sleep(_SECONDS)


def _lives(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
