"""One client, what it can do, and the worksheets that it has open."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from worksheet_server.lsp.client import Client
from worksheet_server.lsp.documents import Document
from worksheet_server.lsp.protocol import StrictProtocol
from worksheet_server.service.evaluator import Evaluator
from worksheet_server.service.results import Results
from worksheet_server.service.session import Session

logger = logging.getLogger(__name__)

_REFRESH_SECONDS = 0.05


class Connection(LanguageServer):
    """What the handlers of requests are given.

    All that goes to the client unasked goes through here.  ``on_change`` and ``on_close`` are what else is to be done
    when a worksheet has something new to show, or is closed.
    """

    protocol: StrictProtocol

    def __init__(self, evaluator: Evaluator) -> None:
        super().__init__("worksheet", version("worksheet-server"), protocol_cls=StrictProtocol)
        self.client = Client()
        self.documents: dict[str, Document] = {}
        self.evaluator = evaluator
        self.on_change: Callable[[Connection, Document], None] = _nothing
        self.on_close: Callable[[Connection, Document], None] = _nothing
        self.finished: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self.protocol.stop = self.stop
        self._answers = Results()
        self._next_refresh = 0.0
        self._stale: dict[str, Document] = {}
        self._tasks: set[asyncio.Task[Any]] = set()

    def handle(self, method: str, handler: Callable[[Connection, Any], Any], options: Any = None) -> None:
        """Answers ``method`` with ``handler``, which gets this connection and the parameters."""
        self.feature(method, options)(partial(handler, self))

    def stop(self, status: int) -> None:
        """Ends the conversation; the first status counts."""
        if not self.finished.done():
            self.finished.set_result(status)

    def spawn(self, work: Any) -> None:
        """Runs a coroutine beside the conversation."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def open_session(self) -> Session:
        """A session for one more worksheet."""
        return Session(self.evaluator, memory=self._answers)

    def changed(self, document: Document) -> None:
        """New answers have arrived: the client is told at once, and then some twenty times a second at most."""
        if not self._stale:
            loop = asyncio.get_running_loop()
            loop.call_at(max(self._next_refresh, loop.time()), self._tell)
        self._stale[document.uri] = document

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Our own mistakes go to the log; a person who types has nothing to do with them."""
        logger.error("%s: %s", getattr(source, "__name__", source), error)

    def _tell(self) -> None:
        stale, self._stale = self._stale, {}
        self._next_refresh = asyncio.get_running_loop().time() + _REFRESH_SECONDS
        if self.finished.done():
            return
        if self.client.refreshes_hints:
            self.protocol.send_request(types.WORKSPACE_INLAY_HINT_REFRESH)
        if self.client.pulls:
            self.protocol.send_request(types.WORKSPACE_DIAGNOSTIC_REFRESH)
        for document in stale.values():
            self.on_change(self, document)


def _nothing(connection: Connection, document: Document) -> None:
    """A client that pulls asks for what it wants."""
