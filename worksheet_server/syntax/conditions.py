"""Relations inside expressions and conditions, intervals, and what follows ``at``."""

from __future__ import annotations

from collections.abc import Sequence

from worksheet_server.syntax.cursor import Cursor, Level
from worksheet_server.syntax.lexer import NAME, WORD
from worksheet_server.syntax.tree import Argument, At, Expression, Interval, Name, Option, Range, Relation
from worksheet_server.text.diagnostics import Fix

RELATIONS = frozenset({"=", "==", "!=", "<", "<=", ">", ">=", "≈"})


def condition(cursor: Cursor) -> Expression:
    """A side, or a chain of relations: ``0 < x < 1``, ``n in Z``."""
    start = cursor.token.start
    return relation(cursor, start, cursor.read(Level.SIDE))


def relation(cursor: Cursor, start: int, first: Expression, read: Sequence[tuple[str, Expression]] = ()) -> Expression:
    """``first``, the relations ``read`` so far, and those that follow."""
    operators = [operator for operator, _ in read]
    operands = [first, *(operand for _, operand in read)]
    while True:
        token = cursor.token
        if token.text in RELATIONS:
            hint_unequal(cursor)
            operators.append(cursor.take().text)
            operands.append(cursor.read(Level.SIDE))
        elif token.kind == WORD and token.text == "in":
            operators.append(cursor.take().text)
            operands.append(_domain(cursor))
        else:
            break
    if not operators:
        return first
    return Relation(tuple(operators), tuple(operands), cursor.since(start))


def hint_unequal(cursor: Cursor) -> None:
    """``5!=120`` is read as 5 ≠ 120."""
    token, before = cursor.token, cursor.tokens[cursor.index - 1]
    if token.text == "!=" and before.kind == "number" and not token.spaced and token.stop - token.start == 2:
        cursor.hint(
            token.span,
            f"`{before.text}!=` is read as unequal; with the factorial, write `{before.text}! =`",
            Fix("Take the factorial", token.span, "! = "),
        )


def _domain(cursor: Cursor) -> Expression:
    """What stands behind ``in``: ``Z``, ``R^n``, ``[0, 1)``."""
    opening = cursor.token
    if opening.text not in ("[", "(") or not cursor.has_comma_in_bracket():
        return cursor.read(Level.SUM)
    cursor.take()
    with cursor.inside():
        lower = cursor.read(Level.SUM)
        if not cursor.accept(","):
            return cursor.unexpected()
        upper = cursor.read(Level.SUM)
        closing = cursor.token
        if closing.text not in ("]", ")"):
            cursor.close(opening, ")" if opening.text == "(" else "]")
        cursor.take()
    return Interval(lower, upper, opening.text == "[", closing.text == "]", cursor.since(opening.start))


def substitution(cursor: Cursor, expression: Expression, start: int) -> Expression:
    """``at x=2, y=3``, ``at (2, 3)``, ``at x=a..b`` behind ``expression``."""
    cursor.take()
    opening = cursor.token
    bindings: list[Argument] = []
    if opening.text == "(" and cursor.peek().kind == NAME and cursor.peek(2).text == "=":
        cursor.take()
        with cursor.inside():
            bindings.append(binding(cursor))
            while cursor.accept(","):
                bindings.append(binding(cursor))
            cursor.close(opening, ")")
    elif opening.kind == NAME and cursor.peek().text == "=":
        bindings.append(binding(cursor))
        # Where commas separate arguments, the next comma belongs to them.
        while not cursor.listing and cursor.token.text == "," and _binds(cursor):
            cursor.take()
            bindings.append(binding(cursor))
    else:
        bindings.append(cursor.read(Level.SUM))
    return At(expression, tuple(bindings), cursor.since(start))


def _binds(cursor: Cursor) -> bool:
    return cursor.peek().kind == NAME and cursor.peek(2).text == "="


def binding(cursor: Cursor) -> Argument:
    """``x=2`` or ``x=a..b``."""
    token = cursor.token
    if token.kind != NAME or cursor.peek().text != "=":
        return cursor.fail(token.span, "a value behind `at` needs its name, as in `at x=2, y=3`")
    cursor.take()
    cursor.take()
    name = Name(token.text, token.span)
    value = cursor.read(Level.SUM)
    if cursor.accept(".."):
        upper = cursor.read(Level.SUM)
        return Range(name, value, upper, cursor.since(token.start))
    return Option(name, value, cursor.since(token.start))
