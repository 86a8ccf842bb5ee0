"""One client, what it can do, and the worksheets that it has open."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from worksheet_server.lsp.client import Client
from worksheet_server.lsp.protocol import StrictProtocol

if TYPE_CHECKING:
    from worksheet_server.lsp.documents import Document
    from worksheet_server.service.evaluator import Evaluator
    from worksheet_server.service.results import Results
    from worksheet_server.service.session import Session

logger = logging.getLogger(__name__)

_CLOSING_SECONDS = 3.0


class Connection(LanguageServer):
    """What the handlers of requests are given.

    Worksheets share one evaluator, and what it has answered.  Nothing that reads or evaluates is loaded before
    ``initialize`` is answered, so that editors start fast.
    """

    protocol: StrictProtocol

    def __init__(self) -> None:
        super().__init__("worksheet", "", protocol_cls=StrictProtocol)
        # Asking the installation for its version takes longer than loading this server.
        self.protocol.server_info = types.ServerInfo("worksheet")
        self.client = Client()
        self.documents: dict[str, Document] = {}
        self.finished: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self.protocol.stop = self.stop
        self._evaluation: tuple[Evaluator, Results] | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def handle(self, method: str, handler: Callable[[Connection, Any], Any], options: Any = None) -> None:
        """Answers ``method`` with ``handler``, which gets this connection and the parameters."""
        self.feature(method, options)(partial(handler, self))

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Runs a coroutine beside the conversation."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def open_session(self) -> Session:
        """A session for one more worksheet."""
        from worksheet_server.service.evaluator import Evaluator
        from worksheet_server.service.results import Results
        from worksheet_server.service.session import Session

        if self._evaluation is None:
            self._evaluation = Evaluator(), Results()
        evaluator, answers = self._evaluation
        return Session(evaluator, memory=answers)

    def stop(self, status: int) -> None:
        """Ends the conversation; the first status counts."""
        if not self.finished.done():
            self.finished.set_result(status)

    async def until_finished(self) -> int:
        """Waits for the end of the conversation, stops what is being evaluated, and returns the exit status."""
        status = await self.finished
        for document in self.documents.values():
            document.session.close()
        if self._evaluation is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._evaluation[0].close(), _CLOSING_SECONDS)
        return status

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Our own mistakes go to the log; a person who types has nothing to do with them."""
        logger.error("%s: %s", getattr(source, "__name__", source), error)
