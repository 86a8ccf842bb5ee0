"""What the editor at the other end can do."""

from __future__ import annotations

from dataclasses import dataclass

from lsprotocol import types
from pygls.capabilities import ServerCapabilitiesBuilder

from worksheet_server.text.positions import Encoding


@dataclass(frozen=True, slots=True)
class Client:
    """What was agreed on in ``initialize``.

    ``pulls``: diagnostics wait to be asked for, which is only good where the client can be told to ask again; elsewhere
    they are pushed, and never both.
    """

    encoding: Encoding = Encoding.UTF_16
    pulls: bool = False
    refreshes_hints: bool = False
    reads_markdown: bool = True
    nests_symbols: bool = True
    versions_edits: bool = False


def describe(capabilities: types.ClientCapabilities) -> Client:
    """Reads the client's capabilities."""
    text = capabilities.text_document or types.TextDocumentClientCapabilities()
    workspace = capabilities.workspace or types.WorkspaceClientCapabilities()
    content_formats = text.hover.content_format if text.hover else None
    return Client(
        encoding=Encoding(ServerCapabilitiesBuilder.choose_position_encoding(capabilities)),
        pulls=bool(text.diagnostic and workspace.diagnostics and workspace.diagnostics.refresh_support),
        refreshes_hints=bool(workspace.inlay_hint and workspace.inlay_hint.refresh_support),
        reads_markdown=content_formats is None or types.MarkupKind.Markdown in content_formats,
        nests_symbols=bool(text.document_symbol and text.document_symbol.hierarchical_document_symbol_support),
        versions_edits=bool(workspace.workspace_edit and workspace.workspace_edit.document_changes),
    )
