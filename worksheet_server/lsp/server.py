"""``worksheet server``: starts the language server, says what it can do, and ends it."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
from collections.abc import Sequence
from contextlib import suppress

from lsprotocol import types

from worksheet_server.lsp import (
    actions,
    diagnostics,
    formatting,
    hover,
    inlay_hints,
    parent,
    symbols,
    sync,
    transport,
)
from worksheet_server.lsp.client import describe
from worksheet_server.lsp.connection import Connection
from worksheet_server.service.evaluator import Evaluator

_CLOSING_SECONDS = 3.0

_HANDLERS = (
    (types.TEXT_DOCUMENT_DID_OPEN, sync.did_open),
    (types.TEXT_DOCUMENT_DID_CHANGE, sync.did_change),
    (types.TEXT_DOCUMENT_DID_SAVE, sync.did_save),
    (types.TEXT_DOCUMENT_DID_CLOSE, sync.did_close),
    (types.TEXT_DOCUMENT_HOVER, hover.answer_hover),
    (types.TEXT_DOCUMENT_INLAY_HINT, inlay_hints.answer_inlay_hints),
    (types.INLAY_HINT_RESOLVE, inlay_hints.resolve_inlay_hint),
    (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, symbols.answer_symbols),
    (types.TEXT_DOCUMENT_FORMATTING, formatting.answer_formatting),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Serves one client until it leaves; the exit status says whether it took its leave properly."""
    parser = argparse.ArgumentParser("worksheet server", description="The language server for .calc worksheets.")
    parser.add_argument("--stdio", action="store_true", help="talk over standard input and output (the default)")
    parser.add_argument("--tcp", metavar="HOST:PORT", type=_address, help="wait for one client on a TCP port")
    parser.add_argument("--verbose", action="store_true", help="log every message to standard error")
    options = parser.parse_args(arguments)
    logging.basicConfig(stream=sys.stderr, level=logging.DEBUG if options.verbose else logging.ERROR)
    with suppress(KeyboardInterrupt):
        return asyncio.run(serve_tcp(*options.tcp) if options.tcp else serve_stdio())
    return 130


async def serve_stdio() -> int:
    """Serves the process at the other end of standard input and output."""
    incoming, outgoing = transport.claim_standard_streams()
    evaluator = Evaluator()
    connection = connect(evaluator)
    connection.protocol.set_writer(transport.DescriptorWriter(outgoing))
    transport.read_descriptor(incoming, connection.protocol.receive, connection.protocol.lost)
    return await _until_finished(connection)


async def serve_tcp(host: str, port: int) -> int:
    """Waits for one client, serves it, and ends with it; the port in use is told on standard error."""
    arrived: asyncio.Future[tuple[asyncio.StreamReader, asyncio.StreamWriter]]
    arrived = asyncio.get_running_loop().create_future()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if arrived.done():
            writer.close()
        else:
            arrived.set_result((reader, writer))

    async with await asyncio.start_server(accept, host, port) as server:
        sys.stderr.write("listening on {}:{}\n".format(*server.sockets[0].getsockname()[:2]))
        reader, writer = await arrived
    evaluator = Evaluator()
    connection = connect(evaluator)
    connection.protocol.set_writer(transport.StreamWriter(writer))
    connection.spawn(transport.read_stream(reader, connection.protocol.receive, connection.protocol.lost))
    return await _until_finished(connection)


def connect(evaluator: Evaluator) -> Connection:
    """A connection that answers everything but is not yet attached to a client."""
    connection = Connection(evaluator)
    connection.handle(types.INITIALIZE, _initialize)
    for method, handler in _HANDLERS:
        connection.handle(method, handler)
    only_fixes = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    connection.handle(types.TEXT_DOCUMENT_CODE_ACTION, actions.answer_actions, only_fixes)
    return connection


def _initialize(connection: Connection, params: types.InitializeParams) -> None:
    """Notes what the client can do, before the capabilities are told."""
    connection.client = describe(params.capabilities)
    if connection.client.pulls:
        connection.handle(
            types.TEXT_DOCUMENT_DIAGNOSTIC,
            diagnostics.answer_diagnostics,
            types.DiagnosticOptions(inter_file_dependencies=False, workspace_diagnostics=False, identifier="worksheet"),
        )
    else:
        connection.on_change = diagnostics.push
        connection.on_close = diagnostics.clear
    if params.process_id is not None:
        connection.spawn(parent.watch(params.process_id, connection.protocol.lost))


async def _until_finished(connection: Connection) -> int:
    status = await connection.finished
    for document in connection.documents.values():
        document.session.close()
    with suppress(TimeoutError):
        await asyncio.wait_for(connection.evaluator.close(), _CLOSING_SECONDS)
    return status


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not port.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not HOST:PORT")
    return host or "127.0.0.1", int(port)
