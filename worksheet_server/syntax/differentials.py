"""Derivatives as they are written on paper: ``d/dx``, ``dy/dx``, ``d²y/dx²``, ``∂f/∂x``, ``∇f``."""

from __future__ import annotations

from worksheet_server.syntax import calls
from worksheet_server.syntax.alphabets import fold_name, is_one_letter
from worksheet_server.syntax.cursor import Cursor, Level
from worksheet_server.syntax.expression_printer import show
from worksheet_server.syntax.lexer import NAME, NUMBER, SUPERSCRIPT, Token
from worksheet_server.syntax.names import CONSTANTS
from worksheet_server.syntax.tree import At, Call, Derivative, Expression, Name, Number, Vector
from worksheet_server.text.diagnostics import Fix
from worksheet_server.text.span import Span


def is_differential(cursor: Cursor) -> bool:
    """Whether ``dx`` stands here, and is neither a name in force nor the top of ``dx/dt``."""
    token = cursor.token
    if not _is_d_of_variable(cursor, token):
        return False
    slash, below = cursor.peek(), cursor.peek(2)
    tight = slash.text == "/" and not slash.spaced and not below.spaced
    return not (tight and below.kind == NAME and _is_d_of_variable(cursor, below))


def variable_of(differential: Token) -> Name:
    """``x`` of ``dx``."""
    return Name(fold_name(differential.text[1:]), Span(differential.start + 1, differential.stop))


def _is_d_of_variable(cursor: Cursor, token: Token) -> bool:
    text = token.text
    if token.kind != NAME or len(text) < 2 or text[0] != "d" or text in cursor.names.defined:
        return False
    variable = fold_name(text[1:])
    return is_one_letter(variable) and variable not in CONSTANTS


def leibniz(cursor: Cursor) -> Expression | None:
    """``d/dx body``, ``dy/dx``, ``d²y/dx²``, ``d^2/dx^2 body``; ``None`` where something else begins."""
    top = cursor.token
    index = cursor.index + 1
    order, index = _order(cursor, index)
    name: Name | None = None
    if top.text != "d":
        if index != cursor.index + 1 or not _is_d_of_something(cursor, top):
            return None
        name = variable_of(top)
    elif index > cursor.index + 1 and cursor.tokens[index].kind == NAME and not cursor.tokens[index].spaced:
        name = Name(cursor.tokens[index].text, cursor.tokens[index].span)
        index += 1
    slash, below = cursor.tokens[index], cursor.tokens[min(index + 1, len(cursor.tokens) - 1)]
    if slash.text != "/" or slash.spaced or below.spaced or not _is_d_of_variable(cursor, below):
        return None
    lower_order, end = _order(cursor, index + 2)
    if top.text != "d" and lower_order != 1:
        return None
    cursor.go_to(end)
    span = cursor.since(top.start)
    if order != lower_order:
        return cursor.fail(span, f"the orders differ: {order} above and {lower_order} below")
    variable = variable_of(below)
    if name is not None:
        return _evaluated(cursor, _derivative(name, variable, order, span), name, top.start)
    return _prefix(cursor, variable, order, top.start)


def _is_d_of_something(cursor: Cursor, token: Token) -> bool:
    """Whether ``dy`` is the differential of a variable, or of a name in force however long."""
    if _is_d_of_variable(cursor, token):
        return True
    return token.text not in cursor.names.defined and fold_name(token.text[1:]) in cursor.names.defined


def _order(cursor: Cursor, index: int) -> tuple[int, int]:
    """The order written at the token ``index`` (1 where none is), and the index behind it."""
    token = cursor.tokens[min(index, len(cursor.tokens) - 1)]
    if token.kind == SUPERSCRIPT and token.text.isdigit() and len(token.text) < 4:
        return int(token.text), index + 1
    if token.text == "^":
        number = cursor.tokens[min(index + 1, len(cursor.tokens) - 1)]
        if number.kind == NUMBER and number.text.isdigit() and len(number.text) < 4:
            return int(number.text), index + 2
    return 1, index


def _derivative(body: Expression, variable: Name, order: int, span: Span) -> Expression:
    if order == 1:
        return Derivative(body, (variable,), False, span)
    return Call(Name("diff", variable.span), (body, variable, Number(str(order), variable.span)), span)


def _prefix(cursor: Cursor, variable: Name, order: int, start: int) -> Expression:
    """``d/dx`` and the product term that it binds."""
    first = cursor.token
    body = cursor.read(Level.PRODUCT)
    node = _derivative(body, variable, order, cursor.since(start))
    _hint_body(cursor, node, body, first)
    return node


def _hint_body(cursor: Cursor, node: Expression, body: Expression, first: Token) -> None:
    """Show where the body ends, unless it is one bracket; ``first`` is the token that it begins with."""
    bracketed = first.text == "("
    goes_on = bracketed and body.span.start == first.start and not isinstance(body, Vector)
    if not cursor.failed and (goes_on or (not bracketed and cursor.token.text in ("+", "-"))):
        cursor.hint(node.span, f"read as {show(node)}", Fix(f"Write {show(node)}", node.span, show(node)))


def partial(cursor: Cursor) -> Expression:
    """``∂f/∂x``, ``∂²f/∂x∂y``, ``∂/∂x (…)``; ``partial`` is read as ``∂``."""
    start = cursor.take().start
    order, index = _order(cursor, cursor.index)
    cursor.go_to(index)
    body: Expression | None = None
    named: Name | None = None
    if cursor.token.text != "/":
        token = cursor.token
        if token.kind == NAME and cursor.peek().text == "/":
            cursor.take()
            body = named = Name(token.text, token.span)
        else:
            body = cursor.read(Level.OPERAND)
    if not cursor.accept("/"):
        return cursor.unexpected()
    variables = _variables(cursor)
    span = cursor.since(start)
    if cursor.failed:
        return Derivative(body or cursor.unexpected(), tuple(variables), True, span)
    if len(variables) != order:
        message = f"the orders differ: {order} above and {len(variables)} below"
        return cursor.fail(span, message)
    if body is None:
        first = cursor.token
        body = cursor.read(Level.PRODUCT)
        node = Derivative(body, tuple(variables), True, cursor.since(start))
        _hint_body(cursor, node, body, first)
        return node
    derivative = Derivative(body, tuple(variables), True, span)
    return _evaluated(cursor, derivative, named, start) if named is not None else derivative


def _variables(cursor: Cursor) -> list[Name]:
    """``∂x``, ``∂x∂y``, ``∂x²``."""
    variables: list[Name] = []
    while cursor.token.text in ("∂", "partial"):
        cursor.take()
        token = cursor.token
        if token.kind != NAME:
            cursor.unexpected()
            return variables
        cursor.take()
        order, index = _order(cursor, cursor.index)
        cursor.go_to(index)
        variables.extend([Name(token.text, token.span)] * order)
    if not variables:
        cursor.fail(cursor.token.span, "`∂` is missing below: write `∂f/∂x`")
    return variables


def _evaluated(cursor: Cursor, derivative: Expression, name: Name, start: int) -> Expression:
    """``∂f/∂x(1, 2)`` is the derivative at (1, 2) where ``f`` is a function; else the bracket is a factor."""
    opening = cursor.token
    if opening.text != "(" or opening.spaced or not cursor.names.is_own(name.text):
        return derivative
    given = calls.arguments(cursor)
    span = cursor.since(start)
    point = given[0] if len(given) == 1 else Vector(_expressions(cursor, given), Span(opening.start, span.stop))
    return At(derivative, (point,), span)


def _expressions(cursor: Cursor, given: tuple[object, ...]) -> tuple[Expression, ...]:
    """The arguments of a point, which are plain values."""
    items = tuple(each for each in given if isinstance(each, Expression))
    if len(items) < len(given):
        cursor.fail(cursor.token.span, "the coordinates of a point have no names here: write `at x=1, y=2`")
    return items


def nabla(cursor: Cursor) -> Expression:
    """``∇f``, ``∇f(1, 2)``, ``∇(x^2 y)``."""
    token = cursor.token
    following = cursor.peek()
    if following.text in ("·", "×", "^") or following.kind == SUPERSCRIPT:
        written = cursor.written(following)
        return cursor.fail(Span(token.start, following.stop), f"`∇` with {written} is not supported yet")
    return gradient(cursor, "grad")


def gradient(cursor: Cursor, function: str) -> Expression:
    """``grad f`` and one operand; where ``f`` is a function, ``grad f(1, 2)`` is the gradient at (1, 2)."""
    token = cursor.take()
    head = Name(function, token.span)
    following = cursor.token
    if following.text == "(":
        return calls.call(cursor, head, token.start)
    if following.kind == NAME and cursor.names.is_own(following.text):
        cursor.take()
        name = Name(following.text, following.span)
        node = Call(head, (name,), cursor.since(token.start))
        return _evaluated(cursor, node, name, token.start)
    if following.kind != NAME and following.text not in ("[", "|", "√", "{"):
        return head if following.text != "" and token.text != "∇" else cursor.unexpected()
    body = cursor.read(Level.POWER)
    return Call(head, (body,), cursor.since(token.start))
