"""The independent numeric route."""

from __future__ import annotations

from typing import Any


def numeric(call: Any, scope: Any, budget: Any, field: Any) -> Any:
    """No information yet."""
    return None
