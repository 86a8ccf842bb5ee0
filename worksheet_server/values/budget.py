"""How much time a piece of work may take."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

_AGAIN = 0.01
"""Seconds after which an alarm rings again that rang where it could not be heard."""

_DEAF = frozenset({"__del__", "gc_callback"})


class OutOfTime(BaseException):
    """A soft limit was reached.

    Not an ``Exception``, so that a library's ``except Exception`` does not swallow it.
    """


@dataclass(frozen=True, slots=True)
class Budget:
    """A deadline, in seconds of ``time.monotonic``.

    The worker process is killed from outside when its hard limit passes; a budget is the polite limit inside, which
    lets another method try after one took too long.
    """

    deadline: float

    @classmethod
    def of(cls, seconds: float) -> Budget:
        """A budget that ends ``seconds`` from now."""
        return cls(time.monotonic() + seconds)

    @property
    def remaining(self) -> float:
        """Seconds left, never negative."""
        return max(0.0, self.deadline - time.monotonic())

    def share(self, fraction: float, most: float = float("inf")) -> Budget:
        """A budget for one method: a fraction of what is left, and at most ``most`` seconds."""
        return Budget.of(min(self.remaining * fraction, most))

    def check(self) -> None:
        """Raises ``OutOfTime`` when nothing is left; call it in loops of our own."""
        if self.remaining <= 0:
            raise OutOfTime

    @contextmanager
    def enforce(self) -> Iterator[None]:
        """Interrupts pure Python code (SymPy, mpmath) with ``OutOfTime`` when the budget ends.

        Works on the main thread where ``setitimer`` exists, and nests: the nearest deadline wins.  Code inside a C
        library is not interrupted; the hard limit outside ends it.
        """
        usable = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
        if not usable:
            self.check()
            yield
            return
        outer_handler = signal.getsignal(signal.SIGALRM)
        outer_left, _ = signal.getitimer(signal.ITIMER_REAL)
        began = time.monotonic()
        mine = self.remaining
        if mine <= 0:
            raise OutOfTime
        inner_first = not outer_left or mine < outer_left

        def ring(_number: int, frame: FrameType | None) -> None:
            if _swallows_exceptions(frame):
                signal.setitimer(signal.ITIMER_REAL, _AGAIN)
                return
            raise OutOfTime

        try:
            if inner_first:
                signal.signal(signal.SIGALRM, ring)
                signal.setitimer(signal.ITIMER_REAL, mine)
            yield
        finally:
            if inner_first:
                signal.setitimer(signal.ITIMER_REAL, 0)
                signal.signal(signal.SIGALRM, outer_handler)
                if outer_left:
                    left = outer_left - (time.monotonic() - began)
                    signal.setitimer(signal.ITIMER_REAL, max(left, 1e-3))


def _swallows_exceptions(frame: FrameType | None) -> bool:
    """Whether code runs in a finalizer or a callback of the garbage collector, where an exception would be lost."""
    while frame is not None:
        if frame.f_code.co_name in _DEAF:
            return True
        frame = frame.f_back
    return False
