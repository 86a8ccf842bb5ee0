"""Telling the client what it did not ask for: that a worksheet has new answers."""

from __future__ import annotations

import asyncio

from lsprotocol import types

from worksheet_server.lsp import diagnostics
from worksheet_server.lsp.connection import Connection
from worksheet_server.lsp.documents import Document

_SHORTEST, _LONGEST = 0.002, 0.05
_QUIET_SECONDS = 0.2
_REMINDER_SECONDS = 0.4


class Announcer:
    """Tells the client when it should ask again for one worksheet.

    After an edit or a quiet moment at once; where answers keep coming, less and less often, down to twenty times a
    second.
    """

    def __init__(self, connection: Connection, document: Document) -> None:
        self._connection = connection
        self._document = document
        self._pushed: str | None = None
        self._interval = _SHORTEST
        self._told_at = float("-inf")
        self._waiting: asyncio.TimerHandle | None = None
        self._reminder: asyncio.TimerHandle | None = None

    def read(self) -> None:
        """The text was read: what is wrong with it is told; the client asks for the rest itself after an edit."""
        self._interval = _SHORTEST
        self._push_diagnostics()

    def answered(self) -> None:
        """Answers have arrived."""
        if self._waiting is None:
            loop = asyncio.get_running_loop()
            quiet = loop.time() - self._told_at > _QUIET_SECONDS
            self._interval = _SHORTEST if quiet else self._interval
            self._waiting = loop.call_at(max(loop.time(), self._told_at + self._interval), self._tell)

    def close(self) -> None:
        """The worksheet is closed: what was told is taken back."""
        for timer in (self._waiting, self._reminder):
            if timer is not None:
                timer.cancel()
        if self._pushed not in (None, diagnostics.NOTHING):
            self._push([], None)

    def _tell(self) -> None:
        loop = asyncio.get_running_loop()
        self._waiting, self._told_at = None, loop.time()
        self._interval = min(2 * self._interval, _LONGEST)
        self._push_diagnostics()
        if self._connection.client.pulls:
            self._connection.protocol.send_request(types.WORKSPACE_DIAGNOSTIC_REFRESH)
        self._refresh_hints()
        if self._connection.client.misses_refreshes:
            if self._reminder is not None:
                self._reminder.cancel()
            self._reminder = loop.call_later(_REMINDER_SECONDS, self._refresh_hints)

    def _refresh_hints(self) -> None:
        if self._connection.client.refreshes_hints and not self._connection.finished.done():
            self._connection.protocol.send_request(types.WORKSPACE_INLAY_HINT_REFRESH)

    def _push_diagnostics(self) -> None:
        """Where they are not pulled, and unless they are those that the client has."""
        if self._connection.client.pulls:
            return
        name, items = diagnostics.collect(self._document)
        if name != self._pushed:
            self._pushed = name
            self._push(items, self._document.version)

    def _push(self, items: list[types.Diagnostic], version: int | None) -> None:
        params = types.PublishDiagnosticsParams(self._document.uri, items, version=version)
        self._connection.text_document_publish_diagnostics(params)
