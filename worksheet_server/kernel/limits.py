"""What a process of the kernel may take of its machine."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import resource

STACK = 96 * 1024**2
"""Bytes of stack.  Linux keeps at least 128 MB free below the main thread's, so this needs no new process image."""

RECURSION = 20_000
"""Python calls within calls; the worst kind (through C, as in ``sorted`` with a key) takes 1.6 kB of stack each."""


def confine() -> None:
    """Once per process: no core files, no SIGINT (the front decides what ends), and a stack for deep formulas."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "win32":
        return
    _lower(resource.RLIMIT_CORE, 0)
    if sys.platform == "linux":
        _lower(resource.RLIMIT_STACK, STACK)
        sys.setrecursionlimit(RECURSION)


def die_with_parent(parent: int) -> None:
    """Ends this process when the one that started it ends, however that happens and whatever is being computed.

    Linux does so by itself; elsewhere a thread looks once a second, which a C library that keeps the interpreter's
    lock can delay.
    """
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
    else:
        threading.Thread(target=_watch_parent, args=(parent,), daemon=True).start()


def _watch_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


@contextmanager
def memory(limit: int, before: int) -> Iterator[None]:
    """No more than ``limit`` bytes beyond the ``before`` bytes that were mapped at the start.

    Python then raises ``MemoryError``; a C library may abort the process.  Linux alone keeps such a limit (macOS
    accepts and ignores it): elsewhere the front watches.
    """
    if sys.platform != "linux":
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = before + limit
    usual = min((each for each in (soft, hard) if each != resource.RLIM_INFINITY), default=wanted)
    resource.setrlimit(resource.RLIMIT_AS, (min(wanted, usual), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def mapped() -> int:
    """Bytes of address space in use; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _lower(which: int, wanted: int) -> None:
    """Sets a soft limit, and stays below a hard limit that is lower still."""
    _, hard = resource.getrlimit(which)
    resource.setrlimit(which, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
