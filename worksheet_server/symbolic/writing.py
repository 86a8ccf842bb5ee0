"""What the writers of the several kinds of SymPy objects share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from worksheet_server.syntax.tree import Expression

Write = Callable[[Any], Expression]
"""The way back to the writer of any object."""


class NotInLanguageError(Exception):
    """The language has no word for an object; ``to_tree`` answers ``None``."""
