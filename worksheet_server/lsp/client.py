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

    ``misses_refreshes``: Neovim 0.11 keeps the old hints when it happens to redraw between being told that there are
    new ones and getting them; it is told once more.
    """

    encoding: Encoding = Encoding.UTF_16
    pulls: bool = False
    refreshes_hints: bool = False
    misses_refreshes: bool = False
    reads_markdown: bool = True
    nests_symbols: bool = True
    versions_edits: bool = False


def describe(params: types.InitializeParams) -> Client:
    """Reads what the client says of itself."""
    capabilities = params.capabilities
    text = capabilities.text_document or types.TextDocumentClientCapabilities()
    workspace = capabilities.workspace or types.WorkspaceClientCapabilities()
    content_formats = text.hover.content_format if text.hover else None
    return Client(
        encoding=Encoding(ServerCapabilitiesBuilder.choose_position_encoding(capabilities)),
        pulls=bool(text.diagnostic and workspace.diagnostics and workspace.diagnostics.refresh_support),
        refreshes_hints=bool(workspace.inlay_hint and workspace.inlay_hint.refresh_support),
        misses_refreshes=bool(params.client_info and params.client_info.name == "Neovim"),
        reads_markdown=content_formats is None or types.MarkupKind.Markdown in content_formats,
        nests_symbols=bool(text.document_symbol and text.document_symbol.hierarchical_document_symbol_support),
        versions_edits=bool(workspace.workspace_edit and workspace.workspace_edit.document_changes),
    )
