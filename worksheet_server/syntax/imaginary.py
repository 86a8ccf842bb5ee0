"""``i`` as the imaginary unit, behind ``set complex``."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from worksheet_server.syntax.alphabets import IMAGINARY_UNIT
from worksheet_server.syntax.names import Names
from worksheet_server.syntax.rebuild import rebuild
from worksheet_server.syntax.statements import Assumption, Chain, Check, Content, Definition
from worksheet_server.syntax.tree import Approach, Call, Derivative, Expression, Name, Range

_BINDING = frozenset({"int", "diff"})


def with_imaginary_unit(
    content: Content, where: tuple[Definition | Expression, ...], names: Names
) -> tuple[Content, tuple[Definition | Expression, ...]]:
    """``content`` and ``where`` with every free ``i`` read as ``ⅈ``, unless ``i`` has a definition."""
    if "i" in names.defined:
        return content, where
    return _content(content), tuple(
        _definition(item) if isinstance(item, Definition) else _unit(item) for item in where
    )


def _content(content: Content) -> Content:
    match content:
        case Definition():
            return _definition(content)
        case Check():
            return Check(_chain(content.chain))
        case Assumption():
            return Assumption(tuple(_unit(each) for each in content.conditions))
    return content


def _definition(definition: Definition) -> Definition:
    if definition.parameters and Name("i") in definition.parameters:
        return definition
    return replace(definition, chain=_chain(definition.chain))


def _chain(chain: Chain) -> Chain:
    links = tuple(replace(link, side=None if link.side is None else _unit(link.side)) for link in chain.links)
    return Chain(_unit(chain.first), links)


def _unit(node: Any) -> Any:
    """``node`` with its free ``i`` read as ``ⅈ``."""
    if isinstance(node, Name):
        return Name(IMAGINARY_UNIT, node.span) if node.text == "i" else node
    bound = False
    if isinstance(node, Call):
        bound = any(isinstance(each, Range | Approach) and each.name.text == "i" for each in node.arguments)
        bound = bound or (
            isinstance(node.function, Name) and node.function.text in _BINDING and Name("i") in node.arguments[1:]
        )
    elif isinstance(node, Derivative):
        bound = Name("i") in node.variables
    # The limits of a sum over i are outside of its binding, but an imaginary limit has no meaning.
    return node if bound else rebuild(node, _unit, keep_names=True)
