"""The command ``worksheet``: hands over to the language server or to the other commands."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main() -> int:
    """Runs the command with this process's arguments and returns its exit status."""
    arguments = sys.argv[1:]
    # An editor waits for the server's start, so nothing of the other commands is imported for it.
    if arguments[:1] == ["server"]:
        return serve(arguments[1:])
    try:
        from worksheet_server.cli import application

        return application.main(arguments, serve)
    except KeyboardInterrupt:
        # Before the first command has begun, while its modules are still read.
        sys.stderr.write("interrupted\n")
        return 130


def serve(arguments: Sequence[str]) -> int:
    """Runs the language server; the only place where the command meets it."""
    from worksheet_server.lsp import server

    return server.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
