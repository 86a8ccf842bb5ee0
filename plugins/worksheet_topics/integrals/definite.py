"""Definite integrals: the fundamental theorem first, then what SymPy says, each a candidate with its proof or none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sympy

from worksheet_server.api import DIVERGES, Budget, Scope, attempt, closed_form, is_special, to_tree
from worksheet_topics.integrals.antiderivatives import QUICK, antiderivatives, is_proved
from worksheet_topics.integrals.ranges.fundamental import added, difference
from worksheet_topics.integrals.ranges.smooth import smooth_pieces
from worksheet_topics.integrals.theorems import by_theorem

_MOST_KNOWN = 64


@dataclass(frozen=True, slots=True)
class Proved:
    """A proved value, and the name of the theorem."""

    value: Any
    theorem: str = "fundamental-theorem"


_PLACE = sympy.Dummy("x", real=True)
_known: dict[Any, Proved] = {}
"""Proved values of this process, so that the proof of an answer is not looked for twice."""


def proposed_values(integrand: Any, variable: Any, lower: Any, upper: Any, budget: Budget) -> Iterator[Any]:
    """What SymPy's algorithms say, and what follows from an antiderivative with SymPy's limits; none is proved."""
    whole = (variable, lower, upper)
    for propose in (
        lambda: sympy.integrate(integrand, whole),
        lambda: _by_limits(integrand, variable, lower, upper, budget.share(0.5)),
        lambda: sympy.integrate(integrand, whole, meijerg=False),
        lambda: sympy.integrate(integrand.rewrite(sympy.exp), whole),
    ):
        found = closed_form(attempt(propose, budget.share(0.7)))
        if found is not None and to_tree(found) is not None:
            yield found


def _by_limits(integrand: Any, variable: Any, lower: Any, upper: Any, budget: Budget) -> Any:
    """F(b) − F(a) with SymPy's limits, for want of proved ones."""
    pieces = smooth_pieces(integrand, variable, lower, upper)
    total: Any = sympy.Integer(0)
    for piece, left, right in pieces or ():
        found = next(antiderivatives(piece, variable, budget.share(0.5)), None)
        if found is None:
            return None
        total += sympy.limit(found, variable, right, "-") - sympy.limit(found, variable, left, "+")
    return total if pieces else None


def proved_value(integrand: Any, variable: Any, lower: Any, upper: Any, scope: Scope, budget: Budget) -> Proved | None:
    """The value with every condition proved: a number, an infinity or ``DIVERGES``; and which theorem gives it."""
    if not integrand.has(variable) and lower.is_finite and upper.is_finite:
        return Proved(integrand * (upper - lower))
    key = (integrand.xreplace({variable: _PLACE}), lower, upper)
    if key in _known:
        return _known[key]
    found: Proved | None
    theorem = attempt(lambda: by_theorem(integrand, variable, lower, upper), budget.share(0.3))
    if theorem is not None:
        found = Proved(*theorem)
    else:
        value = attempt(lambda: _by_pieces(integrand, variable, lower, upper, scope, budget), budget)
        found = None if value is None else Proved(value)
    if found is not None:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[key] = found
    return found


def _by_pieces(integrand: Any, variable: Any, lower: Any, upper: Any, scope: Scope, budget: Budget) -> Any:
    if (upper - lower).is_negative:
        turned = _by_pieces(integrand, variable, upper, lower, scope, budget)
        return turned if turned is None or is_special(turned) else -turned
    if is_odd(integrand, variable, lower, upper):
        half = _by_pieces(integrand, variable, sympy.Integer(0), upper, scope, budget)
        if half is not None and half is not DIVERGES and half.is_finite:
            return sympy.Integer(0)
    pieces = smooth_pieces(integrand, variable, lower, upper)
    if pieces is None:
        return None
    values = []
    for piece, left, right in pieces:
        value = _of_piece(piece, variable, left, right, scope, budget)
        if value is None:
            return None
        values.append(value)
    return added(values)


def is_odd(integrand: Any, variable: Any, lower: Any, upper: Any) -> bool:
    """Whether the range is symmetric about 0 and the integrand odd, by its form alone."""
    return lower == -upper and integrand.subs(variable, -variable) == -integrand


def _of_piece(piece: Any, variable: Any, left: Any, right: Any, scope: Scope, budget: Budget) -> Any:
    if not piece.has(variable):
        return piece * (right - left) if piece != 0 else sympy.Integer(0)
    for found in antiderivatives(piece, variable, budget.share(0.6), QUICK):
        if not is_proved(found, piece, variable, budget):
            continue
        value = difference(found, variable, left, right, scope, budget)
        if value is not None:
            return value
    return None
