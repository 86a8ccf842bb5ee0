"""Who answers what about worksheets; loaded once ``initialize`` is answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from lsprotocol import types

from worksheet_server.lsp import actions, diagnostics, formatting, hover, inlay_hints, symbols, sync
from worksheet_server.lsp.connection import Connection

NOTIFICATIONS: Mapping[str, Callable[[Connection, Any], None]] = {
    types.TEXT_DOCUMENT_DID_OPEN: sync.did_open,
    types.TEXT_DOCUMENT_DID_CHANGE: sync.did_change,
    types.TEXT_DOCUMENT_DID_SAVE: sync.did_save,
    types.TEXT_DOCUMENT_DID_CLOSE: sync.did_close,
}

REQUESTS: Mapping[str, Callable[[Connection, Any], Awaitable[Any]]] = {
    types.TEXT_DOCUMENT_HOVER: hover.answer_hover,
    types.TEXT_DOCUMENT_INLAY_HINT: inlay_hints.answer_inlay_hints,
    types.INLAY_HINT_RESOLVE: inlay_hints.resolve_inlay_hint,
    types.TEXT_DOCUMENT_DIAGNOSTIC: diagnostics.answer_diagnostics,
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: symbols.answer_symbols,
    types.TEXT_DOCUMENT_CODE_ACTION: actions.answer_actions,
    types.TEXT_DOCUMENT_FORMATTING: formatting.answer_formatting,
}
