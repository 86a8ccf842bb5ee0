"""The one canonical spelling of statements, which the formatter writes, and of expressions (``show``)."""

from __future__ import annotations

import re

from worksheet_server.syntax.expression_printer import show
from worksheet_server.syntax.names import CONSTANTS, HEAD_WORDS
from worksheet_server.syntax.statements import (
    Assumption,
    Blank,
    Chain,
    Check,
    Content,
    Definition,
    Heading,
    Link,
    Prose,
    Setting,
    Statement,
    Unreadable,
)
from worksheet_server.syntax.tree import At, Call, Expression, Name, Relation

__all__ = ["WIDEST", "show", "show_chain", "show_statement"]

_HEAD = re.compile(rf"(?:{'|'.join(sorted(HEAD_WORDS))})\b")

WIDEST = 100
"""A statement longer than this is broken in front of its relations."""


def show_statement(statement: Statement) -> str:
    """The canonical text of a statement, with its ``where`` and its comment; several lines where one would be too long.

    A line that could not be read has no canonical text: of it only what ``partial`` holds is shown.
    """
    parts = _content(statement.content)
    if statement.where:
        parts[-1] += " where " + ", ".join(_where(item) for item in statement.where)
    text = " ".join(parts)
    if len(text) > WIDEST:
        text = "\n    ".join(parts)
    comment = _comment(statement)
    if comment is None:
        return text
    return f"{text}  {comment}" if text else comment


def show_chain(chain: Chain) -> str:
    """The canonical text of a chain of relations."""
    return " ".join([_first(chain), *(_link(link) for link in chain.links)])


def _content(content: Content) -> list[str]:
    """The text of a statement, in the pieces between which a line may break."""
    match content:
        case Blank():
            return [""]
        case Heading():
            return [f"{'#' * content.level} {content.title}".rstrip()]
        case Prose():
            return [f"> {content.text}".rstrip()]
        case Definition():
            return _definition(content)
        case Check():
            return [_claimed(content.chain), *(_link(link) for link in content.chain.links)]
        case Assumption():
            return ["assume " + ", ".join(show(each) for each in content.conditions)]
        case Setting():
            return [f"set {content.name}" + ("" if content.value is None else f" {show(content.value)}")]
        case Unreadable():
            return [""] if content.partial is None else _content(content.partial)


def _definition(definition: Definition, listed: bool = False) -> list[str]:
    """The pieces of a definition; ``listed`` where a comma ends it, as behind ``where``."""
    head = definition.name.text
    if definition.parameters is not None:
        head += f"({', '.join(each.text for each in definition.parameters)})"
    chain = definition.chain
    return [f"{head} = {_first(chain, listed)}", *(_link(link, listed) for link in chain.links)]


def _claimed(chain: Chain) -> str:
    """The first side of a claim, in brackets where it would define or begin with a word: ``(abs(x)) = 3``."""
    defines = chain.links and chain.links[0].operator == "=" and _can_be_defined(chain.first)
    text = _first(chain)
    return f"({text})" if defines or _HEAD.match(text) else text


def _can_be_defined(node: Expression) -> bool:
    """Whether ``node`` is shown as ``name`` or ``name(names)``."""
    if isinstance(node, Call) and isinstance(node.function, Name):
        return all(isinstance(each, Name) for each in node.arguments)
    return isinstance(node, Name) and node.text not in CONSTANTS


def _first(chain: Chain, listed: bool = False) -> str:
    """The first side; ``x in Z`` may stand alone without brackets."""
    first = chain.first
    alone = not chain.links and isinstance(first, Relation) and first.operators[0] == "in"
    return show(first) if alone else _side(first, listed)


def _side(node: Expression, listed: bool = False) -> str:
    """A side of a relation; no relation stands in it without brackets, and where a comma follows no ``at``."""
    bracketed = isinstance(node, Relation) or (listed and isinstance(node, At))
    return f"({show(node)})" if bracketed else show(node)


def _link(link: Link, listed: bool = False) -> str:
    if link.side is None:
        return link.operator
    tolerance = "" if link.tolerance is None else f" ± {_side(link.tolerance, listed=True)}"
    return f"{link.operator} {_side(link.side, listed)}{tolerance}"


def _where(item: Definition | Expression) -> str:
    if isinstance(item, Definition):
        return " ".join(_definition(item, listed=True))
    if isinstance(item, Relation) and item.operators[0] == "=" and _can_be_defined(item.operands[0]):
        left = show(item.operands[0])
        return f"({left}){show(item).removeprefix(left)}"
    return show(item)


def _comment(statement: Statement) -> str | None:
    """``# …``; the comment as it was written holds the directives too."""
    if statement.comment is not None:
        return f"# {statement.comment}".rstrip()
    if statement.directives:
        return "# " + ", ".join(f"{each.action}: {each.code}" for each in statement.directives)
    return None
