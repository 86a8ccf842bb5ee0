"""``textDocument/inlayHint`` and ``inlayHint/resolve``."""

from __future__ import annotations

from typing import Any

from lsprotocol import types

from worksheet_server.lsp.connection import Connection
from worksheet_server.queries.hints import hints
from worksheet_server.queries.hover import hover
from worksheet_server.queries.places import Place


async def answer_inlay_hints(connection: Connection, params: types.InlayHintParams) -> list[types.InlayHint]:
    """The answers that are known, at once; a refresh follows when there are more."""
    document = connection.documents.get(params.text_document.uri)
    if document is None:
        return []
    first, last = params.range.start.line, params.range.end.line
    document.show(first, last)
    return [
        types.InlayHint(
            document.position(hint.place),
            hint.text,
            padding_left=True,
            data={"uri": document.uri, "line": hint.place.line},
        )
        for hint in hints(document.state, first, last)
    ]


async def resolve_inlay_hint(connection: Connection, params: types.InlayHint) -> types.InlayHint:
    """Adds the tooltip, which is what a hover shows; a hint whose line has gone stays as it is."""
    data: Any = params.data
    uri, line = (data.get("uri"), data.get("line")) if isinstance(data, dict) else (None, None)
    document = connection.documents.get(uri) if isinstance(uri, str) else None
    if document is not None and isinstance(line, int):
        found = hover(document.state, Place(line, 0))
        if found:
            params.tooltip = types.MarkupContent(types.MarkupKind.Markdown, found.markdown)
    return params
