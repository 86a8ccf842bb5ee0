"""The protocol as written: where ``pygls`` is laxer than the specification, this is not.

A message always gets the reply that it is owed, errors carry no traceback, nothing pops up for bad input, and ``exit``
ends the process with the right status.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Generator
from typing import Any

from lsprotocol import types
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInvalidParams,
    JsonRpcInvalidRequest,
    JsonRpcMethodNotFound,
    JsonRpcParseError,
    JsonRpcServerNotInitialized,
)
from pygls.protocol import LanguageServerProtocol, lsp_method

logger = logging.getLogger(__name__)


class StrictProtocol(LanguageServerProtocol):
    """``pygls`` with the repairs; ``stop`` is called with the exit status when the conversation ends."""

    stop: Callable[[int], None] = staticmethod(lambda status: None)
    _greeted = False

    def receive(self, body: bytes | None) -> None:
        """Takes one message; ``None`` stands for one whose length is not known."""
        try:
            data = json.loads(body) if body is not None else None
        except (ValueError, RecursionError):
            data = None
        if data is None:
            self._refuse(None, JsonRpcParseError("the message is not JSON"))
        elif not isinstance(data, dict) or data.get("jsonrpc") != self.VERSION:
            self._refuse(_identifier(data), JsonRpcInvalidRequest("the message is not a JSON-RPC 2.0 object"))
        elif "method" not in data:
            self._take_response(data)
        elif not isinstance(data["method"], str):
            self._refuse(_identifier(data), JsonRpcInvalidRequest("the method is not a string"))
        elif "id" not in data:
            self._take_notification(data)
        elif (identifier := _identifier(data)) is None:
            self._refuse(None, JsonRpcInvalidRequest("the id is neither a number nor a string"))
        else:
            self._take_request(identifier, data)

    def lost(self) -> None:
        """The client is gone: its stream ended, or its process."""
        self.stop(0 if self._shutdown else 1)

    def _take_request(self, identifier: int | str, data: dict[str, Any]) -> None:
        method = data["method"]
        if self._shutdown:
            self._refuse(identifier, JsonRpcInvalidRequest("the server is shutting down"))
        elif method == types.INITIALIZE and self._greeted:
            self._refuse(identifier, JsonRpcInvalidRequest("the server is initialized already"))
        elif method != types.INITIALIZE and not self._greeted:
            self._refuse(identifier, JsonRpcServerNotInitialized("the server is not initialized"))
        elif not self._knows(method):
            self._refuse(identifier, JsonRpcMethodNotFound.of(method))
        else:
            try:
                message: Any = self._converter.structure(data, types.METHOD_TO_TYPES[method][0])
            except Exception:  # cattrs raises groups of whatever the constructors raise
                self._refuse(identifier, JsonRpcInvalidParams(f"these are not the parameters of {method}"))
                return
            self._greeted = True
            self.handle_message(message)

    def _take_notification(self, data: dict[str, Any]) -> None:
        method = data["method"]
        silent = self._shutdown or not self._greeted
        if (silent and method != types.EXIT) or not (self._knows(method) or method == types.CANCEL_REQUEST):
            return
        try:
            message: Any = self._converter.structure(data, types.METHOD_TO_TYPES[method][0])
        except Exception:  # likewise
            logger.warning("ignored a notification %s with parameters that it cannot have", method)
            return
        self.handle_message(message)

    def _take_response(self, data: dict[str, Any]) -> None:
        identifier = _identifier(data)
        if identifier is None or identifier not in self._request_futures or not data.keys() & {"result", "error"}:
            return
        try:
            message = self.structure_message(data)
        except JsonRpcException:
            del self._request_futures[identifier]
            logger.warning("ignored a reply with a result that it cannot have")
            return
        self.handle_message(message)

    def _knows(self, method: str) -> bool:
        return method in self.fm.builtin_features or method in self.fm.features

    def _refuse(self, identifier: int | str | None, error: JsonRpcException) -> None:
        self._send_response(identifier, error=error.to_response_error())

    def _send_response(
        self, msg_id: int | str | None, result: Any | None = None, error: types.ResponseError | None = None
    ) -> None:
        if error is not None:
            error = types.ResponseError(code=error.code, message=error.message)
        super()._send_response(msg_id, result, error)  # type: ignore[arg-type]  # null where the id is not known

    def _send_data(self, data: Any) -> None:
        try:
            super()._send_data(data)
        except OSError:
            self.lost()

    @lsp_method(types.EXIT)
    def lsp_exit(self, *args: Any) -> Generator[Any, Any, None]:
        """Ends the process: with 0 behind a ``shutdown``, with 1 otherwise."""
        self.lost()
        yield from ()

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """The text is kept by ``documents``; that of ``pygls`` splits lines at U+2028 and others."""
        self.fm.features[types.TEXT_DOCUMENT_DID_OPEN](params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """As for ``didOpen``."""
        self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE](params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """As for ``didOpen``."""
        self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE](params)


def _identifier(data: Any) -> int | str | None:
    identifier = data.get("id") if isinstance(data, dict) else None
    return identifier if isinstance(identifier, int | str) and not isinstance(identifier, bool) else None
