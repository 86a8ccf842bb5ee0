"""``textDocument/documentSymbol``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lsprotocol import types

from worksheet_server.lsp.connection import Connection
from worksheet_server.lsp.documents import Document
from worksheet_server.queries.symbols import Symbol, SymbolKind, outline

_KINDS = {
    SymbolKind.HEADING: types.SymbolKind.String,
    SymbolKind.FUNCTION: types.SymbolKind.Function,
    SymbolKind.VARIABLE: types.SymbolKind.Variable,
}


async def answer_symbols(
    connection: Connection, params: types.DocumentSymbolParams
) -> Sequence[types.DocumentSymbol] | Sequence[types.SymbolInformation]:
    """The outline, nested where the client can show that."""
    document = connection.documents.get(params.text_document.uri)
    if document is None:
        return []
    symbols = outline(document.state)
    if connection.client.nests_symbols:
        return [_nested(document, each) for each in symbols]
    return list(_flat(document, symbols))


def _nested(document: Document, symbol: Symbol) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        symbol.name,
        _KINDS[symbol.kind],
        document.range(symbol.stretch),
        document.range(symbol.selection),
        detail=symbol.detail or None,
        children=[_nested(document, each) for each in symbol.children],
    )


def _flat(document: Document, symbols: Sequence[Symbol], container: str = "") -> Iterator[types.SymbolInformation]:
    for each in symbols:
        location = types.Location(document.uri, document.range(each.stretch))
        yield types.SymbolInformation(location, each.name, _KINDS[each.kind], container_name=container or None)
        yield from _flat(document, each.children, each.name)
