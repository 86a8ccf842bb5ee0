"""Infinite sums and products, proved: a partial sum in balls and an enclosure of the tail.

The tail comes from the germ of the terms at infinity, whose powers k^-q are summed by the Hurwitz zeta function
(DLMF 25.11), alternating ones by differences of two; or from a ratio of terms that stays below 1.
"""

from __future__ import annotations

from math import exp
from typing import Any

from worksheet_server.numerics.balls import Balls
from worksheet_server.numerics.calls import LOGARITHMS, functions_in
from worksheet_server.numerics.door import acb, arb, fmpq
from worksheet_server.numerics.evaluate import Walk
from worksheet_server.numerics.germs import Germs
from worksheet_server.numerics.limits import value_at
from worksheet_server.numerics.paired import Pair, paired
from worksheet_server.numerics.pi_balls import PiBalls
from worksheet_server.numerics.ratios import alternating, replaced
from worksheet_server.numerics.series_tails import KEPT_POWERS, Terms, tail
from worksheet_server.syntax.tree import Expression, Name, Unary
from worksheet_server.values.budget import Budget
from worksheet_server.values.scope import Scope

_CUTS = (5, 6, 8, 10, 12, 14)
_SLOW_CUTS = (1, 2, 3)


def enclose_series(
    term: Expression,
    index: str,
    first: int | None,
    last: int | None,
    scope: Scope,
    budget: Budget,
    field: Balls,
    product: bool,
) -> Any | None:
    """A ball around the sum (product) from ``first`` (``None``: -oo) to ``last`` (``None``: oo), else ``None``."""
    if first is None and last is None:
        right = enclose_series(term, index, 0, None, scope, budget, field, product)
        left = None if right is None else enclose_series(term, index, None, -1, scope, budget, field, product)
        if right is None or left is None:
            return None
        return field.multiply(left, right) if product else field.add(left, right)
    if first is None:
        assert last is not None
        return _from(replaced(term, index, Unary("-", Name(index))), index, -last, scope, budget, field, product)
    return _from(term, index, first, scope, budget, field, product)


def series_diverges(term: Expression, index: str, first: int, scope: Scope, budget: Budget) -> str | None:
    """``"oo"``, ``"-oo"`` or ``"diverges"`` where it is proved that the sum from ``first`` on does not converge.

    A leading power k^-q with q <= 1 or terms that grow; alternating terms that do not tend to 0; 1/(k ln k).
    """
    sign, smooth = alternating(term, index)
    if not sign and terms_stay_away(term, index, scope, budget):
        return "diverges" if _defined(term, index, first, 2 ** _CUTS[0], scope, budget) else None
    pair = None if sign else paired(term, index)
    for cut in _CUTS:
        field = Germs(PiBalls(128), fmpq(1, 2**cut))
        with field.working():
            value = (
                _value(smooth, index, scope, budget, field)
                if pair is None
                else _together(pair, index, scope, budget, field)
            )
            germ = None if value is None else field.lift(value)
            if germ is None:
                continue
            lowest = germ.valuation
            side = field.sign(germ)
            if lowest is None or side is None or not _defined(term, index, first, 2**cut, scope, budget):
                continue
            grows = germ.scale is not None and field.sign(germ.scale) == 1
            if sign:
                return "diverges" if grows or (germ.scale is None and lowest <= 0) else None
            if grows or (germ.scale is None and lowest <= 1):
                return "oo" if side > 0 else "-oo"
            return None
    return None if sign else _diverges_slowly(term, index, first, scope, budget)


def terms_stay_away(term: Expression, index: str, scope: Scope, budget: Budget, product: bool = False) -> bool:
    """Whether terms that change with the parity of their index are proved not to tend to 0 (factors: to 1)."""
    pair = paired(term, index)
    if pair is None:
        return False
    field = Germs(PiBalls(128), fmpq(1, 64))
    with field.working():
        return pair.stays_away(lambda each: _value(each, index, scope, budget, field), field, product)


def _together(pair: Pair, index: str, scope: Scope, budget: Budget, field: Germs) -> Any | None:
    return pair.together(lambda each: _value(each, index, scope, budget, field), field, product=False)


def _value(term: Expression, index: str, scope: Scope, budget: Budget, field: Germs) -> Any | None:
    return value_at(term, index, "oo", "+", scope, budget, field)


def _diverges_slowly(term: Expression, index: str, first: int, scope: Scope, budget: Budget) -> str | None:
    """Comparison with the sum of 1/(k ln(k)^v), v <= 1: with k = e^(1/τ), k term(k) is like τ^v or larger."""
    for cut in _SLOW_CUTS:
        field = Germs(PiBalls(128), fmpq(1, 2**cut), KEPT_POWERS)
        with field.working():
            value = value_at(term, index, "oo", "+", scope, budget, field, slowly=True)
            growth = field.call("exp", [field.power(field.variable, fmpq(-1))])
            product = None if value is None or growth is None else field.multiply(value, growth)
            germ = None if product is None else field.lift(product)
            side = None if germ is None else field.sign(germ)
            if germ is None or side is None or germ.scale is not None or germ.valuation is None or germ.valuation > 1:
                continue
            if _defined(term, index, first, int(exp(2**cut)) + 2, scope, budget):
                return "oo" if side > 0 else "-oo"
    return None


def _defined(term: Expression, index: str, first: int, stop: int, scope: Scope, budget: Budget) -> bool:
    field = Balls(64)
    walk = Walk(budget, field)
    with field.working():
        values = (walk.value(term, scope.bind({index: fmpq(k)})) for k in range(first, stop))
        return all(value is not None and acb(value).is_finite() for value in values)


def _from(
    term: Expression, index: str, first: int, scope: Scope, budget: Budget, field: Balls, product: bool
) -> Any | None:
    sign, smooth = (False, term) if product else alternating(term, index)
    logarithmic = bool(functions_in(term, scope) & LOGARITHMS)
    pair = paired(term, index) if logarithmic or not sign else None
    terms = Terms(term, smooth, sign, index, scope, pair, logarithmic)
    walk = Walk(budget, field)
    best: Any | None = None
    with field.working():
        goal = arb(2) ** -(max(field.bits - 20, 8))
        partial: Any = fmpq(1 if product else 0)
        done = first
        for cut in _CUTS:
            stop = max(first + first % 2, 2**cut)
            while done < stop:
                if done % 256 == 0:
                    budget.check()
                value = walk.value(term, scope.bind({index: fmpq(done)}))
                if value is None or isinstance(value, tuple):
                    return None
                partial = field.multiply(partial, value) if product else field.add(partial, value)
                done += 1
            behind = tail(terms, stop, cut, field.bits, budget, product)
            if behind is None:
                continue
            whole = acb(partial) * behind.exp() if product else acb(partial) + behind
            if not whole.is_finite():
                continue
            if best is None or arb(whole.rad()) < arb(best.rad()):
                best = whole
            if arb(whole.rad()) <= goal * (1 + abs(whole).lower()):
                break
    return best
