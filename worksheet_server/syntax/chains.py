"""Definitions, chains of relations, and what stands behind ``where``."""

from __future__ import annotations

from worksheet_server.syntax import conditions
from worksheet_server.syntax.cursor import Cursor, Level
from worksheet_server.syntax.lexer import END, NAME, WORD, Token
from worksheet_server.syntax.names import ALIASES, BRACKET_FORMS, CONSTANTS, LIBRARY_FUNCTIONS
from worksheet_server.syntax.spaces import mapping
from worksheet_server.syntax.statements import Chain, Definition, Link
from worksheet_server.syntax.tree import Expression, Name, Relation
from worksheet_server.text.diagnostics import Fix
from worksheet_server.text.span import Span

_DEFINES = ("=", ":=")


def is_definition(cursor: Cursor) -> bool:
    """Whether ``name =`` or ``name(parameters) =`` stands here."""
    return _parameters_stop(cursor.tokens, cursor.index) is not None


def _parameters_stop(tokens: list[Token], index: int) -> int | None:
    """The index of the ``=`` of the definition that begins at the token ``index``, or ``None``."""
    if tokens[index].kind != NAME or tokens[index].text in CONSTANTS:
        return None
    index += 1
    if tokens[index].text == "(":
        while True:
            if tokens[index + 1].kind != NAME:
                return None
            index += 2
            if tokens[index].text == ")":
                index += 1
                break
            if tokens[index].text != ",":
                return None
    return index if tokens[index].text in _DEFINES else None


def definition(cursor: Cursor) -> Definition:
    """``name = chain`` or ``name(parameters) = chain``."""
    token = cursor.take()
    name = Name(token.text, token.span)
    parameters = _parameters(cursor) if cursor.token.text == "(" else None
    equals = cursor.take()
    if parameters is not None:
        _hint_shadowing(cursor, name, equals)
    names = cursor.names
    if parameters:
        cursor.names = names.with_values(frozenset(each.text for each in parameters))
    body = chain(cursor)
    cursor.names = names
    return Definition(name, parameters, body)


def _parameters(cursor: Cursor) -> tuple[Name, ...]:
    cursor.take()
    parameters: list[Name] = []
    while True:
        token = cursor.take()
        if token.text in CONSTANTS:
            cursor.refuse(token.span, f"`{token.text}` is reserved and cannot be a parameter")
        elif any(each.text == token.text for each in parameters):
            cursor.refuse(token.span, f"the parameter `{token.text}` stands here twice")
        parameters.append(Name(token.text, token.span))
        if cursor.take().text == ")":
            return tuple(parameters)


def _hint_shadowing(cursor: Cursor, name: Name, equals: Token) -> None:
    library = name.text in LIBRARY_FUNCTIONS or name.text in ALIASES
    if library and name.text not in BRACKET_FORMS and not cursor.names.is_own(name.text):
        cursor.hint(
            Span(name.span.start, equals.stop),
            f"this defines `{name.text}` anew; a claim is written with `==`",
            Fix("Make it a claim", equals.span, "=="),
        )


def chain(cursor: Cursor) -> Chain:
    """A side and the relations that follow it."""
    start = cursor.token.start
    first = cursor.read(Level.SIDE)
    if cursor.token.text == "in":
        first = conditions.relation(cursor, start, first)
    links: list[Link] = []
    while cursor.token.text in conditions.RELATIONS or cursor.token.text == "=>":
        links.append(_link(cursor))
    if cursor.token.text == "±" and not links:
        cursor.fail(cursor.token.span, "`±` closes the value behind a relation, as in `=> 0.33 ± 0.01`")
    if cursor.token.text == ":=":
        cursor.fail(cursor.token.span, "`:=` defines a name or a function: `a := 3`, `f(x) := x^2`")
    return Chain(first, tuple(links))


def _link(cursor: Cursor) -> Link:
    conditions.hint_unequal(cursor)
    operator = cursor.take()
    token = cursor.token
    if operator.text == "=>" and (token.kind == END or token.text == "where"):
        return Link("=>", None, None, Span(operator.stop, operator.stop), operator.span)
    start = token.start
    side = cursor.read(Level.SIDE)
    span = cursor.since(start)
    tolerance = cursor.read(Level.SUM) if cursor.accept("±") else None
    return Link(operator.text, side, tolerance, span, operator.span)


def where_names(tokens: list[Token]) -> tuple[frozenset[str], frozenset[str]]:
    """The functions and the values that the ``where`` of a line defines."""
    functions: set[str] = set()
    values: set[str] = set()
    for index in _where_items(tokens):
        name = tokens[index].text
        if tokens[index].kind == NAME and tokens[index + 1].text == ":":
            functions.add(name)
        elif _parameters_stop(tokens, index) is not None:
            (functions if tokens[index + 1].text == "(" else values).add(name)
    return frozenset(functions), frozenset(values)


def _where_items(tokens: list[Token]) -> list[int]:
    """Where the items behind ``where`` begin."""
    found, items, depth = False, [], 0
    for index, token in enumerate(tokens):
        if token.text in ("(", "[", "{"):
            depth += 1
        elif token.text in (")", "]", "}"):
            depth -= 1
        if (found and token.text == "," and depth == 0) or (token.kind == WORD and token.text == "where"):
            found = True
            items.append(min(index + 1, len(tokens) - 1))
    return items


def where_clause(cursor: Cursor) -> tuple[Definition | Expression, ...]:
    """``where p = σ(z), x > 0``: definitions and conditions for this line alone."""
    if cursor.token.text != "where" or cursor.token.kind != WORD:
        return ()
    cursor.take()
    cursor.listing = True
    items = list(_where_item(cursor))
    while cursor.accept(","):
        items.extend(_where_item(cursor))
    return tuple(items)


def _where_item(cursor: Cursor) -> tuple[Definition | Expression, ...]:
    if is_definition(cursor):
        return (definition(cursor),)
    return listed_conditions(cursor)


def listed_conditions(cursor: Cursor) -> tuple[Expression, ...]:
    """A condition; ``n, m in Z`` is one for each name."""
    token = cursor.token
    waiting: list[Name] = []
    while cursor.token.kind == NAME and cursor.peek().text == ",":
        name = cursor.take()
        waiting.append(Name(name.text, name.span))
        cursor.take()
    start = cursor.token.start
    condition = _condition(cursor)
    if cursor.failed:
        return (condition,)
    if not isinstance(condition, Relation):
        cursor.refuse(Span(start, cursor.since(start).stop), "a condition is due here, such as `x > 0` or `n in Z`")
        return (condition,)
    if waiting and not isinstance(condition.operands[0], Name):
        cursor.refuse(token.span, "a condition is due here, such as `x > 0` or `n in Z`")
    rest = condition.operands[1:]
    return (*(Relation(condition.operators, (name, *rest), condition.span) for name in waiting), condition)


def _condition(cursor: Cursor) -> Expression:
    token = cursor.token
    if token.kind == NAME and cursor.peek().text == ":":
        cursor.take()
        cursor.take()
        name = Name(token.text, token.span)
        return Relation((":",), (name, mapping(cursor)), cursor.since(token.start))
    return cursor.read(Level.CONDITION)


def seeming_name(cursor: Cursor) -> str | None:
    """The name that a line seems to define, however broken the rest is."""
    tokens = cursor.tokens
    first, second = tokens[0], tokens[min(1, len(tokens) - 1)]
    if first.kind != NAME or first.text in CONSTANTS:
        return None
    if second.text in (*_DEFINES, "~"):
        return first.text
    if second.text == "(" and not second.spaced:
        stop = next((index for index, token in enumerate(tokens) if token.text == ")"), 1)
        after = tokens[min(stop + 1, len(tokens) - 1)]
        parameters = [token for token in tokens[2:stop] if token.text != ","]
        plain = all(token.kind == NAME for token in parameters)
        if (after.text in _DEFINES and plain) or (stop == 1 and any(token.text in _DEFINES for token in tokens)):
            return first.text
    return None
