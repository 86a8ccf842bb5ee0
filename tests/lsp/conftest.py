from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.lsp.wire import Message, Wire


@pytest.fixture
def wire() -> Iterator[Wire]:
    """A server to which nothing was said yet."""
    each = Wire()
    yield each
    each.kill()


@pytest.fixture
def start(wire: Wire) -> Callable[[Message | None], Wire]:
    """Initializes the server for a client with the given capabilities."""

    def initialize(capabilities: Message | None = None) -> Wire:
        wire.initialize(capabilities)
        return wire

    return initialize
