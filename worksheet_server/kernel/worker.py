"""A worker: requests in, results out, one after the other, until the front hangs up."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from dataclasses import dataclass
from typing import Any

from worksheet_server.kernel.channel import Channel
from worksheet_server.kernel.limits import mapped, memory
from worksheet_server.values.answers import Result
from worksheet_server.values.budget import OutOfTime
from worksheet_server.values.codec import from_json, to_json
from worksheet_server.values.frames import BrokenFrame, Message
from worksheet_server.values.requests import Request
from worksheet_server.values.stopped import stopped


def work(kernel: Any, topics: Any, channel: Channel, warm: bool) -> None:
    """Serves one connection.

    ``kernel`` is a module with ``evaluate`` and ``manifest``; ``warm`` tells the front whether the first evaluation
    is already behind us. Returns when the front closes, or when this process has leaving so much that a new one
    should take its place.
    """
    start = mapped()
    channel.send({"ready": os.getpid(), "warm": warm})
    while (message := channel.receive()) is not None:
        if "manifest" in message:
            channel.send({"id": message["id"], "manifest": to_json(kernel.manifest(topics)), "done": True})
            continue
        reply = _Reply(channel, message["id"], from_json(message["request"]), start)
        reply.serve(kernel, topics)
        if reply.leaving:
            return


@dataclass(slots=True)
class _Reply:
    """The parts sent so far for one request.

    ``start`` counts the bytes mapped before the first request; ``leaving`` tells the front that this process should
    not get another one, because it has grown too much or may still be at work.
    """

    channel: Channel
    number: int
    request: Request
    start: int
    partial: Result | None = None
    parts: int = 0
    done: bool = False
    leaving: bool = False

    def serve(self, kernel: Any, topics: Any) -> None:
        """Evaluates the request; whatever happens, the last part sent is final."""
        try:
            with memory(self.request.settings.memory, self.start):
                kernel.evaluate(self.request, topics, self._emit)
            self._end("crashed", "the kernel ended without a final result")
        except OutOfTime:
            self._end("time-limit", "stopped: no time was left")
        except MemoryError:
            size = self.request.settings.memory / 1024**2
            self._end("memory-limit", f"stopped: it needs more than {size:,.0f} MB of memory")
        except RecursionError:
            self._end("crashed", "stopped: it is nested too deeply to evaluate")
        except Exception as error:
            traceback.print_exc(limit=-20)
            self._end("crashed", f"the kernel failed: {_brief(error)}")

    def _end(self, code: str, text: str) -> None:
        """Sends a final part where none was sent, once no soft limit can ring any more."""
        _silence_alarm()
        if not self.done:
            self._emit(stopped(self.request.statement, code, text, self.partial))

    def _emit(self, result: Result) -> None:
        if self.done:
            return
        if not result.pending:
            self.leaving = mapped() > self.start + self.request.settings.memory // 4
        try:
            self._send(result)
        except BrokenFrame:
            self.leaving = True
            result = stopped(self.request.statement, "memory-limit", "stopped: the answer is too long to show")
            self._send(result)
        self.done = not result.pending
        self.partial = result

    def _send(self, result: Result) -> None:
        message: Message = {"id": self.number, "part": self.parts, "result": to_json(result)}
        if not result.pending:
            message |= {"done": True, "leaving": self.leaving}
        self.channel.send(message)
        self.parts += 1


def _brief(error: Exception) -> str:
    first = (str(error).splitlines() or [""])[0][:200]
    return f"{type(error).__name__}: {first}" if first else type(error).__name__


def _silence_alarm() -> None:
    """A soft limit must not ring during the next request."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, 0)
