"""From the text of a statement to its tree.  Never raises: what cannot be read is a diagnostic and a partial tree."""

from __future__ import annotations

import re
import sys

from worksheet_server.syntax import calls, expressions, heads
from worksheet_server.syntax.chains import chain, definition, is_definition, seeming_name, where_clause, where_names
from worksheet_server.syntax.cursor import LONGEST, Cursor
from worksheet_server.syntax.imaginary import with_imaginary_unit
from worksheet_server.syntax.lexer import END, NAME, Comment, tokenize
from worksheet_server.syntax.names import HEAD_WORDS, Names
from worksheet_server.syntax.statements import (
    Blank,
    Check,
    Content,
    Definition,
    Directive,
    Heading,
    Prose,
    Statement,
    Unreadable,
)
from worksheet_server.syntax.tree import Argument, Expression, Node, children
from worksheet_server.text.diagnostics import Diagnostic, Severity
from worksheet_server.text.span import Span

# Trees are at most this deep, and every level costs a few frames of Python, whose own limit is 1,000 frames.
sys.setrecursionlimit(max(sys.getrecursionlimit(), 20_000))
_DEEPEST_TREE = LONGEST + 200
_NO_NAMES = Names()

_HEADING = re.compile(r"\s*(#{2,})(?:\s+(.*?))?\s*")
_PROSE = re.compile(r"\s*>(?!=)\s*(.*?)\s*", re.DOTALL)
_DIRECTIVE = re.compile(r"\b(expect|ignore):\s*([a-z]+(?:-[a-z]+)*)")


def parse(text: str, names: Names) -> Statement:
    """The statement that ``text`` (one block, line breaks as ``\\n``) is where ``names`` are in force."""
    prefix = text.lstrip()[:2]
    if prefix.startswith("##") and (heading := _HEADING.fullmatch(text)):
        return Statement(Heading(len(heading[1]), heading[2] or ""))
    if prefix.startswith(">") and (prose := _PROSE.fullmatch(text)):
        return Statement(Prose(prose[1]))
    tokens, comments = tokenize(text)
    comment = " ".join(each.text for each in comments) if comments else None
    directives = tuple(directive for each in comments for directive in _directives(text, each))
    if len(tokens) == 1:
        return Statement(Blank(), (), comment, directives)
    local_functions, local_values = where_names(tokens)
    names = names.with_values(local_values).with_functions(local_functions)
    cursor = Cursor(text, tokens, names, expressions.read)
    content = _content(cursor)
    where = where_clause(cursor) if not cursor.failed else ()
    if cursor.token.kind != END:
        cursor.unexpected()
    statement = Statement(content, where, comment, directives)
    if len(tokens) > LONGEST and _depth_of(statement) > _DEEPEST_TREE:
        return _too_deep(statement, cursor)
    diagnostics = tuple(cursor.diagnostics)
    if names.complex:
        content, where = with_imaginary_unit(content, where, names)
    if any(each.severity is Severity.ERROR for each in diagnostics):
        # How the rest was read says nothing as long as the line cannot be read.
        diagnostics = tuple(each for each in diagnostics if each.severity is Severity.ERROR)
        if not isinstance(content, Unreadable):
            content = Unreadable(seeming_name(cursor), content)
    return Statement(content, where, comment, directives, diagnostics)


def parse_expression(text: str, names: Names = _NO_NAMES) -> Argument:
    """The one expression or argument that ``text`` is; ``Missing`` in it stands for what cannot be read."""
    return parse_argument(text, names)[0]


def parse_argument(text: str, names: Names) -> tuple[Argument, tuple[Diagnostic, ...]]:
    """The one expression or argument that ``text`` is, and what was found wrong or ambiguous in it."""
    cursor = Cursor(text, tokenize(text)[0], names, expressions.read)
    node = calls.argument(cursor)
    if cursor.token.kind != END:
        cursor.unexpected()
    return node, tuple(cursor.diagnostics)


def _content(cursor: Cursor) -> Content:
    head = cursor.token
    if head.kind == NAME and head.text in HEAD_WORDS and not _is_defined_here(cursor):
        return heads.read(cursor)
    if is_definition(cursor):
        return definition(cursor)
    return Check(chain(cursor))


def _is_defined_here(cursor: Cursor) -> bool:
    """Whether a word such as ``set`` is an ordinary name on this line: ``set = 3``, ``set(x) = 2x``."""
    following = cursor.peek()
    return following.text in ("=", ":=") or (not following.spaced and is_definition(cursor))


def _directives(text: str, comment: Comment) -> list[Directive]:
    return [
        Directive(found[1], found[2], Span(found.start(), found.end()))
        for found in _DIRECTIVE.finditer(text, comment.start, comment.stop)
    ]


def _depth_of(statement: Statement) -> int:
    """How deep the deepest tree of a statement is; not recursive."""
    deepest = 0
    waiting: list[tuple[Node, int]] = [(root, 1) for root in _roots(statement)]
    while waiting:
        node, depth = waiting.pop()
        deepest = max(deepest, depth)
        if depth > _DEEPEST_TREE:
            break
        waiting.extend((child, depth + 1) for child in children(node))
    return deepest


def _roots(statement: Statement) -> list[Expression]:
    roots: list[Expression] = []
    for part in (statement.content, *statement.where):
        if isinstance(part, Check | Definition):
            roots.append(part.chain.first)
            roots.extend(link.side for link in part.chain.links if link.side is not None)
        elif isinstance(part, Expression):
            roots.append(part)
        elif hasattr(part, "conditions"):
            roots.extend(part.conditions)
    return roots


def _too_deep(statement: Statement, cursor: Cursor) -> Statement:
    """Without the tree, which nobody could walk."""
    whole = Span(cursor.tokens[0].start, cursor.tokens[-2].stop)
    message = f"this is nested too deeply: more than {_DEEPEST_TREE} operators in each other"
    diagnostic = Diagnostic("syntax", Severity.ERROR, whole, message)
    return Statement(Unreadable(seeming_name(cursor)), (), statement.comment, statement.directives, (diagnostic,))
