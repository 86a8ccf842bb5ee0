"""What somebody who asked for an evaluation holds while it is done."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from worksheet_server.values.answers import Result
from worksheet_server.values.requests import Request
from worksheet_server.values.stopped import stopped

INTERACTIVE = 0
"""The priority of what was just edited; one worker is kept for it."""

VISIBLE = 10
"""The priority of what is on the screen."""

BACKGROUND = 20
"""The priority of everything else."""


class Ticket:
    """The parts of a reply, as they come: ``async for result in ticket``.

    The last part has ``pending`` false.  After ``cancel`` the iteration ends without one.
    """

    def __init__(self, request: Request, on_cancel: Callable[[Ticket], None]) -> None:
        self.request = request
        self.closed = False
        self._on_cancel = on_cancel
        self._parts: asyncio.Queue[Result | None] = asyncio.Queue()

    def __aiter__(self) -> Ticket:
        return self

    async def __anext__(self) -> Result:
        result = await self._parts.get()
        if result is None:
            self._parts.put_nowait(None)
            raise StopAsyncIteration
        return result

    async def final(self) -> Result | None:
        """The last part, once it is there; ``None`` for a cancelled ticket."""
        last = None
        async for result in self:
            last = result
        return None if last is None or last.pending else last

    def cancel(self) -> None:
        """Nobody wants the rest: a queued request never runs, a running one is killed.  Twice is no harm."""
        if not self.closed:
            self.close()
            self._on_cancel(self)

    def deliver(self, result: Result) -> None:
        """Hands over a part; the final one closes the ticket."""
        if not self.closed:
            self._parts.put_nowait(result)
            if not result.pending:
                self.close()

    def stop(self, code: str, reason: str, partial: Result | None = None) -> None:
        """Ends the ticket with what is known so far and a diagnostic."""
        self.deliver(stopped(self.request.statement, code, reason, partial))

    def close(self) -> None:
        """Ends the iteration after the parts that are already there."""
        self.closed = True
        self._parts.put_nowait(None)
