"""What a function maps: ``R^2 -> R`` behind ``f:``."""

from __future__ import annotations

from worksheet_server.syntax.cursor import Cursor
from worksheet_server.syntax.lexer import NUMBER, SUPERSCRIPT
from worksheet_server.syntax.tree import Expression, Mapping


def mapping(cursor: Cursor) -> Expression:
    """``R -> R``, ``R^2 -> R``, ``R×R -> R``."""
    start = cursor.token.start
    inputs = _dimension(cursor)
    if inputs is None or not cursor.accept("->"):
        return cursor.fail(cursor.token.span, "a function maps real numbers: `f: R -> R`, `p: R^2 -> R`")
    outputs = _dimension(cursor)
    if outputs is None:
        return cursor.fail(cursor.token.span, "a function maps to real numbers: `f: R -> R`, `F: R^2 -> R^2`")
    return Mapping(inputs, outputs, cursor.since(start))


def _dimension(cursor: Cursor) -> int | None:
    total = 0
    while cursor.accept("R"):
        token = cursor.token
        count = 1
        if (token.text == "^" and cursor.peek().kind == NUMBER) or token.kind == SUPERSCRIPT:
            digits = cursor.peek().text if token.text == "^" else token.text
            if not digits.isdigit() or len(digits) > 6 or int(digits) == 0:
                return None
            count = int(digits)
            cursor.take()
            if token.text == "^":
                cursor.take()
        total += count
        if not cursor.accept("×"):
            return total
    return None
