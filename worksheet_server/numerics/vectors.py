"""Vectors (tuples of numbers) and matrices (tuples of rows) in any arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from worksheet_server.numerics.door import fmpq
from worksheet_server.numerics.field import Field, integer_of
from worksheet_server.syntax.tree import Index
from worksheet_server.values.scope import Scope

Value = Any


def each(function: Callable[[Any], Any | None], value: Value) -> Value | None:
    """``function`` of a number, or of each number of a vector."""
    if not isinstance(value, tuple):
        return function(value)
    found = tuple(each(function, item) for item in value)
    return None if any(item is None for item in found) else found


def operate(field: Field, operator: str, left: Value, right: Value) -> Value | None:
    """``left operator right`` for numbers, vectors and matrices; ``None`` where shapes do not fit."""
    numbers = not isinstance(left, tuple) and not isinstance(right, tuple)
    if operator in ("+", "-"):
        return _together(field.add if operator == "+" else field.subtract, left, right)
    if operator == "/":
        return None if isinstance(right, tuple) else each(lambda item: field.divide(item, right), left)
    if operator in ("^", "**"):
        return None if isinstance(right, tuple) else each(lambda item: field.power(item, right), left)
    if operator not in ("*", "·", "×"):
        return None
    if numbers:
        return field.multiply(left, right)
    if not isinstance(left, tuple):
        return each(lambda item: field.multiply(left, item), right)
    if not isinstance(right, tuple):
        return each(lambda item: field.multiply(item, right), left)
    if operator == "×":
        return _cross(field, left, right)
    return _dot(field, left, right) if operator == "·" or isinstance(left[0], tuple) else None


def call(walk: Any, name: str, arguments: Sequence[Value]) -> Value | None:
    """A library function at given values; functions of one number work on each number of a vector."""
    field: Field = walk.field
    if name in FUNCTIONS:
        return FUNCTIONS[name](field, *arguments) if len(arguments) == _ARITY[name] else None
    if not field.knows(name):
        return None
    if len(arguments) == 1 and isinstance(arguments[0], tuple):
        if name in ("max", "min"):
            return None if any(isinstance(item, tuple) for item in arguments[0]) else field.call(name, arguments[0])
        return each(lambda item: field.call(name, [item]), arguments[0])
    if any(isinstance(argument, tuple) for argument in arguments):
        return None
    return field.call(name, arguments)


def element(walk: Any, node: Index, scope: Scope) -> Value | None:
    """``y[i]``, ``A[i, j]``, counted from 1."""
    base = walk.value(node.base, scope)
    for index in node.indices:
        position = walk.value(index, scope)
        place = None if position is None or isinstance(position, tuple) else integer_of(walk.field, position)
        if place is None or not isinstance(base, tuple) or not 1 <= place <= len(base):
            return None
        base = base[place - 1]
    return base


def hull(field: Field, values: Sequence[Value]) -> Value | None:
    """A value that stands for any of ``values``."""
    if not any(isinstance(value, tuple) for value in values):
        return field.hull(values)
    if not all(isinstance(value, tuple) and len(value) == len(values[0]) for value in values):
        return None
    found = tuple(hull(field, column) for column in zip(*values, strict=True))
    return None if any(item is None for item in found) else found


def _together(function: Callable[[Any, Any], Any | None], left: Value, right: Value) -> Value | None:
    if not isinstance(left, tuple) and not isinstance(right, tuple):
        return function(left, right)
    if not isinstance(left, tuple) or not isinstance(right, tuple) or len(left) != len(right):
        return None
    found = tuple(_together(function, a, b) for a, b in zip(left, right, strict=True))
    return None if any(item is None for item in found) else found


def _dot(field: Field, left: Value, right: Value) -> Value | None:
    if isinstance(left[0], tuple):
        columns = tuple(zip(*right, strict=True)) if isinstance(right[0], tuple) else None
        if columns is None:
            rows = tuple(_dot(field, row, right) for row in left)
        else:
            rows = tuple(tuple(_dot(field, row, column) for column in columns) for row in left)
        return None if any(item is None for item in rows) else rows
    if len(left) != len(right) or any(isinstance(item, tuple) for item in (*left, *right)):
        return None
    total: Value | None = field.rational(fmpq(0))
    for a, b in zip(left, right, strict=True):
        product = field.multiply(a, b)
        total = None if product is None or total is None else field.add(total, product)
    return total


def _cross(field: Field, left: Value, right: Value) -> Value | None:
    if len(left) != 3 or len(right) != 3:
        return None
    found = []
    for i, j in ((1, 2), (2, 0), (0, 1)):
        forward, back = field.multiply(left[i], right[j]), field.multiply(left[j], right[i])
        found.append(None if forward is None or back is None else field.subtract(forward, back))
    return None if any(item is None for item in found) else tuple(found)


def _length(field: Field, vector: Value) -> Value | None:
    return field.rational(fmpq(len(vector))) if isinstance(vector, tuple) else None


def _norm(field: Field, vector: Value) -> Value | None:
    if not isinstance(vector, tuple) or any(isinstance(item, tuple) for item in vector):
        return None
    square = _dot(field, vector, vector)
    return None if square is None else field.power(square, fmpq(1, 2))


def _mean(field: Field, vector: Value) -> Value | None:
    if not isinstance(vector, tuple) or not vector:
        return None
    total = vector[0]
    for item in vector[1:]:
        total = _together(field.add, total, item)
    return None if total is None else operate(field, "/", total, field.rational(fmpq(len(vector))))


def _inner(field: Field, left: Value, right: Value) -> Value | None:
    return _dot(field, left, right) if isinstance(left, tuple) and isinstance(right, tuple) else None


FUNCTIONS: dict[str, Callable[..., Value | None]] = {"len": _length, "norm": _norm, "mean": _mean, "dot": _inner}
_ARITY = {"len": 1, "norm": 1, "mean": 1, "dot": 2}
