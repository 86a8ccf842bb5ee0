"""The arguments of a call, and the one tree that every spelling of a call becomes."""

from __future__ import annotations

from worksheet_server.syntax import conditions
from worksheet_server.syntax.cursor import Cursor, Level
from worksheet_server.syntax.lexer import NAME, SUPERSCRIPT
from worksheet_server.syntax.rebuild import rebuild
from worksheet_server.syntax.tree import (
    Approach,
    Argument,
    Call,
    Expression,
    Index,
    Name,
    Node,
    Option,
    Range,
    Vector,
)
from worksheet_server.text.span import Span

_RANGED = frozenset({"sum", "prod", "int"})


def call(cursor: Cursor, head: Expression, start: int) -> Expression:
    """``head(arguments)``, whose bracket opens here."""
    given = arguments(cursor)
    return finished(cursor, head, given, cursor.since(start))


def arguments(cursor: Cursor) -> tuple[Argument, ...]:
    """The arguments in the bracket that opens here."""
    opening = cursor.take()
    given: list[Argument] = []
    with cursor.inside(listing=True):
        if cursor.token.text == ")":
            cursor.fail(Span(opening.start, cursor.token.stop), "the arguments are missing between these brackets")
            return ()
        given.append(argument(cursor))
        while cursor.accept(","):
            given.append(argument(cursor))
        cursor.close(opening, ")")
    return tuple(given)


def argument(cursor: Cursor) -> Argument:
    """An expression, a condition, ``i=1..n``, ``x -> 0+`` or ``name=value``."""
    token = cursor.token
    if token.kind == NAME:
        following = cursor.peek()
        if following.text == "=":
            return _named_argument(cursor)
        if following.text == "->":
            return approach(cursor)
    return cursor.read(Level.CONDITION)


def _named_argument(cursor: Cursor) -> Argument:
    token = cursor.token
    cursor.take()
    cursor.take()
    name = Name(token.text, token.span)
    value = cursor.read(Level.SIDE)
    if cursor.accept(".."):
        upper = cursor.read(Level.SIDE)
        return Range(name, value, upper, cursor.since(token.start))
    if cursor.token.text in conditions.RELATIONS:
        return conditions.relation(cursor, token.start, name, [("=", value)])
    return Option(name, value, cursor.since(token.start))


def approach(cursor: Cursor) -> Argument:
    """``x -> 0``, ``x -> 0+``, ``x -> 0^-``."""
    token = cursor.take()
    cursor.take()
    point = cursor.read(Level.SUM)
    side = ""
    if cursor.token.text == "^" and cursor.peek().text in ("+", "-"):
        cursor.take()
    if (cursor.token.text in ("+", "-") and not cursor.failed) or cursor.token.kind == SUPERSCRIPT:
        side = cursor.take().text
    return Approach(Name(token.text, token.span), point, side, cursor.since(token.start))


def finished(cursor: Cursor, head: Expression, given: tuple[Argument, ...], span: Span) -> Expression:
    """The call as it is kept: SymPy's ``(i, 1, n)`` is ``i=1..n``, ``y_i`` is ``y[i]`` where ``i`` is its index."""
    if not isinstance(head, Name) or cursor.names.is_own(head.text):
        return Call(head, given, span)
    if head.text in _RANGED:
        given = (given[0], *(_range(each) for each in given[1:])) if given else given
        if head.text != "int":
            given = _with_indices(cursor, given)
    elif head.text == "lim":
        given = _with_approach(given)
    elif head.text == "diff":
        given = (*given[:1], *(part for each in given[1:] for part in _counted(each)))
    return Call(head, given, span)


def _range(each: Argument) -> Argument:
    if isinstance(each, Vector) and len(each.items) == 3:
        name, lower, upper = each.items
        if isinstance(name, Name):
            return Range(name, lower, upper, each.span)
    return each


def _with_approach(given: tuple[Argument, ...]) -> tuple[Argument, ...]:
    match given:
        case (body, Name() as name, (Approach() | Option() | Range()) as point):
            return body, name, point
        case (body, Name() as name, point):
            assert isinstance(point, Expression)
            return body, Approach(name, point, "", name.span.cover(point.span))
        case (body, Option(name, value, span)):
            return body, Approach(name, value, "", span)
    return given


def _counted(each: Argument) -> tuple[Argument, ...]:
    """``(x, 2)`` in ``diff(f, (x, 2))``."""
    if isinstance(each, Vector) and len(each.items) == 2 and isinstance(each.items[0], Name):
        return each.items
    return (each,)


def _with_indices(cursor: Cursor, given: tuple[Argument, ...]) -> tuple[Argument, ...]:
    bound = {each.name.text for each in given if isinstance(each, Range)}

    def element(node: Node) -> Node:
        if not isinstance(node, Name) or node.text in cursor.names.defined:
            return rebuild(node, element)
        stem, _, subscript = node.text.rpartition("_")
        if not stem or subscript not in bound:
            return node
        middle = node.span.start + len(stem)
        stem_span, index_span = Span(node.span.start, middle), Span(node.span.stop - len(subscript), node.span.stop)
        return Index(Name(stem, stem_span), (Name(subscript, index_span),), node.span)

    if not bound or "_" not in cursor.text:
        return given
    return tuple(rebuild(each, element) if isinstance(each, Range) else element(each) for each in given)
