"""The nursery: one process with everything loaded, which forks a worker when the front asks for one.

Single-threaded on purpose: forking a process with threads is how locks get stuck.  The front sends each message as
one packet of a Unix socket: ``{"fork": n}`` together with the worker's socket and its standard error, and ``{"kill":
n}``.  Back go ``{"ready": true}`` or ``{"failed": reason}`` once, and ``{"ended": n, "code": c, "peak": bytes}`` for
every worker, with a negative ``code`` for a signal.  Workers are known by number: a process id could already mean
somebody else.  When the front closes its end, all workers are killed, and the nursery ends.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import socket
import traceback
from dataclasses import dataclass, field
from typing import Any

from worksheet_server.kernel.channel import Channel
from worksheet_server.kernel.limits import die_with_parent
from worksheet_server.kernel.worker import work

PACKET = 65536


@dataclass(slots=True)
class Nursery:
    """The workers alive, by process id, and how to make more.

    ``wake`` becomes readable when a child has ended; ``private`` are the descriptors that no worker may keep.
    """

    kernel: Any
    topics: Any
    front: socket.socket
    wake: int
    private: tuple[int, ...]
    workers: dict[int, int] = field(default_factory=dict)
    waiting: list[tuple[int, int, int]] = field(default_factory=list)
    forked: bool = False
    warm: bool = False

    def run(self) -> None:
        """Serves the front until it hangs up; the steps of the warm-up come in between."""
        self._tell({"ready": True})
        gc.freeze()
        warming = iter(self.kernel.warm_up(self.topics))
        watched: list[socket.socket | int] = [self.front, self.wake]
        while True:
            readable, _, _ = select.select(watched, [], [], None if self.warm else 0)
            if self.wake in readable:
                os.read(self.wake, PACKET)
                self._reap()
            if self.front in readable and not self._serve_one():
                break
            if not self.warm and not readable and next(warming, self) is self:
                self._finish_warming()
        for pid in self.workers:
            os.kill(pid, signal.SIGKILL)
        for pid in self.workers:
            os.waitpid(pid, 0)

    def _finish_warming(self) -> None:
        self.warm = True
        gc.collect()
        gc.freeze()
        for each in self.waiting:
            self._fork(*each)

    def _serve_one(self) -> bool:
        """Takes one message; false once the front has gone.

        The first worker is forked before the warm-up, so that a first answer does not wait for it; the others after it.
        """
        try:
            packet, descriptors, _, _ = socket.recv_fds(self.front, PACKET, 2)
        except ConnectionError:
            return False
        if not packet:
            return False
        message = json.loads(packet)
        if "kill" in message:
            for pid, number in self.workers.items():
                if number == message["kill"]:
                    os.kill(pid, signal.SIGKILL)
        elif self.warm or not self.forked:
            self._fork(message["fork"], *descriptors)
        else:
            self.waiting.append((message["fork"], *descriptors))
        return True

    def _fork(self, number: int, connection: int, errors: int) -> None:
        self.forked = True
        parent = os.getpid()
        try:
            pid = os.fork()
        except OSError as error:
            reason = f"no process could be started: {error.strerror}"
            self._tell({"ended": number, "code": 1, "peak": 0, "reason": reason})
        else:
            if pid == 0:
                self._become_worker(parent, connection, errors)
            self.workers[pid] = number
        os.close(connection)
        os.close(errors)

    def _become_worker(self, parent: int, connection: int, errors: int) -> None:
        """The rest of a worker's life; never returns into the nursery's code."""
        code = 1
        try:
            die_with_parent(parent)
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(errors, 1)
            os.dup2(errors, 2)
            others = [descriptor for _, *pair in self.waiting for descriptor in pair]
            for descriptor in {*self.private, *others, errors} - {connection}:
                with contextlib.suppress(OSError):
                    os.close(descriptor)
            work(self.kernel, self.topics, Channel(connection, connection), self.warm)
            code = 0
        except BrokenPipeError:
            code = 0  # The front has gone.
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)

    def _reap(self) -> None:
        """Collects every child that has ended: SIGCHLD counts several as one."""
        while self.workers:
            pid, status, usage = os.wait4(-1, os.WNOHANG)
            if pid == 0:
                return
            number = self.workers.pop(pid, None)
            if number is not None:
                code = os.waitstatus_to_exitcode(status)
                self._tell({"ended": number, "code": code, "peak": usage.ru_maxrss * 1024})

    def _tell(self, message: dict[str, Any]) -> None:
        with contextlib.suppress(ConnectionError):  # The next receive says so again, where it is dealt with.
            self.front.send(json.dumps(message).encode())


def tend(kernel: Any, topics: Any, front: socket.socket) -> None:
    """Runs a nursery on the front's socket until the front hangs up."""
    wake, woken = os.pipe()
    os.set_blocking(woken, False)
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
    Nursery(kernel, topics, front, wake, (front.fileno(), wake, woken)).run()
