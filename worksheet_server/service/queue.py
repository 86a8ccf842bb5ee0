"""The errands that wait, and which of them may go next."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Collection

from worksheet_server.service.errands import Errand
from worksheet_server.service.ticket import INTERACTIVE


class Queue:
    """Errands by priority, and in the order of arrival among equals.

    At most ``size`` may run at a time, and at most ``size - reserved`` of those that are not interactive.
    """

    def __init__(self, size: int, reserved: int) -> None:
        self._size = size
        self._patient = size - min(reserved, size - 1)
        self._waiting: list[tuple[int, int, Errand]] = []
        self._order = itertools.count()

    def add(self, errand: Errand) -> None:
        """Puts an errand behind those that are as urgent."""
        heapq.heappush(self._waiting, (errand.priority, next(self._order), errand))

    def take(self, running: Collection[Errand]) -> Errand | None:
        """The next errand that may join those ``running``; ``None`` where there is none."""
        while self._waiting and self._waiting[0][2].closed:
            heapq.heappop(self._waiting)
        if not self._waiting or len(running) >= self._size:
            return None
        patient = sum(each.priority > INTERACTIVE for each in running)
        if self._waiting[0][0] > INTERACTIVE and patient >= self._patient:
            return None
        return heapq.heappop(self._waiting)[2]

    def clear(self) -> list[Errand]:
        """Takes out everything that waits."""
        waiting, self._waiting = self._waiting, []
        return [errand for _, _, errand in waiting]
