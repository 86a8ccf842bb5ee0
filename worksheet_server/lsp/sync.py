"""``textDocument/didOpen``, ``didChange``, ``didSave`` and ``didClose``: the only way a text comes in."""

from __future__ import annotations

from lsprotocol import types

from worksheet_server.lsp.announcing import Announcer
from worksheet_server.lsp.connection import Connection
from worksheet_server.lsp.documents import Document


def did_open(connection: Connection, params: types.DidOpenTextDocumentParams) -> None:
    """Reads the worksheet and begins to evaluate it; opening it again replaces it."""
    did_close(connection, types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(params.text_document.uri)))
    item = params.text_document
    session = connection.open_session()
    document = Document(item.uri, item.version, item.text, connection.client.encoding, session)
    announcer = Announcer(connection, document)
    connection.documents[item.uri] = document
    document.on_read, document.on_close = announcer.read, announcer.close
    session.on_change(announcer.answered)
    announcer.read()


def did_change(connection: Connection, params: types.DidChangeTextDocumentParams) -> None:
    """Takes the edits; what they do not touch keeps its answers."""
    document = connection.documents.get(params.text_document.uri)
    if document is not None:
        document.edit(params.content_changes, params.text_document.version)


def did_save(connection: Connection, params: types.DidSaveTextDocumentParams) -> None:
    """Nothing: what is open is evaluated as it is typed, saved or not."""


def did_close(connection: Connection, params: types.DidCloseTextDocumentParams) -> None:
    """Forgets the worksheet, and stops what is being evaluated for it."""
    document = connection.documents.pop(params.text_document.uri, None)
    if document is not None:
        document.close()
