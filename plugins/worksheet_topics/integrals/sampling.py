"""Two functions compared at points: a filter for proposals, never a proof."""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.api import Budget, attempt

_POINTS = (
    sympy.Rational(13, 29), sympy.Rational(-17, 37), sympy.Rational(47, 19), sympy.Rational(-53, 23),
    sympy.Rational(7, 73), sympy.Rational(-5, 61), sympy.Rational(149, 17), sympy.Rational(-131, 19),
    sympy.Rational(83, 61), sympy.Rational(-79, 67), sympy.Rational(11, 13), sympy.Rational(-9, 11),
)  # fmt: skip
_DIGITS = 20
_ENOUGH = 5
_SAME = 1e-9


def agrees(first: Any, second: Any, budget: Budget) -> bool | None:
    """Whether two functions of real variables agree where both are real: ``None`` where no point could be tried.

    ``False`` where they differ somewhere, and that not for want of digits.
    """
    symbols = sorted(first.free_symbols | second.free_symbols, key=lambda each: each.name)
    tried = 0
    for shift in range(len(_POINTS)):
        values = {
            symbol: _suitable(_POINTS[(shift + 5 * index) % len(_POINTS)], symbol)
            for index, symbol in enumerate(symbols)
        }
        found = attempt(lambda values=values: _compare(first, second, values), budget)  # type: ignore[misc]
        if budget.remaining <= 0:
            break
        if found is False:
            return False
        tried += found is True
        if tried >= _ENOUGH:
            break
    return True if tried else None


def _suitable(point: Any, symbol: Any) -> Any:
    if symbol.is_integer:
        return sympy.Integer(abs(point.p) % 5 + 1)
    return abs(point) if symbol.is_nonnegative else -abs(point) if symbol.is_nonpositive else point


def _compare(first: Any, second: Any, values: Any) -> bool | None:
    wanted = second.xreplace(values).evalf(_DIGITS)
    if not wanted.is_Float and not wanted.is_Rational:
        return None
    found = first.xreplace(values).evalf(_DIGITS)
    if not found.is_number or not found.is_finite:
        return None
    size = abs(complex(wanted))
    return bool(abs(complex(found) - complex(wanted)) <= _SAME * max(size, 1e-12))
