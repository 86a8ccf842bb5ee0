"""Whether a condition holds: relations, chains of them, membership."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from worksheet_server.numerics.field import Field, integer_of
from worksheet_server.syntax.tree import Expression, Interval, Name, Relation, Unary
from worksheet_server.values.scope import Scope


def truth(condition: Expression, scope: Scope, value: Callable[[Expression], Any | None], field: Field) -> bool | None:
    """Whether ``condition`` holds, where ``value`` evaluates its parts in ``field``; ``None`` where it is not decided.

    A chain ``a < b < c`` holds where each of its relations does.
    """
    if not isinstance(condition, Relation):
        return None
    links = zip(condition.operators, condition.operands, condition.operands[1:], strict=False)
    decided = [_relation(operator, left, right, value, field) for operator, left, right in links]
    if any(each is False for each in decided):
        return False
    return None if any(each is None for each in decided) else True


def _relation(
    operator: str, left: Expression, right: Expression, value: Callable[[Expression], Any | None], field: Field
) -> bool | None:
    infinite = infinity(right) - infinity(left)
    if infinite and operator in ("<", "<=", ">", ">="):
        finite = left if infinity(right) else right
        return None if value(finite) is None else (infinite > 0) == (operator in ("<", "<="))
    a = value(left)
    if a is None or isinstance(a, tuple):
        return None
    if operator == "in":
        return _member(a, right, value, field)
    b = value(right)
    return None if b is None or isinstance(b, tuple) else field.compare(operator, a, b)


def _member(a: Any, collection: Expression, value: Callable[[Expression], Any | None], field: Field) -> bool | None:
    if isinstance(collection, Interval):
        below = _bound(a, ">=" if collection.closed_below else ">", collection.lower, value, field)
        above = _bound(a, "<=" if collection.closed_above else "<", collection.upper, value, field)
        if below is False or above is False:
            return False
        return True if below and above else None
    if not isinstance(collection, Name):
        return None
    if collection.text == "R":
        return field.compare("<=", a, a) or None
    whole = integer_of(field, a)
    if collection.text == "Z":
        return True if whole is not None else False if field.exact(a) is not None else None
    if collection.text == "N":
        return whole >= 0 if whole is not None else False if field.exact(a) is not None else None
    return None


def _bound(
    a: Any, operator: str, end: Expression, value: Callable[[Expression], Any | None], field: Field
) -> bool | None:
    infinite = infinity(end)
    if infinite:
        return (infinite > 0) == (operator in ("<", "<="))
    b = value(end)
    return None if b is None else field.compare(operator, a, b)


def infinity(node: Expression) -> int:
    """1 for ``oo``, -1 for ``-oo``, else 0."""
    if node == Name("oo"):
        return 1
    if isinstance(node, Unary) and node.operator == "-" and node.operand == Name("oo"):
        return -1
    return 0
