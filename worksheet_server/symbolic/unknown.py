"""Unknown functions and unknown vectors: what ``assume f: R -> R`` and ``assume y in R^n`` declare."""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.symbolic.reading import NoClosedFormError
from worksheet_server.symbolic.symbols import mapping
from worksheet_server.values.scope import Scope

_MOST_ENTRIES = 1000


def apply_unknown(name: str, values: tuple[Any, ...], scope: Scope) -> Any:
    """An unknown function of ``values``: real unless complex numbers are set, as often differentiable as needed."""
    declared = mapping(name, scope)
    if len(values) == 1 and isinstance(values[0], sympy.Tuple):
        values = tuple(values[0])
    if declared is not None and (declared.outputs != 1 or declared.inputs != len(values)):
        raise NoClosedFormError
    if not values or not all(isinstance(value, sympy.Expr) for value in values):
        raise NoClosedFormError
    return unknown_function(name, scope)(*values)


def unknown_function(name: str, scope: Scope) -> Any:
    """The SymPy function class of the unknown function ``name``."""
    return sympy.Function(name) if scope.settings.complex else sympy.Function(name, real=True)


def unknown_vector(name: str, length: Any, scope: Scope) -> Any:
    """A vector of unknown entries: a tuple where its length is a number, else an ``IndexedBase``."""
    facts = {} if scope.settings.complex else {"real": True}
    base = sympy.IndexedBase(name, **facts)
    if isinstance(length, sympy.Integer) and 0 <= length <= _MOST_ENTRIES:
        return sympy.Tuple(*(base[position] for position in range(1, int(length) + 1)))
    return base


def is_symbolic_vector(value: Any) -> bool:
    """Whether ``value`` is a whole vector of symbolic length."""
    return isinstance(value, sympy.IndexedBase)
