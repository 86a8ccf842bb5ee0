"""A node with its children replaced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, TypeVar

from worksheet_server.syntax.tree import Approach, Node, Option, Range

Some = TypeVar("Some", bound=Node)


def rebuild(node: Some, change: Callable[[Any], Any], keep_names: bool = False) -> Some:
    """``node`` with ``change`` applied to each child; the same object where nothing changed.

    ``keep_names`` leaves the bound name of a range, an approach or an option alone.
    """
    changed: dict[str, Any] = {}
    for each in fields(node):
        if each.name == "span" or (keep_names and each.name == "name" and isinstance(node, Range | Approach | Option)):
            continue
        before = getattr(node, each.name)
        after = _apply(before, change)
        if after is not before:
            changed[each.name] = after
    return replace(node, **changed) if changed else node


def _apply(value: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(value, tuple):
        parts = tuple(_apply(item, change) for item in value)
        return parts if any(new is not old for new, old in zip(parts, value, strict=True)) else value
    return change(value) if isinstance(value, Node) else value
