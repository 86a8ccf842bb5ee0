"""The arguments of ``worksheet server``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence


def parse(arguments: Sequence[str]) -> tuple[tuple[str, int] | None, bool]:
    """The TCP address to listen on, if any, and whether every message is logged; exits for unknown arguments."""
    parser = argparse.ArgumentParser("worksheet server", description="The language server for .calc worksheets.")
    parser.add_argument("--stdio", action="store_true", help="talk over standard input and output (the default)")
    parser.add_argument("--tcp", metavar="HOST:PORT", type=_address, help="wait for one client on a TCP port")
    parser.add_argument("--verbose", action="store_true", help="log every message to standard error")
    options = parser.parse_args(arguments)
    return options.tcp, options.verbose


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not port.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not HOST:PORT")
    return host or "127.0.0.1", int(port)
