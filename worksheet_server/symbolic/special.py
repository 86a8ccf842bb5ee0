"""Answers that are not values: ``dne``, ``diverges``, ``none``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sympy

DNE = sympy.Symbol("dne")
"""A limit or a derivative that does not exist."""

DIVERGES = sympy.Symbol("diverges")
"""A sum, product or integral without a finite value."""

NONE = sympy.Symbol("none")
"""No value at all, as from ``solve(x^2 = -1, x)``."""

SPECIAL: dict[str, sympy.Symbol] = {"dne": DNE, "diverges": DIVERGES, "none": NONE}


def first_special(values: Iterable[Any]) -> sympy.Symbol | None:
    """The first of ``values`` that is not a value: whatever is computed from it is not a value either."""
    return next((value for value in values if is_special(value)), None)


def is_special(value: Any) -> bool:
    """Whether ``value`` is ``dne``, ``diverges`` or ``none``."""
    return value is DNE or value is DIVERGES or value is NONE


def is_undefined(value: Any) -> bool:
    """Whether SymPy says that there is no such number: ``nan``, or complex infinity as from 1/0."""
    if isinstance(value, sympy.Tuple | sympy.MatrixBase):
        return any(is_undefined(item) for item in value)
    return isinstance(value, sympy.Basic) and value.has(sympy.nan, sympy.zoo)
