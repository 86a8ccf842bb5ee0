"""A process of the kernel: ``python -m worksheet_server.kernel`` with ``nursery MODULE SOCKET`` or ``worker MODULE``.

The front starts these; people have no use for them.  A nursery talks over the Unix socket whose descriptor is
``SOCKET``, a worker over its standard input and output.  ``MODULE`` has ``load``, ``evaluate``, ``manifest`` and
``warm_up``, as ``worksheet_server.kernel.mathematics`` has.
"""

from __future__ import annotations

import importlib
import json
import os
import socket
import sys
from collections.abc import Callable
from typing import Any

from worksheet_server.kernel.channel import Channel
from worksheet_server.kernel.limits import confine, die_with_parent
from worksheet_server.kernel.nursery import tend
from worksheet_server.kernel.worker import work


def main(arguments: list[str]) -> int:
    """Runs one process until the front hangs up; the status is 1 where the mathematics could not be loaded."""
    confine()
    role, module, *rest = arguments
    if role == "nursery":
        front = socket.socket(fileno=int(rest[0]))
        loaded = _load(module, lambda message: front.send(json.dumps(message).encode()))
        if loaded:
            tend(*loaded, front)
    else:
        channel = _standard_channel()
        die_with_parent(os.getppid())
        loaded = _load(module, channel.send)
        if loaded:
            work(*loaded, channel, warm=False)
    return 0 if loaded else 1


def _load(module: str, tell: Callable[[dict[str, Any]], object]) -> tuple[Any, Any] | None:
    """The module and its topics; where that fails, the front hears why."""
    try:
        kernel = importlib.import_module(module)
        return kernel, kernel.load()
    except Exception as error:
        tell({"failed": f"{type(error).__name__}: {error}"[:500]})
        return None


def _standard_channel() -> Channel:
    """Standard input and output, which from here on are nothing and standard error.

    A stray ``print`` must not end up in a frame.
    """
    channel = Channel(os.dup(0), os.dup(1))
    if sys.platform == "win32":
        import msvcrt  # Exists on Windows alone.

        for descriptor in (channel.incoming, channel.outgoing):
            msvcrt.setmode(descriptor, os.O_BINARY)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return channel


if __name__ == "__main__":
    try:
        status = main(sys.argv[1:])
    except BrokenPipeError:
        status = 0  # The front went away in the middle of a reply.
    sys.stderr.flush()
    os._exit(status)  # Taking SymPy apart object by object would only cost time.
