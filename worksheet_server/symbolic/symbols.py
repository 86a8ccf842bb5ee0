"""Free names as SymPy symbols, with what the assumptions in force say of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy

from worksheet_server.symbolic.numbers import exact_number
from worksheet_server.syntax.tree import Binary, Expression, Interval, Mapping, Name, Number, Relation, Unary
from worksheet_server.values.scope import Scope

_MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "==": "==", "!=": "!="}

Condition = tuple[str, Expression]
"""What is said of one name: an operator among ``< <= > >= = != in :`` and the other side."""


def conditions(name: str, scope: Scope) -> tuple[Condition, ...]:
    """What the assumptions in force say of ``name`` alone on one side: (operator, other side), the name on the left.

    Chains are taken apart (``0 < p < 1`` is ``> 0`` and ``< 1``), and an interval behind ``in`` becomes its two
    comparisons.
    """
    return tuple(found for assumption in scope.assumptions for found in _conditions_of(name, assumption))


def free_symbol(name: str, scope: Scope) -> sympy.Symbol:
    """The symbol of a free name: real unless complex numbers are set, and whatever the assumptions say."""
    facts: dict[str, bool | None] = {} if scope.settings.complex else {"real": True}
    said = sorted(conditions(name, scope), key=lambda condition: condition[0] != "in")
    for operator, side in said:
        facts |= _facts(operator, side, facts)
    try:
        return sympy.Symbol(name, **facts)
    except sympy.core.facts.InconsistentAssumptions:
        return sympy.Symbol(name) if scope.settings.complex else sympy.Symbol(name, real=True)


def may_be_complex(name: str, scope: Scope) -> bool:
    """Whether ``name`` stands for complex numbers: after ``set complex``, or where ``name in C`` is assumed."""
    said = conditions(name, scope)
    sets = [side.text for operator, side in said if operator == "in" and isinstance(side, Name)]
    if sets:
        return sets[-1] == "C"
    return scope.settings.complex and not any(operator in _MIRROR for operator, _ in said)


def bound_symbol(name: str, scope: Scope, **facts: bool) -> sympy.Dummy:
    """A fresh symbol for a bound variable, which ignores the assumptions on the name.

    It is real unless complex numbers are set; ``facts`` are SymPy assumptions such as ``integer=True``.
    """
    return sympy.Dummy(name, **({} if scope.settings.complex else {"real": True}) | facts)


def vector_length(name: str, scope: Scope) -> Expression | None:
    """``n`` where ``name in R^n`` is assumed, else ``None``."""
    for operator, side in reversed(conditions(name, scope)):
        if operator == "in" and isinstance(side, Binary) and side.operator == "^" and side.left == Name("R"):
            return side.right
    return None


def mapping(name: str, scope: Scope) -> Mapping | None:
    """``R^2 -> R`` where ``name: R^2 -> R`` is assumed, else ``None``."""
    for operator, side in reversed(conditions(name, scope)):
        if operator == ":" and isinstance(side, Mapping):
            return side
    return None


def _conditions_of(name: str, assumption: Expression) -> Iterator[Condition]:
    if not isinstance(assumption, Relation):
        return
    here = Name(name)
    for left, operator, right in zip(assumption.operands, assumption.operators, assumption.operands[1:], strict=False):
        if left == here and operator == "in" and isinstance(right, Interval):
            yield (">=" if right.closed_below else ">"), right.lower
            yield ("<=" if right.closed_above else "<"), right.upper
        elif left == here:
            yield operator, right
        elif right == here and operator in _MIRROR:
            yield _MIRROR[operator], left


_SETS: dict[str, dict[str, bool | None]] = {
    "Z": {"integer": True},
    "N": {"integer": True, "nonnegative": True},
    "Q": {"rational": True},
    "R": {"real": True},
    "C": {"real": None},
}


def _facts(operator: str, side: Expression, known: dict[str, bool | None]) -> dict[str, bool | None]:
    if operator == "in" and isinstance(side, Name):
        return _SETS.get(side.text, {})
    bound = constant(side)
    if bound is None:
        return {}
    whole = bool(known.get("integer"))
    if operator in (">", ">="):
        return _sign_facts("positive", "nonnegative", bound, operator == ">", whole)
    if operator in ("<", "<="):
        return _sign_facts("negative", "nonpositive", -bound, operator == "<", whole)
    if operator == "!=" and bound == 0:
        return {"zero": False}
    return {}


def _sign_facts(strict: str, weak: str, bound: Any, is_strict: bool, whole: bool) -> dict[str, bool | None]:
    if bound > 0 or (is_strict and bound == 0):
        return {strict: True, "real": True} if bound.is_finite else {strict: True}
    if bound == 0 or (whole and is_strict and bound >= -1):
        return {weak: True, "real": True}
    return {}


def constant(expression: Expression) -> Any:
    """The rational number, multiple of ``pi`` or infinity that stands in a condition; ``None`` for anything else."""
    match expression:
        case Number(digits):
            return exact_number(digits)
        case Name("pi"):
            return sympy.pi
        case Name("e"):
            return sympy.E
        case Name("oo"):
            return sympy.oo
        case Unary("-", operand):
            below = constant(operand)
            return None if below is None else -below
        case Binary("/" | "*" as operator, left, right):
            first, second = constant(left), constant(right)
            if first is None or second is None or second == 0 or not second.is_finite:
                return None
            return first / second if operator == "/" else first * second
    return None
