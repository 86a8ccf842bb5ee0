"""What the server says that it can do, before anything is loaded that does it."""

from __future__ import annotations

from functools import partial
from types import ModuleType
from typing import Any

from lsprotocol import types

from worksheet_server.lsp import parent
from worksheet_server.lsp.client import describe
from worksheet_server.lsp.connection import Connection

NOTIFICATIONS = (
    types.TEXT_DOCUMENT_DID_OPEN,
    types.TEXT_DOCUMENT_DID_CHANGE,
    types.TEXT_DOCUMENT_DID_SAVE,
    types.TEXT_DOCUMENT_DID_CLOSE,
)

REQUESTS = (
    (types.TEXT_DOCUMENT_HOVER, None),
    (types.TEXT_DOCUMENT_INLAY_HINT, None),
    (types.INLAY_HINT_RESOLVE, None),
    (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, None),
    (types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions([types.CodeActionKind.QuickFix])),
    (types.TEXT_DOCUMENT_FORMATTING, None),
)

_PULLED = types.DiagnosticOptions(inter_file_dependencies=False, workspace_diagnostics=False, identifier="worksheet")


def register(connection: Connection) -> None:
    """Has a connection answer everything that every client may ask; the rest is settled when it introduces itself."""
    connection.handle(types.INITIALIZE, _initialize)
    connection.handle(types.INITIALIZED, _initialized)
    for method in NOTIFICATIONS:
        connection.handle(method, partial(_note, method))
    for method, options in REQUESTS:
        connection.handle(method, partial(_answer, method), options)


def _initialize(connection: Connection, params: types.InitializeParams) -> None:
    """Notes what the client can do, before it is told the capabilities."""
    connection.client = describe(params)
    if connection.client.pulls:
        method = types.TEXT_DOCUMENT_DIAGNOSTIC
        connection.handle(method, partial(_answer, method), _PULLED)
    if params.process_id is not None:
        connection.spawn(parent.watch(params.process_id, connection.protocol.lost))


def _initialized(connection: Connection, params: types.InitializedParams) -> None:
    """Loads what reads worksheets while the client gets ready."""
    _features()


def _note(method: str, connection: Connection, params: Any) -> None:
    _features().NOTIFICATIONS[method](connection, params)


async def _answer(method: str, connection: Connection, params: Any) -> Any:
    return await _features().REQUESTS[method](connection, params)


def _features() -> ModuleType:
    """Who answers; loading that takes as long as all the rest, and an editor waits for ``initialize``."""
    from worksheet_server.lsp import features

    return features
