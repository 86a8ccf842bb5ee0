"""Our trees as SymPy objects, by an allow-list of nodes and functions; never from strings.

Numbers are exact.  A vector is a ``sympy.Tuple``, a matrix an ``ImmutableMatrix``, a condition a SymPy ``Boolean``.
What is undefined is ``nan`` (or ``zoo``); ``dne``, ``diverges`` and ``none`` are the symbols of
``worksheet_server.symbolic.special``, and whatever is computed from one of them is that one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy
from sympy.core.function import PoleError
from sympy.polys.polyerrors import BasePolynomialError

from worksheet_server.symbolic import arithmetic, derivatives, functions, relations, substitution, vectors
from worksheet_server.symbolic.numbers import exact_number
from worksheet_server.symbolic.reading import NoClosedFormError, Reading, definite
from worksheet_server.symbolic.special import SPECIAL, first_special
from worksheet_server.symbolic.symbols import free_symbol, mapping, vector_length
from worksheet_server.symbolic.unknown import is_symbolic_vector, unknown_vector
from worksheet_server.syntax.tree import (
    At,
    Binary,
    Call,
    Cases,
    Derivative,
    Expression,
    Index,
    Matrix,
    Name,
    Number,
    Prime,
    Relation,
    Unary,
    Vector,
)
from worksheet_server.values.budget import Budget
from worksheet_server.values.scope import Bound, Defined, Scope

_CONSTANTS: dict[str, Any] = {
    "e": sympy.E,
    "pi": sympy.pi,
    "oo": sympy.oo,
    "ⅈ": sympy.I,
    "EulerGamma": sympy.EulerGamma,
    "Catalan": sympy.Catalan,
    **SPECIAL,
}

# What SymPy raises on arguments that it cannot take; none of it is our fault, and none of it an answer.
_REFUSALS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    PoleError,
    BasePolynomialError,
)


def to_sympy(expression: Expression, scope: Scope, budget: Budget) -> Any:
    """The SymPy object that ``expression`` means in ``scope``; ``None`` where there is none, or where it would explode.

    Raises ``OutOfTime`` when the budget ends.  Callers that do not yet enforce a budget wrap the call in
    ``budget.enforce()``.
    """
    try:
        return _walk(expression, Reading(scope, budget, _walk))
    except NoClosedFormError:
        return None
    except _REFUSALS:
        return None


def _walk(expression: Expression, reading: Reading) -> Any:
    reading.budget.check()
    handler = _HANDLERS.get(type(expression))
    if handler is None:
        raise NoClosedFormError
    return handler(expression, reading)


def _number(node: Number, _reading: Reading) -> Any:
    return definite(exact_number(node.digits))


def _name(node: Name, reading: Reading) -> Any:
    scope = reading.scope
    meaning = scope.lookup(node.text)
    if isinstance(meaning, Bound):
        return meaning.value
    if isinstance(meaning, Defined):
        parameters = meaning.definition.parameters or ()
        bound = {parameter.text: reading.value(parameter) for parameter in parameters}
        return reading.within(meaning.scope.bind(bound) if bound else meaning.scope).value(
            meaning.definition.chain.first
        )
    if node.text == "i" and scope.settings.complex:
        return sympy.I
    if node.text in _CONSTANTS:
        return _CONSTANTS[node.text]
    length = vector_length(node.text, scope)
    if length is not None:
        return unknown_vector(node.text, reading.value(length), scope)
    if mapping(node.text, scope) is not None:
        raise NoClosedFormError
    return free_symbol(node.text, scope)


def _vector(node: Vector, reading: Reading) -> Any:
    items = [reading.value(item) for item in node.items]
    special = first_special(items)
    return special if special is not None else sympy.Tuple(*items)


def _matrix(node: Matrix, reading: Reading) -> Any:
    rows = [[reading.value(item) for item in row] for row in node.rows]
    special = first_special(item for row in rows for item in row)
    return special if special is not None else sympy.ImmutableMatrix(rows)


def _index(node: Index, reading: Reading) -> Any:
    base = reading.value(node.base)
    indices = tuple(reading.value(index) for index in node.indices)
    special = first_special((base, *indices))
    if special is not None:
        return special
    return base[indices] if is_symbolic_vector(base) else vectors.entry(base, indices)


_HANDLERS: dict[type, Callable[[Any, Reading], Any]] = {
    Number: _number,
    Name: _name,
    Call: functions.call,
    Prime: derivatives.bare_prime,
    Derivative: derivatives.fraction,
    Unary: arithmetic.unary,
    Binary: arithmetic.binary,
    Relation: relations.relation,
    Vector: _vector,
    Matrix: _matrix,
    Index: _index,
    Cases: relations.cases,
    At: substitution.at,
}
