"""Shapes that calls often have."""

from __future__ import annotations

from worksheet_server.syntax.tree import Approach, Call, Expression, Name, Node, Option, Range


def over_range(node: Node) -> tuple[Expression, Range] | None:
    """Body and range of ``f(body, i=a..b)``; ``None`` for any other shape."""
    if not isinstance(node, Call) or len(node.arguments) != 2:
        return None
    body, over = node.arguments
    if not isinstance(over, Range) or isinstance(body, Range | Approach | Option):
        return None
    return body, over


def with_approach(node: Node) -> tuple[Expression, Approach] | None:
    """Body and approach of ``lim(body, x -> a)``; ``None`` for any other shape."""
    if not isinstance(node, Call) or len(node.arguments) != 2:
        return None
    body, approach = node.arguments
    if not isinstance(approach, Approach) or isinstance(body, Range | Approach | Option):
        return None
    return body, approach


def in_variable(node: Node) -> tuple[Expression, Name] | None:
    """Body and variable of ``int(body, x)``; ``None`` for any other shape."""
    if not isinstance(node, Call) or len(node.arguments) != 2:
        return None
    body, variable = node.arguments
    if not isinstance(variable, Name) or isinstance(body, Range | Approach | Option):
        return None
    return body, variable


def only_argument(node: Node) -> Expression | None:
    """``x`` of ``f(x)``; ``None`` for any other shape."""
    if not isinstance(node, Call) or len(node.arguments) != 1:
        return None
    (argument,) = node.arguments
    return None if isinstance(argument, Range | Approach | Option) else argument


def is_call_of(node: Node, name: str) -> bool:
    """Whether a node is a call of the library function ``name``."""
    return isinstance(node, Call) and node.function == Name(name)
