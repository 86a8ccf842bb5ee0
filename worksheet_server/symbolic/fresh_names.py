"""Names for the anonymous symbols that SymPy and our own differentiation make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

_LETTERS = "tuvwszrqpmnkjhlyxabcdfg"


def named(value: Any) -> Any:
    """``value`` with every ``Dummy`` replaced by a symbol of a readable name that means nothing else in it."""
    anonymous = sorted(value.atoms(sympy.Dummy), key=lambda dummy: (dummy.name, dummy.dummy_index))
    if not anonymous:
        return value
    taken = {symbol.name for symbol in value.atoms(sympy.Symbol) if not isinstance(symbol, sympy.Dummy)}
    taken |= {applied.func.__name__ for applied in value.atoms(AppliedUndef)}
    chosen = {}
    for dummy in anonymous:
        name = next(each for each in _candidates(dummy.name) if each not in taken)
        taken.add(name)
        chosen[dummy] = sympy.Symbol(name, **dummy.assumptions0)
    return value.xreplace(chosen)


def fresh_name(taken: Iterable[str]) -> str:
    """A readable name of one letter (with a digit where needed) that is not ``taken``."""
    names = set(taken)
    return next(each for each in _candidates("") if each not in names)


def _candidates(wanted: str) -> Iterator[str]:
    plain = wanted.lstrip("_")
    if plain and (len(plain) == 1 or plain[1:].lstrip("_").isdigit()) and plain[0].isalpha():
        yield plain
    yield from _LETTERS
    number = 1
    while True:
        yield from (f"{letter}{number}" for letter in _LETTERS)
        number += 1
