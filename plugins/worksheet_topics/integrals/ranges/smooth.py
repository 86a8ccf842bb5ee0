"""A function with kinks as smooth functions between them: ``|g|`` is ``g`` or ``-g`` where g does not vanish."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import sympy

from worksheet_topics.integrals.ranges.singular import KINKED, kinks

Piece = tuple[Any, Any, Any]
"""A function, and the ends of the range on which it is meant."""


def smooth_pieces(function: Any, variable: Any, lower: Any, upper: Any) -> list[Piece] | None:
    """The function on each part of the range without kinks; ``None`` where the kinks are not all known."""
    if not any(each.has(variable) for each in function.atoms(*KINKED)):
        return [(function, lower, upper)]
    points = kinks(function, variable, lower, upper)
    if points is None:
        return None
    found: list[Piece] = []
    for left, right in pairwise((lower, *points, upper)):
        middle = _between(left, right)
        written = _at(function, variable, middle)
        if written is None:
            return None
        if found and found[-1][0] == written:
            found[-1] = (written, found[-1][1], right)
        else:
            found.append((written, left, right))
    return found


def _between(left: Any, right: Any) -> Any:
    if left.is_finite and right.is_finite:
        return (left + right) / 2
    if left.is_finite:
        return left + 1
    return right - 1 if right.is_finite else sympy.Integer(0)


def _at(function: Any, variable: Any, place: Any) -> Any:
    """The smooth function that agrees with ``function`` around a place that is no kink."""
    if not function.args or not function.has(variable):
        return function
    if isinstance(function, sympy.Piecewise):
        for value, condition in function.args:
            holds = condition.subs(variable, place)
            if holds is sympy.true:
                return _at(value, variable, place)
            if holds is not sympy.false:
                return None
        return None
    if isinstance(function, sympy.Max | sympy.Min):
        values = sorted(function.args, key=lambda each: sympy.N(each.subs(variable, place), 30))
        return _at(values[-1] if isinstance(function, sympy.Max) else values[0], variable, place)
    if isinstance(function, sympy.Abs | sympy.sign):
        there = function.args[0].subs(variable, place)
        sign = 1 if there.is_positive else -1 if there.is_negative else None
        inside = _at(function.args[0], variable, place)
        if sign is None or inside is None:
            return None
        return sign * inside if isinstance(function, sympy.Abs) else sympy.Integer(sign)
    if isinstance(function, sympy.floor | sympy.ceiling):
        whole = function.subs(variable, place)
        return whole if whole.is_Integer else None
    parts = [_at(each, variable, place) for each in function.args]
    return None if None in parts else function.func(*parts)
