"""``textDocument/codeAction``."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types

from worksheet_server.lsp.connection import Connection
from worksheet_server.lsp.diagnostics import convert
from worksheet_server.lsp.documents import Document
from worksheet_server.queries.actions import Action, actions


async def answer_actions(connection: Connection, params: types.CodeActionParams) -> list[types.CodeAction]:
    """The edits that are offered for the statements that the selection touches."""
    document = connection.documents.get(params.text_document.uri)
    if document is None or not _wanted(params.context.only):
        return []
    offered = actions(document.state, params.range.start.line, params.range.end.line)
    return [_convert(connection, document, each) for each in offered]


def _wanted(only: Sequence[types.CodeActionKind | str] | None) -> bool:
    return only is None or any(kind in ("", types.CodeActionKind.QuickFix) for kind in only)


def _convert(connection: Connection, document: Document, action: Action) -> types.CodeAction:
    edits = [document.text_edit(action.edit)]
    if connection.client.versions_edits:
        identifier = types.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
        edit = types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identifier, list(edits))])
    else:
        edit = types.WorkspaceEdit(changes={document.uri: edits})
    return types.CodeAction(
        action.title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[convert(document, action.finding)] if action.finding else None,
        is_preferred=action.preferred or None,
        edit=edit,
    )
