"""Answers remembered in memory, across edits and worksheets."""

from __future__ import annotations

from collections import OrderedDict

from worksheet_server.engine.progress import Answered

MOST = 20_000


class Results:
    """The answers last used, ``most`` of them, by the fingerprint of what was asked."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._answers: OrderedDict[str, Answered] = OrderedDict()

    def get(self, fingerprint: str) -> Answered | None:
        """The answer to a question, if it is remembered."""
        answered = self._answers.get(fingerprint)
        if answered is not None:
            self._answers.move_to_end(fingerprint)
        return answered

    def put(self, fingerprint: str, answered: Answered) -> None:
        """Remembers an answer, and forgets the one that was unused the longest where there are too many."""
        self._answers[fingerprint] = answered
        self._answers.move_to_end(fingerprint)
        if len(self._answers) > self._most:
            self._answers.popitem(last=False)
