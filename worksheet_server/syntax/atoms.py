"""Operands: numbers, brackets, bars, vectors and matrices, cases."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from worksheet_server.syntax import applications, differentials, prefixed
from worksheet_server.syntax.cursor import Cursor, Level, quoted
from worksheet_server.syntax.lexer import FRACTION, NAME, NUMBER, Token
from worksheet_server.syntax.tree import Binary, Call, Cases, Dots, Expression, Matrix, Name, Number, Vector
from worksheet_server.text.diagnostics import Fix
from worksheet_server.text.span import Span

_CHAIN_SIGNS = ("+", "-", "*", "·", "×")


def atom(cursor: Cursor) -> Expression:
    """The operand that begins here, or ``Missing``."""
    token = cursor.token
    if token.kind == NUMBER:
        return _number(cursor)
    if token.kind == NAME:
        return applications.named(cursor)
    if token.kind == FRACTION:
        cursor.take()
        upper, lower = token.text.split("/")
        return Binary("/", Number(upper, token.span), Number(lower, token.span), span=token.span)
    reader = _SIGNS.get(token.text)
    return reader(cursor) if reader else cursor.unexpected()


def _number(cursor: Cursor) -> Expression:
    token = cursor.take()
    if cursor.token.text == "," and not cursor.token.spaced:
        refusal = _thousands(cursor, token)
        if refusal is not None:
            return refusal
    return Number(token.text, token.span)


def _thousands(cursor: Cursor, first: Token) -> Expression | None:
    """``1,000`` is refused; in brackets only where it cannot be two entries, as in ``(1,000)``."""
    digits, index, last = first.text, cursor.index, first
    while cursor.tokens[index].text == ",":
        group = cursor.tokens[min(index + 1, len(cursor.tokens) - 1)]
        if group.spaced or cursor.tokens[index].spaced or len(group.text) < 3 or not group.text[:3].isdigit():
            break
        if group.kind != NUMBER or group.text[3:4].isdigit() or (cursor.enclosed and not group.text.startswith("0")):
            break
        digits, index, last = f"{digits}_{group.text}", index + 2, group
    if last is first or len(first.text) > 3:
        return None
    span = Span(first.start, last.stop)
    written = cursor.text[span.start : span.stop]
    message = f"{quoted(written)} is not read as a number: write {quoted(digits)}"
    return cursor.fail(span, message, Fix(f"Write {digits}", span, digits))


def _group(cursor: Cursor) -> Expression:
    """``(a)`` groups, ``(a, b)`` is a vector."""
    opening = cursor.take()
    with cursor.inside():
        items, comma = _items(cursor, ")", Level.CONDITION)
        cursor.close(opening, ")")
    return Vector(items, cursor.since(opening.start)) if comma else items[0]


def _square(cursor: Cursor) -> Expression:
    """``[a]`` groups, ``[a, b]`` is a vector, ``[a, b; c, d]`` a matrix."""
    opening = cursor.take()
    rows, comma, semicolon = [], False, False
    first = len(cursor.diagnostics)
    with cursor.inside(listing=True):
        while True:
            row, several = _items(cursor, "];", Level.CONDITION)
            rows.append(row)
            comma = comma or several
            if not cursor.accept(";"):
                break
            semicolon = True
            if cursor.token.text == "]":
                break
        cursor.close(opening, "]")
    span = cursor.since(opening.start)
    if len({len(row) for row in rows}) > 1:
        lengths = ", ".join(str(len(row)) for row in rows)
        cursor.refuse(span, f"the rows of a matrix must be equally long, and these have {lengths} entries")
    if len(cursor.diagnostics) == first:
        _hint_spaces(cursor, opening, rows)
    if semicolon:
        return Matrix(tuple(rows), span)
    return Vector(rows[0], span) if comma else rows[0][0]


def _items(cursor: Cursor, closing: str, level: Level) -> tuple[tuple[Expression, ...], bool]:
    """Expressions with commas between them, and whether there was a comma; one may stand behind the last."""
    items = [cursor.read(level)]
    comma = False
    while cursor.token.text == ",":
        cursor.take()
        comma = True
        if cursor.token.text and cursor.token.text in closing:
            break
        items.append(cursor.read(level))
    return tuple(items), comma


def _hint_spaces(cursor: Cursor, opening: Token, rows: list[tuple[Expression, ...]]) -> None:
    """``[a b]`` is a product: spaces never separate entries."""
    for item in (item for row in rows for item in row):
        factors = _factors(item)
        gaps = [Span(left.span.stop, right.span.start) for left, right in pairwise(factors)]
        if gaps and all(gap.stop > gap.start and cursor.text[gap.start : gap.stop].isspace() for gap in gaps):
            written = [cursor.text[factor.span.start : factor.span.stop] for factor in factors]
            cursor.hint(
                item.span,
                f"read as the product {'*'.join(written)}: spaces do not separate entries",
                Fix("Separate with commas", item.span, ", ".join(written)),
            )


def _factors(node: Expression) -> list[Expression]:
    """The factors of a product written without signs, in order."""
    factors: list[Expression] = []
    while isinstance(node, Binary) and node.implicit:
        factors.append(node.right)
        node = node.left
    return [node, *reversed(factors)]


def _cases(cursor: Cursor) -> Expression:
    """``{condition: value, …, otherwise}``."""
    opening = cursor.take()
    branches: list[tuple[Expression, Expression]] = []
    otherwise: Expression | None = None
    with cursor.inside(listing=True):
        while not cursor.failed:
            if cursor.token.text in ("otherwise", "else") and cursor.token.kind == NAME:
                cursor.take()
                cursor.accept(":")
                otherwise = cursor.read(Level.SIDE)
                break
            first = cursor.read(Level.CONDITION)
            if not cursor.accept(":"):
                otherwise = first
                break
            branches.append((first, cursor.read(Level.SIDE)))
            if not cursor.accept(","):
                break
        cursor.close(opening, "}")
    span = cursor.since(opening.start)
    if not branches and otherwise is not None:
        inner = cursor.text[span.start + 1 : span.stop - 1]
        return cursor.fail(
            span,
            "braces hold cases, as in `{x > 0: x, 0}`",
            Fix("Write round brackets", span, f"({inner})"),
        )
    return Cases(tuple(branches), otherwise, span)


def _bars(cursor: Cursor) -> Expression:
    """``|x|``."""
    opening = cursor.take()
    saved, cursor.bars = cursor.bars, cursor.bars + 1
    body = cursor.read(Level.SUM)
    cursor.bars = saved
    cursor.close(opening, "|")
    span = cursor.since(opening.start)
    return Call(Name("abs", span), (body,), span)


def _fence(closing: str, function: str) -> Callable[[Cursor], Expression]:
    """A reader of ``⌊x⌋`` and the like."""

    def read(cursor: Cursor) -> Expression:
        opening = cursor.take()
        with cursor.inside():
            body = cursor.read(Level.SUM)
            cursor.close(opening, closing)
        span = cursor.since(opening.start)
        return Call(Name(function, span), (body,), span)

    return read


def _root(cursor: Cursor) -> Expression:
    """``√x`` binds one factor: ``√2 x`` is ``√2*x``."""
    sign = cursor.take()
    body = cursor.read(Level.POWER)
    return Call(Name("sqrt" if sign.text == "√" else "cbrt", sign.span), (body,), cursor.since(sign.start))


def _dots(cursor: Cursor) -> Expression:
    """``...`` between the written terms of a sum or the factors of a product."""
    before, token, after = cursor.tokens[cursor.index - 1], cursor.token, cursor.peek()
    if cursor.index == 0 or before.text not in _CHAIN_SIGNS or after.kind in (NUMBER, NAME):
        return cursor.fail(token.span, "`...` stands between signs, as in `1 + 2 + ... + 10`")
    cursor.take()
    return Dots(token.span)


_SIGNS: dict[str, Callable[[Cursor], Expression]] = {
    "(": _group,
    "[": _square,
    "{": _cases,
    "|": _bars,
    "⌊": _fence("⌋", "floor"),
    "⌈": _fence("⌉", "ceil"),
    "‖": _fence("‖", "norm"),
    "√": _root,
    "∛": _root,
    "...": _dots,
    "∑": prefixed.sum_sign,
    "∏": prefixed.sum_sign,
    "∫": prefixed.integral_sign,
    "∂": differentials.partial,
    "∇": differentials.nabla,
}
