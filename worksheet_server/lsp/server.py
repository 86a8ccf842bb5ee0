"""``worksheet server``: starts the language server and ends it."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Sequence
from contextlib import suppress

from worksheet_server.lsp import capabilities, transport
from worksheet_server.lsp.connection import Connection


def main(arguments: Sequence[str] | None = None) -> int:
    """Serves one client until it leaves; the exit status says whether it took its leave properly."""
    arguments = sys.argv[1:] if arguments is None else arguments
    address, verbose = None, False
    if any(each != "--stdio" for each in arguments):
        # Clients start the server without arguments, or with this one; they shall not wait for a parser of arguments.
        from worksheet_server.lsp.arguments import parse

        address, verbose = parse(arguments)
    logging.basicConfig(stream=sys.stderr, level=logging.DEBUG if verbose else logging.ERROR)
    with suppress(KeyboardInterrupt):
        return asyncio.run(serve_tcp(*address) if address else serve_stdio())
    return 130


async def serve_stdio() -> int:
    """Serves the process at the other end of standard input and output."""
    incoming, outgoing = transport.claim_standard_streams()
    connection = connect()
    connection.protocol.set_writer(transport.DescriptorWriter(outgoing))
    transport.read_descriptor(incoming, connection.protocol.receive, connection.protocol.lost)
    return await connection.until_finished()


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
    connection = connect()
    connection.protocol.set_writer(transport.StreamWriter(writer))
    connection.spawn(transport.read_stream(reader, connection.protocol.receive, connection.protocol.lost))
    return await connection.until_finished()


def connect() -> Connection:
    """A connection that answers everything but is not yet attached to a client."""
    connection = Connection()
    capabilities.register(connection)
    return connection
