"""Conditions and cases in our spelling."""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.symbolic.writing import NotInLanguageError, Write
from worksheet_server.syntax.tree import Cases, Expression, Number, Relation

_OPERATORS: dict[type, str] = {
    sympy.Eq: "=",
    sympy.Ne: "!=",
    sympy.StrictLessThan: "<",
    sympy.LessThan: "<=",
    sympy.StrictGreaterThan: ">",
    sympy.GreaterThan: ">=",
}
_ASCENDING = (sympy.StrictLessThan, sympy.LessThan)


def condition(value: Any, write: Write) -> Expression:
    """A relation, or two that meet in the middle: ``0 < x <= 1``."""
    if type(value) in _OPERATORS:
        return Relation((_OPERATORS[type(value)],), (write(value.lhs), write(value.rhs)))
    if isinstance(value, sympy.And) and len(value.args) == 2:
        first, second = (_ascending(each) for each in value.args)
        for lower, upper in ((first, second), (second, first)):
            if lower.rhs == upper.lhs:
                operators = (_OPERATORS[type(lower)], _OPERATORS[type(upper)])
                return Relation(operators, (write(lower.lhs), write(lower.rhs), write(upper.rhs)))
    raise NotInLanguageError


def cases(value: Any, write: Write) -> Expression:
    """``{t <= 3: t, 0}``; alternatives joined by "or" become cases of their own."""
    branches: list[tuple[Expression, Expression]] = []
    for result, holds in value.args:
        if holds == sympy.true:
            return Cases(tuple(branches), write(result))
        alternatives = holds.args if isinstance(holds, sympy.Or) else (holds,)
        branches += [(condition(each, write), write(result)) for each in alternatives]
    return Cases(tuple(branches), None)


def kronecker(value: Any, write: Write) -> Expression:
    """``{i = j: 1, 0}``."""
    first, second = value.args[:2]
    return Cases(((Relation(("=",), (write(first), write(second))), Number("1")),), Number("0"))


def _ascending(value: Any) -> Any:
    if isinstance(value, sympy.StrictGreaterThan | sympy.GreaterThan):
        value = value.reversed
    if not isinstance(value, _ASCENDING):
        raise NotInLanguageError
    return value
