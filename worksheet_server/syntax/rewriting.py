"""Trees with some of their nodes replaced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import TypeVar

from worksheet_server.syntax.tree import Node

Tree = TypeVar("Tree", bound=Node)


def rewrite(node: Tree, change: Callable[[Node], Node | None]) -> Tree:
    """``node`` with every node replaced for which ``change`` has something; what it gives is not looked into again.

    Parts without a change are shared, not copied.
    """
    changed = change(node)
    return changed if changed is not None else _rewrite_parts(node, change)  # type: ignore[return-value]


def _rewrite_parts(node: Tree, change: Callable[[Node], Node | None]) -> Tree:
    parts = {}
    for each in fields(node):
        value = getattr(node, each.name)
        if each.name != "span" and isinstance(value, tuple | Node):
            new = _rewrite_value(value, change)
            if new is not value:
                parts[each.name] = new
    return replace(node, **parts) if parts else node


def _rewrite_value(value: object, change: Callable[[Node], Node | None]) -> object:
    if isinstance(value, tuple):
        new = tuple(_rewrite_value(item, change) for item in value)
        return new if any(a is not b for a, b in zip(new, value, strict=True)) else value
    return rewrite(value, change) if isinstance(value, Node) else value
