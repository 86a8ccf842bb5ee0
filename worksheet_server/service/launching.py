"""How a process of the kernel is started."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

START = 120.0
"""Seconds that a process may take to load its mathematics; a cold disk needs some of them."""

ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


@dataclass(frozen=True, slots=True)
class Launch:
    """The module that a kernel process runs, and what is added to its environment."""

    kernel: str = "worksheet_server.kernel.mathematics"
    environment: Mapping[str, str] = field(default_factory=dict)

    async def start(self, role: str, *arguments: str, **streams: Any) -> asyncio.subprocess.Process:
        """Starts a nursery or a worker.

        ``-P`` keeps the current folder off the import path: a worksheet's folder must not be able to bring its own
        ``sympy.py``.  The hash seed is fixed because SymPy's order of terms can depend on it.  A session of its own
        keeps the terminal's Ctrl-C away.
        """
        environment = {**os.environ, "PYTHONHASHSEED": "0", **dict.fromkeys(ONE_THREAD, "1"), **self.environment}
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-m",
            "worksheet_server.kernel",
            role,
            self.kernel,
            *arguments,
            env=environment,
            start_new_session=True,
            **streams,
        )


def last_line(text: bytes) -> str:
    """The last line that a process wrote to its standard error, where there is one."""
    lines = [line.strip() for line in text.decode(errors="replace").splitlines() if line.strip()]
    return lines[-1][:300] if lines else ""
