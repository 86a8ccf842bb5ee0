"""``textDocument/formatting``."""

from __future__ import annotations

from lsprotocol import types

from worksheet_server.lsp.connection import Connection
from worksheet_server.queries.formatting import canonical_edits


async def answer_formatting(connection: Connection, params: types.DocumentFormattingParams) -> list[types.TextEdit]:
    """Edits that bring every statement into its canonical spelling; there is one, so the options do not matter."""
    document = connection.documents.get(params.text_document.uri)
    if document is None:
        return []
    return [document.text_edit(each) for each in canonical_edits(document.state)]
