"""Sums, products, signs and powers: what binds how tightly."""

from __future__ import annotations

from worksheet_server.syntax import atoms, conditions, differentials, scripts
from worksheet_server.syntax.cursor import DEEPEST, LONGEST, Cursor, Level
from worksheet_server.syntax.expression_printer import show
from worksheet_server.syntax.lexer import END, FRACTION, NAME, NUMBER, SUPERSCRIPT, WORD, Token
from worksheet_server.syntax.tree import Binary, Expression, Index, Name, Number, Unary
from worksheet_server.text.diagnostics import Fix
from worksheet_server.text.span import Span

_PRODUCT_SIGNS = frozenset({"*", "/", "·", "×"})
_FACTOR_SIGNS = frozenset({"(", "[", "{", "√", "∛", "∑", "∏", "∫", "∂", "∇", "⌊", "⌈"})
_CLOSING = frozenset({")", "]", "}", ",", ";", ""})


def read(cursor: Cursor, level: Level) -> Expression:
    """The expression that begins at the cursor and holds no more than ``level`` allows."""
    return _READERS[level](cursor)


def _side(cursor: Cursor) -> Expression:
    start = cursor.token.start
    node = _sum(cursor)
    while cursor.token.kind == WORD and cursor.token.text == "at":
        node = conditions.substitution(cursor, node, start)
    return node


def _sum(cursor: Cursor) -> Expression:
    start, length = cursor.token.start, 0
    node = _term(cursor)
    while cursor.token.text in ("+", "-") and cursor.peek().text not in _CLOSING:
        length += 1
        if length > LONGEST:
            return cursor.fail(cursor.token.span, f"this sum is too long: more than {LONGEST} terms")
        sign = cursor.take().text
        right = _term(cursor)
        node = Binary(sign, node, right, span=cursor.since(start))
    return node


def _term(cursor: Cursor) -> Expression:
    """A product, with its signs: ``-x*y`` is ``-(x*y)``."""
    if cursor.token.text in ("+", "-"):
        return _signs(cursor, Level.PRODUCT)
    return _product(cursor)


def _signed(cursor: Cursor) -> Expression:
    """A factor or an exponent, with its signs: ``2*-x``, ``e^-x``."""
    if cursor.token.text in ("+", "-"):
        return _signs(cursor, Level.POWER)
    return _power(cursor)


def _signs(cursor: Cursor, level: Level) -> Expression:
    signs = []
    while cursor.token.text in ("+", "-"):
        signs.append(cursor.take())
        if len(signs) > DEEPEST:
            return cursor.fail(cursor.token.span, f"this is nested too deeply: more than {DEEPEST} signs")
    node = _product(cursor) if level == Level.PRODUCT else _power(cursor)
    for sign in reversed(signs):
        node = Unary(sign.text, node, span=cursor.since(sign.start))
    return node


def _product(cursor: Cursor) -> Expression:
    start, length = cursor.token.start, 0
    node = _power(cursor)
    divided: Token | None = None
    while True:
        token = cursor.token
        if token.text in _PRODUCT_SIGNS:
            cursor.take()
            divided = cursor.token if token.text == "/" else None
            right = _signed(cursor)
            node = Binary(token.text, node, right, span=cursor.since(start))
        elif begins_factor(cursor):
            if token.kind in (NUMBER, FRACTION):
                return _number_behind(cursor, token)
            touching = divided is not None and not (divided.kind in (NUMBER, FRACTION) and token.spaced)
            quotient = node
            right = _power(cursor)
            node = Binary("*", node, right, implicit=True, span=cursor.since(start))
            if touching and not cursor.failed:
                _hint_division(cursor, quotient, right, node)
            divided = None
        else:
            return node
        length += 1
        if length > LONGEST:
            return cursor.fail(cursor.token.span, f"this product is too long: more than {LONGEST} factors")


def begins_factor(cursor: Cursor) -> bool:
    """Whether a factor begins here that is multiplied without a sign."""
    token = cursor.token
    if token.kind == NAME:
        return not (cursor.integrals and differentials.is_differential(cursor))
    if token.kind in (NUMBER, FRACTION):
        return True
    if token.text == "|":
        return cursor.bars == 0
    return token.text in _FACTOR_SIGNS


def _number_behind(cursor: Cursor, token: Token) -> Expression:
    before = cursor.tokens[cursor.index - 1]
    gap = Span(before.stop, token.start)
    if token.kind == FRACTION and before.kind == NUMBER and not token.spaced:
        both = Span(before.start, token.stop)
        fix = f"({before.text} + {token.text})"
        return cursor.fail(both, f"mixed numbers are not read: write `{fix}`", Fix(f"Write {fix}", both, fix))
    fixes = [Fix("Multiply", gap, "*")]
    if cursor.enclosed:
        fixes.insert(0, Fix("Separate with a comma", gap, ", "))
    return cursor.fail(token.span, f"the number {cursor.written(token)} cannot follow without a sign", *fixes)


def _hint_division(cursor: Cursor, quotient: Expression, right: Expression, node: Expression) -> None:
    if not isinstance(quotient, Binary):
        return
    other = Binary("/", quotient.left, Binary("*", quotient.right, right))
    cursor.hint(
        node.span,
        f"read as {show(node)}: a factor without a sign binds like `*`",
        Fix(f"Write {show(node)}", node.span, show(node)),
        Fix(f"Write {show(other)}", node.span, show(other)),
    )


def _power(cursor: Cursor) -> Expression:
    start = cursor.token.start
    base = _operand(cursor)
    if cursor.token.text != "^":
        return base
    ahead = cursor.peek()
    if ahead.text in ("+", "-") and cursor.peek(2).text in _CLOSING:
        return base
    cursor.take()
    exponent_token = cursor.token
    exponent = scripts.braced(cursor) if cursor.token.text == "{" else cursor.read(Level.SIGNED)
    node = Binary("^", base, exponent, span=cursor.since(start))
    if (
        isinstance(base, Binary)
        and cursor.tokens[cursor.index - 1].stop
        and _ends_in_superscript(cursor, exponent_token)
    ):
        cursor.hint(node.span, f"read as {show(node)}")
    _hint_short_exponent(cursor, node, exponent_token)
    _hint_principal_power(cursor, node)
    return node


def _ends_in_superscript(cursor: Cursor, exponent: Token) -> bool:
    """Whether the base before ``^`` ended in a superscript: ``x²^3``."""
    index = cursor.index
    while index > 0 and cursor.tokens[index].start > exponent.start:
        index -= 1
    return index >= 2 and cursor.tokens[index - 2].kind == SUPERSCRIPT


def _hint_short_exponent(cursor: Cursor, node: Binary, exponent: Token) -> None:
    """``e^2x`` is e^2*x, which few people mean."""
    following = cursor.token
    constant = isinstance(node.left, Number) or node.left == Name("e")
    if not constant or exponent.kind != NUMBER or following.kind != NAME or following.spaced or cursor.failed:
        return
    if cursor.integrals and differentials.is_differential(cursor):
        return
    cursor.hint(
        Span(node.span.start, following.stop),
        f"read as {show(node)}*{following.text}: only the number is in the exponent",
        Fix("Put both into the exponent", Span(exponent.start, following.stop), f"({exponent.text}{following.text})"),
    )


def _hint_principal_power(cursor: Cursor, node: Binary) -> None:
    """``(-8)^(1/3)`` is complex, while people think of the real root."""
    match node:
        case Binary(left=Unary("-", Number() as number), right=Binary("/", Number("1"), Number("3"))):
            fix = f"cbrt(-{show(number)})"
            cursor.hint(
                node.span,
                f"the principal power, which is complex here: the real root is `{fix}`",
                Fix(f"Write {fix}", node.span, fix),
            )
        case Binary(left=Unary("-", Number()), right=Binary("/", Number(above), Number(below))) if (
            above.isdigit() and below.isdigit() and int(below) and int(above) % int(below)
        ):
            cursor.hint(node.span, "the principal power of a negative number, which is complex here")


def _operand(cursor: Cursor) -> Expression:
    """An operand with what is written behind it: factorial, index, superscript."""
    start = cursor.token.start
    node = atoms.atom(cursor)
    factorial = False
    while True:
        token = cursor.token
        if token.text == "!":
            if factorial:
                before = Span(start, cursor.tokens[cursor.index - 1].stop)
                fix = f"({cursor.text[before.start : before.stop]})!"
                return cursor.fail(
                    token.span,
                    "the double factorial is not read",
                    Fix(f"Write {fix}", Span(start, token.stop), fix),
                )
            cursor.take()
            node, factorial = Unary("!", node, span=cursor.since(start)), True
            continue
        factorial = False
        if token.text == "[" and not token.spaced and cursor.tokens[cursor.index - 1].kind != NUMBER:
            node = _index(cursor, node, start)
        elif token.kind == SUPERSCRIPT and token.text not in ("+", "-"):
            node = scripts.superscript(cursor, node, start)
        elif token.text == "'" and token.kind != END:
            return cursor.fail(
                token.span, "a prime stands behind the name of a function: `f'(x)`, else write `d/dx (…)`"
            )
        else:
            return node


def _index(cursor: Cursor, base: Expression, start: int) -> Expression:
    opening = cursor.take()
    with cursor.inside(listing=True):
        indices = [cursor.read(Level.SUM)]
        while cursor.accept(","):
            indices.append(cursor.read(Level.SUM))
        cursor.close(opening, "]")
    return Index(base, tuple(indices), cursor.since(start))


_READERS = {
    Level.CONDITION: conditions.condition,
    Level.SIDE: _side,
    Level.SUM: _sum,
    Level.PRODUCT: _product,
    Level.SIGNED: _signed,
    Level.POWER: _power,
    Level.OPERAND: _operand,
}
