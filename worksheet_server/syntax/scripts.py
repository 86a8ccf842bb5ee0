"""Exponents, limits and subscripts that are one token or one bracket."""

from __future__ import annotations

from worksheet_server.syntax.cursor import Cursor, Level
from worksheet_server.syntax.lexer import NAME, NUMBER, SUBSCRIPT, SUPERSCRIPT
from worksheet_server.syntax.tree import Binary, Expression, Name, Number, Unary


def script(cursor: Cursor) -> Expression:
    """What stands behind ``_`` or ``^`` of a sum: ``{a + b}``, ``(a + b)``, or one number or name with a sign."""
    token = cursor.token
    if token.text == "{":
        return braced(cursor)
    if token.text == "(":
        return cursor.read(Level.OPERAND)
    if token.text in ("+", "-"):
        cursor.take()
        return Unary(token.text, _plain(cursor), cursor.since(token.start))
    return _plain(cursor)


def _plain(cursor: Cursor) -> Expression:
    token = cursor.token
    if token.kind == NUMBER:
        cursor.take()
        return Number(token.text, token.span)
    if token.kind == NAME:
        cursor.take()
        return Name(token.text, token.span)
    return cursor.unexpected()


def braced(cursor: Cursor) -> Expression:
    """``{a}`` where braces group: in exponents and limits."""
    opening = cursor.take()
    with cursor.inside():
        node = cursor.read(Level.SUM)
        cursor.close(opening, "}")
    return node


def superscript_exponent(cursor: Cursor) -> Expression:
    """The exponent ``²``, ``⁻¹`` or ``ⁿ`` here."""
    token = cursor.take()
    text = token.text.lstrip("+-")
    if not (text.isdigit() or text in ("n", "i")) or len(token.text) - len(text) > 1:
        return cursor.fail(token.span, f"the exponent {cursor.written(token)} cannot be read: write `^(…)`")
    exponent: Expression = Number(text, token.span) if text.isdigit() else Name(text, token.span)
    return exponent if text == token.text else Unary(token.text[0], exponent, span=token.span)


def superscript(cursor: Cursor, base: Expression, start: int) -> Expression:
    """``base`` to the superscript here."""
    exponent = superscript_exponent(cursor)
    return Binary("^", base, exponent, span=cursor.since(start))


def subscript(cursor: Cursor) -> Expression:
    """The limit ``₀`` here, as in ``∫₀²``."""
    token = cursor.take()
    digits = token.text.lstrip("+-")
    if not digits.isdigit() or len(token.text) - len(digits) > 1:
        return cursor.fail(token.span, f"the limit {cursor.written(token)} cannot be read: write `_{{…}}`")
    number = Number(digits, token.span)
    return number if digits == token.text else Unary(token.text[0], number, span=token.span)


def upper_limit(cursor: Cursor) -> Expression | None:
    """What stands behind ``^``, or the superscript here; ``None`` where there is neither."""
    if cursor.accept("^"):
        return script(cursor)
    return superscript_exponent(cursor) if cursor.token.kind == SUPERSCRIPT else None


def lower_limit(cursor: Cursor) -> Expression | None:
    """What stands behind ``_``, or the subscript here; ``None`` where there is neither."""
    if cursor.accept("_"):
        return script(cursor)
    return subscript(cursor) if cursor.token.kind == SUBSCRIPT else None
