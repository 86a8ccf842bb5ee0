"""Which requests have ended their process before, so that they are not asked again."""

from __future__ import annotations

from collections import OrderedDict

REMEMBERED = 1000
"""How many such requests are remembered, the latest ones."""


class Quarantine:
    """Counts the processes that each request has ended; two are enough."""

    def __init__(self) -> None:
        self._ended: OrderedDict[str, int] = OrderedDict()

    def __len__(self) -> int:
        return len(self._ended)

    def blame(self, request: str) -> None:
        """The request with this fingerprint has just ended a process."""
        self._ended[request] = self._ended.pop(request, 0) + 1
        if len(self._ended) > REMEMBERED:
            self._ended.popitem(last=False)

    def holds(self, request: str) -> bool:
        """Whether it is set aside: an edit gives a statement another fingerprint, and with it a new chance."""
        return self._ended.get(request, 0) >= 2
