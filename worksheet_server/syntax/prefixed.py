"""Sums, products, limits and integrals written in front of their body: ``∑_{i=1}^{n} i^2``, ``∫_0^2 x^2 dx``."""

from __future__ import annotations

from worksheet_server.syntax import calls, differentials, scripts
from worksheet_server.syntax.cursor import Cursor, Level
from worksheet_server.syntax.expression_printer import show
from worksheet_server.syntax.lexer import NAME, SUBSCRIPT, Token
from worksheet_server.syntax.tree import (
    Approach,
    Argument,
    Binary,
    Call,
    Expression,
    Missing,
    Name,
    Number,
    Option,
    Range,
    walk,
)
from worksheet_server.text.diagnostics import Fix
from worksheet_server.text.span import Span

SIGNS = {"sum": "∑", "prod": "∏", "int": "∫", "lim": "lim"}
_FUNCTIONS = {"∑": "sum", "∏": "prod", "∫": "int"}


def begins_prefix_form(cursor: Cursor, function: str) -> bool:
    """Whether the name here stands in front of a body, and is not called: ``sum_{…}``, ``int x^2 dx``."""
    following = cursor.peek()
    if following.text == "_" or following.kind == SUBSCRIPT:
        return True
    if function != "int" or following.text in ("=", ",", ")", ""):
        return False
    if following.text != "(":
        return True
    index = cursor.index
    cursor.take()
    called = cursor.has_comma_in_bracket()
    cursor.go_to(index)
    return not called


def prefix_form(cursor: Cursor, function: str) -> Expression:
    """The sum, product, limit or integral whose name is here."""
    token = cursor.take()
    if function == "int":
        return _integral(cursor, token)
    if function == "lim":
        return _limit(cursor, token)
    return _sum(cursor, token, function)


def sum_sign(cursor: Cursor) -> Expression:
    """``∑`` or ``∏``, called or in front of its body."""
    token = cursor.take()
    function = _FUNCTIONS[token.text]
    if cursor.token.text == "(":
        return calls.call(cursor, Name(function, token.span), token.start)
    return _sum(cursor, token, function)


def integral_sign(cursor: Cursor) -> Expression:
    """``∫``, called or in front of its integrand."""
    token = cursor.take()
    if cursor.token.text == "(" and cursor.has_comma_in_bracket():
        return calls.call(cursor, Name("int", token.span), token.start)
    return _integral(cursor, token)


def _sum(cursor: Cursor, token: Token, function: str) -> Expression:
    index = _index_range(cursor, token)
    if index is None:
        example = f"`{function}(i^2, i=1..n)`"
        return cursor.fail(token.span, f"{cursor.written(token)} needs its index and its range, as in {example}")
    body = cursor.read(Level.PRODUCT)
    head = Name(function, token.span)
    node = calls.finished(cursor, head, (body, index), cursor.since(token.start))
    hint_extent(cursor, node)
    return node


def _index_range(cursor: Cursor, token: Token) -> Range | None:
    """``_{i=1}^{n}`` or ``_{i=1..n}``."""
    if not cursor.accept("_"):
        return None
    opening = cursor.token
    if opening.text not in ("{", "("):
        return None
    cursor.take()
    with cursor.inside():
        given = calls.argument(cursor)
        cursor.close(opening, "}" if opening.text == "{" else ")")
    if isinstance(given, Range):
        return given
    upper = scripts.upper_limit(cursor)
    if upper is None or not isinstance(given, Option):
        return None
    return Range(given.name, given.value, upper, cursor.since(opening.start))


def _limit(cursor: Cursor, token: Token) -> Expression:
    cursor.accept("_")
    opening = cursor.token
    if opening.text not in ("{", "(") or cursor.peek().kind != NAME:
        return cursor.fail(token.span, "the limit needs its point, as in `lim(sin(x)/x, x -> 0)`")
    cursor.take()
    with cursor.inside():
        point = calls.argument(cursor)
        cursor.close(opening, "}" if opening.text == "{" else ")")
    if not isinstance(point, Approach):
        if cursor.failed:
            return Missing("", cursor.since(token.start))
        return cursor.fail(Span(token.start, opening.stop), "the limit needs its point, as in `lim_{x->0}`")
    body = cursor.read(Level.PRODUCT)
    node = Call(Name("lim", token.span), (body, point), cursor.since(token.start))
    hint_extent(cursor, node)
    return node


def _integral(cursor: Cursor, token: Token) -> Expression:
    """``∫ f dx``, ``∫_a^b f dx``, ``∫ dx/x``."""
    lower = scripts.lower_limit(cursor)
    upper = scripts.upper_limit(cursor) if lower is not None else None
    if lower is not None and upper is None:
        return cursor.fail(token.span, "the integral has a lower limit and no upper one: `∫_0^2 x^2 dx`")
    cursor.integrals += 1
    begin = cursor.token
    body: Expression = Number("1", begin.span)
    bare = differentials.is_differential(cursor)
    if not bare:
        body = cursor.read(Level.SUM)
    cursor.integrals -= 1
    if cursor.failed:
        return Call(Name("int", token.span), (body,), cursor.since(token.start))
    if not bare and not _at_differential(cursor):
        return _refuse_open_integral(cursor, token)
    differential = cursor.take()
    variable = differentials.variable_of(differential)
    span_of_body = Span(begin.start, differential.stop)
    if cursor.token.text == "/":
        body = _over(cursor, body, variable, bare, span_of_body)
    limits: Argument = variable
    if lower is not None and upper is not None:
        limits = Range(variable, lower, upper, lower.span.cover(differential.span))
    return Call(Name("int", token.span), (body, limits), cursor.since(token.start))


def _at_differential(cursor: Cursor) -> bool:
    return cursor.token.kind == NAME and differentials.is_differential(cursor)


def _over(cursor: Cursor, body: Expression, variable: Name, bare: bool, span: Span) -> Expression:
    """``dx/x``: the divisor is part of the integrand where nothing stood before ``dx``, or where it holds ``x``."""
    index = cursor.index
    cursor.take()
    divisor = cursor.read(Level.SIGNED)
    if not bare and variable not in walk(divisor):
        cursor.go_to(index) if not cursor.failed else None
        return body
    node = Binary("/", body, divisor, span=Span(span.start, cursor.since(span.start).stop))
    if not bare:
        cursor.hint(node.span, f"the integrand is read as {show(node)}")
    return node


def _refuse_open_integral(cursor: Cursor, token: Token) -> Missing:
    """The differential is missing."""
    end = cursor.tokens[cursor.index - 1].stop
    message = f"{cursor.written(token)} needs its variable: `∫ x^2 dx` or `int(x^2, x)`"
    return cursor.fail(Span(token.start, end), message, Fix("Integrate over x", Span(end, end), " dx"))


def hint_extent(cursor: Cursor, node: Expression) -> None:
    """A prefix form binds one product term, which shows only where a sum goes on behind it."""
    if cursor.token.text in ("+", "-") and not cursor.failed:
        sign = cursor.token.text
        shown = show(node)
        cursor.hint(
            node.span, f"read as {shown} {sign} …: it ends before `{sign}`", Fix(f"Write {shown}", node.span, shown)
        )
