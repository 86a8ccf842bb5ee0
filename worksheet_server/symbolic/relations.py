"""Conditions and cases as SymPy relations and ``Piecewise``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy

from worksheet_server.symbolic.reading import NoClosedFormError, Reading
from worksheet_server.syntax.tree import Cases, Expression, Interval, Name, Relation

_RELATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "=": sympy.Eq,
    "==": sympy.Eq,
    "!=": sympy.Ne,
    "<": sympy.Lt,
    "<=": sympy.Le,
    ">": sympy.Gt,
    ">=": sympy.Ge,
}


def relation(node: Relation, reading: Reading) -> Any:
    """A chain of relations as their conjunction; ``≈`` has no exact meaning."""
    sides = zip(node.operands, node.operators, node.operands[1:], strict=False)
    return sympy.And(*(_one(left, operator, right, reading) for left, operator, right in sides))


def cases(node: Cases, reading: Reading) -> Any:
    """``Piecewise``, which is ``nan`` where no case matches."""
    branches = [(reading.value(value), _condition(condition, reading)) for condition, value in node.branches]
    if node.otherwise is not None:
        branches.append((reading.value(node.otherwise), sympy.true))
    if any(isinstance(value, sympy.Tuple | sympy.MatrixBase) for value, _ in branches):
        return _first_that_holds(branches)
    return sympy.Piecewise(*branches)


def _first_that_holds(branches: list[tuple[Any, Any]]) -> Any:
    for value, condition in branches:
        if condition == sympy.true:
            return value
        if condition != sympy.false:
            raise NoClosedFormError
    return sympy.nan


def _condition(expression: Expression, reading: Reading) -> Any:
    value = reading.value(expression)
    if not isinstance(value, sympy.logic.boolalg.Boolean) or isinstance(value, sympy.Expr):
        raise NoClosedFormError
    return value


def _one(left: Expression, operator: str, right: Expression, reading: Reading) -> Any:
    if operator == "in":
        return _membership(left, right, reading)
    if operator not in _RELATIONS:
        raise NoClosedFormError
    first, second = reading.value(left), reading.value(right)
    if isinstance(first, sympy.Tuple) and isinstance(second, sympy.Tuple) and operator in ("=", "=="):
        if len(first) != len(second):
            return sympy.false
        return sympy.And(*(sympy.Eq(a, b) for a, b in zip(first, second, strict=True)))
    return _RELATIONS[operator](first, second)


def _membership(left: Expression, right: Expression, reading: Reading) -> Any:
    value = reading.value(left)
    if isinstance(right, Interval):
        lower, upper = reading.value(right.lower), reading.value(right.upper)
        above = value >= lower if right.closed_below else value > lower
        below = value <= upper if right.closed_above else value < upper
        return sympy.And(above, below)
    if right == Name("Z"):
        return (
            sympy.Eq(sympy.Mod(value, 1), 0)
            if value.is_integer is None
            else (sympy.true if value.is_integer else sympy.false)
        )
    if right == Name("R"):
        return sympy.true if value.is_extended_real else _unknown()
    raise NoClosedFormError


def _unknown() -> Any:
    raise NoClosedFormError
