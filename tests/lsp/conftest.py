from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.lsp.wire import Wire


@pytest.fixture
def wire() -> Iterator[Wire]:
    """A server to which nothing was said yet."""
    each = Wire()
    yield each
    each.kill()
