"""The least that a server made with pygls can be: what the real one is measured against."""

from __future__ import annotations

from lsprotocol import types
from pygls.lsp.server import LanguageServer

server = LanguageServer("echo", "1")
payload = types.MarkupContent(types.MarkupKind.Markdown, "")


@server.feature(types.TEXT_DOCUMENT_DID_OPEN)
def did_open(params: types.DidOpenTextDocumentParams) -> None:
    """Takes the text that hovers will show."""
    payload.value = params.text_document.text


@server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
def did_change(params: types.DidChangeTextDocumentParams) -> None:
    """Nothing beyond what pygls does itself."""


@server.feature(types.TEXT_DOCUMENT_HOVER)
async def hover(params: types.HoverParams) -> types.Hover:
    """The text, back."""
    return types.Hover(payload, types.Range(params.position, params.position))


@server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
async def inlay_hint(params: types.InlayHintParams) -> list[types.InlayHint]:
    """One hint on every tenth line of the range, so that it has something to say."""
    lines = range(params.range.start.line, min(params.range.end.line, 1000), 10)
    return [types.InlayHint(types.Position(line, 1), "= 385 ✓", padding_left=True) for line in lines]


if __name__ == "__main__":
    server.start_io()
