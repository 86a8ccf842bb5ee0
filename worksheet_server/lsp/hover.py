"""``textDocument/hover``."""

from __future__ import annotations

from lsprotocol import types

from worksheet_server.lsp.connection import Connection
from worksheet_server.queries.hover import hover


async def answer_hover(connection: Connection, params: types.HoverParams) -> types.Hover | None:
    """What is known of the statement under the cursor; the rest is never waited for."""
    document = connection.documents.get(params.text_document.uri)
    found = document and hover(document.state, document.place(params.position))
    if not document or not found:
        return None
    kind = types.MarkupKind.Markdown if connection.client.reads_markdown else types.MarkupKind.PlainText
    return types.Hover(types.MarkupContent(kind, found.markdown), document.range(found.stretch))
