"""Names and what is applied to them: calls, primes, functions without brackets."""

from __future__ import annotations

from worksheet_server.syntax import calls, differentials, prefixed, scripts
from worksheet_server.syntax.cursor import DEEPEST, Cursor, Level, quoted
from worksheet_server.syntax.expression_printer import show
from worksheet_server.syntax.lexer import FRACTION, NAME, NUMBER, SUPERSCRIPT, Token
from worksheet_server.syntax.names import ALIASES, BRACKET_FORMS, PLAIN_FUNCTIONS
from worksheet_server.syntax.tree import Binary, Call, Expression, Name, Prime
from worksheet_server.text.diagnostics import Fix
from worksheet_server.text.span import Span

_GRADIENTS = frozenset({"grad", "hessian", "jacobian"})
_LATER = {"descend": "gradient descent with `descend`", "pv": "the principal value `pv`"}
_MATHEMATICA = frozenset(
    "Sum Product Integrate D Limit Sin Cos Tan Exp Log Sqrt Abs Solve Simplify Plot Table Series Expand Factor".split()
)


def named(cursor: Cursor) -> Expression:
    """The name here with what belongs to it: a call, a derivative, a sum with its body, or the name alone."""
    token = cursor.token
    text = token.text
    if text[0] == "d":
        derivative = differentials.leibniz(cursor)
        if derivative is not None:
            return derivative
    bracket = cursor.peek()
    touching = bracket.text == "(" and not bracket.spaced
    function = cursor.names.function(text, touching)
    if function is None:
        return _ordinary(cursor, token, touching)
    if not cursor.names.is_own(text):
        if bracket.text == "[" and not bracket.spaced and text in _MATHEMATICA:
            return cursor.fail(token.span, f"Mathematica's spelling `{text}[…]` is not supported yet")
        if function in prefixed.SIGNS and prefixed.begins_prefix_form(cursor, function):
            return prefixed.prefix_form(cursor, function)
        if function in _GRADIENTS and bracket.text != "(":
            return differentials.gradient(cursor, function)
    cursor.take()
    return _applied(cursor, token, function)


def _ordinary(cursor: Cursor, token: Token, touching: bool) -> Expression:
    """A name that is no function here."""
    text, following = token.text, cursor.peek()
    defined = text in cursor.names.defined
    if not defined:
        if text == "partial" and (following.kind == NAME or following.text == "/"):
            return differentials.partial(cursor)
        square = following.text == "[" and not following.spaced
        if (square and text in ("E", "Var")) or (text == "P" and touching and _holds_relation(cursor)):
            return cursor.fail(token.span, f"`{text}{following.text}…` of random variables is not supported yet")
        if square and text in _MATHEMATICA:
            return cursor.fail(token.span, f"Mathematica's spelling `{text}[…]` is not supported yet")
        if text in _LATER and (touching or text == "pv"):
            return cursor.fail(token.span, f"{_LATER[text]} is not supported yet")
    cursor.take()
    name = Name(text, token.span)
    order = _primes(cursor)
    if order:
        prime = Prime(name, order, cursor.since(token.start))
        if cursor.token.text == "(" and not cursor.token.spaced:
            return Call(prime, calls.arguments(cursor), cursor.since(token.start))
        return prime
    if touching and not defined and text in ("f", "g", "h", "F", "G", "H"):
        cursor.hint(token.span, f"`{text}` is not a function here: read as a product")
    return name


def _holds_relation(cursor: Cursor) -> bool:
    """Whether the bracket behind the name here holds a relation or a bar, as the probability of an event does."""
    depth = 0
    for index in range(cursor.index + 1, len(cursor.tokens)):
        text = cursor.tokens[index].text
        if text == "(":
            depth += 1
        elif text == ")":
            depth -= 1
            if depth == 0:
                return False
        elif text in ("<", "<=", ">", ">=", "=", "==", "!=", "|"):
            return True
    return False


def _primes(cursor: Cursor) -> int:
    order = 0
    while cursor.token.text == "'" and not cursor.token.spaced:
        if order == DEEPEST:
            cursor.fail(cursor.token.span, f"this is nested too deeply: more than {DEEPEST} primes")
        cursor.take()
        order += 1
    return order


def _applied(cursor: Cursor, token: Token, function: str) -> Expression:
    """A function whose name was just taken: with arguments, or alone."""
    name = Name(function, token.span)
    order = _primes(cursor)
    head: Expression = Prime(name, order, cursor.since(token.start)) if order else name
    following = cursor.token
    if following.text == "(" and not (order and following.spaced):
        return calls.call(cursor, head, token.start)
    if order:
        return head
    plain = function in PLAIN_FUNCTIONS and not cursor.names.is_own(token.text)
    if following.text == "^" or following.kind == SUPERSCRIPT:
        return _power_of_function(cursor, name, plain)
    if plain and _begins_argument(cursor):
        return _without_brackets(cursor, name, token.start)
    if function in BRACKET_FORMS.values() or (not plain and token.text in ALIASES and function != token.text):
        return Name(token.text, token.span)
    return name


def _power_of_function(cursor: Cursor, name: Name, plain: bool) -> Expression:
    """``sin^2(x)``, ``sin² x``: the power of the value.  ``sin^-1(x)`` is refused, for it has two meanings."""
    start, sign = cursor.index, cursor.token
    exponent: Expression
    if sign.kind == SUPERSCRIPT:
        exponent = scripts.superscript_exponent(cursor)
    else:
        cursor.take()
        exponent = scripts.script(cursor)
    following = cursor.token
    applies = following.text == "(" or (plain and _begins_argument(cursor))
    if not applies or (not plain and (following.spaced or not _is_count(exponent))):
        cursor.go_to(start)
        return name
    if show(exponent).startswith("-") and not cursor.failed:
        return _refuse_inverse(cursor, name, exponent)
    if following.text == "(":
        value = calls.call(cursor, name, name.span.start)
    else:
        value = _without_brackets(cursor, name, name.span.start)
    node = Binary("^", value, exponent, span=cursor.since(name.span.start))
    if not plain:
        cursor.hint(node.span, f"read as {show(node)}, the power of the value")
    return node


def _is_count(exponent: Expression) -> bool:
    return show(exponent).lstrip("-").isdigit()


def _refuse_inverse(cursor: Cursor, name: Name, exponent: Expression) -> Expression:
    stop = cursor.tokens[cursor.index - 1].stop
    span = Span(name.span.start, stop)
    fixes = []
    inverse = ALIASES.get(f"arc{name.text}")
    if inverse is not None and show(exponent) == "-1":
        fixes.append(Fix(f"Write {inverse}, the inverse function", span, inverse))
    argument = _argument_text(cursor)
    if argument is not None:
        whole = Span(name.span.start, argument.stop)
        written = cursor.text[argument.start : argument.stop].strip()
        inner = written if written.startswith("(") else f"({written})"
        power = show(exponent).removeprefix("-")
        value = f"{name.text}{inner}" if power == "1" else f"{name.text}{inner}^{power}"
        fixes.append(Fix(f"Write 1/{value}, the reciprocal", whole, f"1/{value}"))
    written = quoted(cursor.text[span.start : span.stop])
    return cursor.fail(span, f"{written} has two meanings: the inverse function, or one over the value", *fixes)


def _argument_text(cursor: Cursor) -> Span | None:
    """Where the argument stands that begins here: a bracket, or one token."""
    token = cursor.token
    if token.text != "(":
        return token.span
    depth = 0
    for other in cursor.tokens[cursor.index :]:
        depth += {"(": 1, ")": -1}.get(other.text, 0)
        if depth == 0:
            return Span(token.start, other.stop)
    return None


def _begins_argument(cursor: Cursor) -> bool:
    """Whether an argument without brackets begins here: ``sin x``, ``sin 2x``, ``sin -x``, ``sin √2``."""
    token = cursor.token
    if token.text in ("-", "+"):
        following = cursor.peek()
        return token.spaced and not following.spaced and (following.kind in (NUMBER, NAME) or following.text == "(")
    if token.kind == NAME:
        return not (cursor.integrals and differentials.is_differential(cursor))
    return token.kind in (NUMBER, FRACTION) or (
        token.text in ("√", "∛", "|") and (token.text != "|" or not cursor.bars)
    )


def _without_brackets(cursor: Cursor, name: Name, start: int) -> Expression:
    """``sin 2x cos y`` is sin(2x)*cos(y): the plain factors that follow are the argument."""
    begin = cursor.token.start
    argument = cursor.read(Level.SIGNED)
    names = 0 if isinstance(argument, Binary) and argument.operator == "/" else int(not show(argument)[0].isdigit())
    while not cursor.failed and _continues_argument(cursor):
        names += 1
        factor = cursor.read(Level.POWER)
        argument = Binary("*", argument, factor, implicit=True, span=cursor.since(begin))
    node = Call(name, (argument,), cursor.since(start))
    if (names > 1 or cursor.token.text == "/") and not cursor.failed:
        cursor.hint(node.span, f"read as {show(node)}", Fix(f"Write {show(node)}", node.span, show(node)))
    return node


def _continues_argument(cursor: Cursor) -> bool:
    token = cursor.token
    if token.text == "(":
        return not token.spaced and cursor.tokens[cursor.index - 1].kind in (NUMBER, NAME, FRACTION)
    if token.kind != NAME or token.text in ("d", "partial"):
        return False
    if cursor.integrals and differentials.is_differential(cursor):
        return False
    following = cursor.peek()
    return cursor.names.function(token.text, following.text == "(" and not following.spaced) is None
