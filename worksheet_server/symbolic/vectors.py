"""Vectors and matrices: a vector is a ``sympy.Tuple`` (of numbers, or of vectors), a matrix an ``ImmutableMatrix``.

SymPy concatenates tuples under ``+``; componentwise arithmetic is done here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy

from worksheet_server.symbolic.elementary import power
from worksheet_server.symbolic.reading import NoClosedFormError


def is_array(value: Any) -> bool:
    """Whether ``value`` is a vector or a matrix."""
    return isinstance(value, sympy.Tuple | sympy.MatrixBase)


def add(first: Any, second: Any) -> Any:
    """``a + b`` of two vectors or two matrices of one shape."""
    if isinstance(first, sympy.Tuple) and isinstance(second, sympy.Tuple) and len(first) == len(second):
        return sympy.Tuple(*(each(add, a, b) for a, b in zip(first, second, strict=True)))
    if isinstance(first, sympy.MatrixBase) and isinstance(second, sympy.MatrixBase) and first.shape == second.shape:
        return first + second
    raise NoClosedFormError


def each(operation: Callable[[Any, Any], Any], first: Any, second: Any) -> Any:
    """``operation`` for entries that are vectors themselves, else the plain sum."""
    return operation(first, second) if is_array(first) or is_array(second) else first + second


def multiply(first: Any, second: Any) -> Any:
    """Scalar times array, matrix times matrix or vector; ``NoClosedFormError`` for vector times vector."""
    if isinstance(first, sympy.MatrixBase) and isinstance(second, sympy.MatrixBase):
        return first * second
    if isinstance(first, sympy.MatrixBase) and isinstance(second, sympy.Tuple):
        return sympy.Tuple(*(first * sympy.Matrix(list(second))))
    if is_array(first) and is_array(second):
        raise NoClosedFormError
    return scale(second, first) if is_array(first) else scale(first, second)


def scale(factor: Any, array: Any) -> Any:
    """``factor * array``."""
    return components(lambda entry: factor * entry, array)


def components(operation: Callable[[Any], Any], value: Any) -> Any:
    """``operation`` applied to a number, or to every entry of a vector or a matrix."""
    if isinstance(value, sympy.Tuple):
        return sympy.Tuple(*(components(operation, item) for item in value))
    if isinstance(value, sympy.MatrixBase):
        return sympy.ImmutableMatrix(value.applyfunc(operation))
    return operation(value)


def dot(first: Any, second: Any) -> Any:
    """The real inner product of two vectors, which is the plain product for numbers."""
    if isinstance(first, sympy.Tuple) and isinstance(second, sympy.Tuple) and len(first) == len(second):
        return sympy.Add(*(dot(a, b) for a, b in zip(first, second, strict=True)))
    if is_array(first) or is_array(second):
        return multiply(first, second)
    return first * second


def cross(first: Any, second: Any) -> Any:
    """The cross product of two vectors of three numbers, which is the plain product for numbers."""
    if isinstance(first, sympy.Tuple) and isinstance(second, sympy.Tuple) and len(first) == len(second) == 3:
        a, b, c = first
        u, v, w = second
        return sympy.Tuple(b * w - c * v, c * u - a * w, a * v - b * u)
    if is_array(first) and is_array(second):
        raise NoClosedFormError
    return multiply(first, second)


def entries(value: Any) -> tuple[Any, ...]:
    """The entries of a vector or, row by row, of a matrix."""
    if isinstance(value, sympy.Tuple):
        return tuple(value)
    if isinstance(value, sympy.MatrixBase):
        return tuple(value)
    raise NoClosedFormError


def norm(value: Any) -> Any:
    """The Euclidean norm (Frobenius for a matrix), the absolute value of a number."""
    if not is_array(value):
        return sympy.Abs(value)
    return power(sympy.Add(*(sympy.Abs(entry) ** 2 for entry in entries(value))), sympy.Rational(1, 2))


def mean(value: Any) -> Any:
    """The arithmetic mean of the entries."""
    items = entries(value)
    if not items:
        raise NoClosedFormError
    return sympy.Add(*items) / len(items)


def length(value: Any) -> Any:
    """How many entries a vector has, how many rows a matrix has."""
    if isinstance(value, sympy.MatrixBase):
        return sympy.Integer(value.rows)
    return sympy.Integer(len(entries(value)))


def entry(value: Any, indices: tuple[Any, ...]) -> Any:
    """``y[i]`` and ``A[i, j]``, counted from 1; ``nan`` beyond the ends."""
    for index in indices:
        if isinstance(index, sympy.Integer) is False:
            raise NoClosedFormError
    if isinstance(value, sympy.MatrixBase) and len(indices) == 2:
        row, column = (int(index) for index in indices)
        return value[row - 1, column - 1] if 1 <= row <= value.rows and 1 <= column <= value.cols else sympy.nan
    if isinstance(value, sympy.MatrixBase) and len(indices) == 1:
        row = int(indices[0])
        return sympy.Tuple(*value.row(row - 1)) if 1 <= row <= value.rows else sympy.nan
    if isinstance(value, sympy.Tuple) and indices:
        position = int(indices[0])
        inner = value[position - 1] if 1 <= position <= len(value) else sympy.nan
        return entry(inner, indices[1:]) if len(indices) > 1 else inner
    raise NoClosedFormError
