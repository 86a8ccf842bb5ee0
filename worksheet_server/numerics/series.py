"""Infinite sums and products, proved: a partial sum in balls and an enclosure of the tail.

The tail comes from the germ of the terms at infinity, whose powers k^-q are summed by the Hurwitz zeta function
(DLMF 25.11), alternating ones by differences of two; or from a ratio of terms that stays below 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from worksheet_server.numerics.balls import Balls
from worksheet_server.numerics.door import acb, arb, fmpq
from worksheet_server.numerics.evaluate import Walk
from worksheet_server.numerics.germ_growth import flatten
from worksheet_server.numerics.germs import Germ, Germs
from worksheet_server.numerics.limits import germ_at
from worksheet_server.numerics.ratios import alternating, ratio, replaced
from worksheet_server.syntax.tree import Expression, Name, Unary
from worksheet_server.values.budget import Budget
from worksheet_server.values.scope import Scope

_CUTS = (5, 6, 8, 10, 12, 14)
_KEPT_POWERS = 20


@dataclass(frozen=True, slots=True)
class Terms:
    """``term(first), term(first + 1), …``; ``sign`` marks a factor (-1)^k that was taken off ``smooth``."""

    term: Expression
    smooth: Expression
    sign: bool
    index: str
    scope: Scope


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

    A leading power k^-q with q <= 1 or terms that grow; alternating terms that do not tend to 0.
    """
    sign, smooth = alternating(term, index)
    for cut in _CUTS:
        pair = germ_at(smooth, index, "oo", "+", scope, budget, 128, cut)
        if pair is None:
            continue
        germ, field = pair
        with field.working():
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
    terms = Terms(term, smooth, sign, index, scope)
    walk = Walk(budget, field)
    best: Any | None = None
    with field.working():
        goal = arb(2) ** -(max(field.bits - 20, 8))
        partial: Any = fmpq(1 if product else 0)
        done = first
        for cut in _CUTS:
            stop = max(first, 2**cut)
            while done < stop:
                if done % 256 == 0:
                    budget.check()
                value = walk.value(term, scope.bind({index: fmpq(done)}))
                if value is None or isinstance(value, tuple):
                    return None
                partial = field.multiply(partial, value) if product else field.add(partial, value)
                done += 1
            tail = _tail(terms, stop, cut, field.bits, budget, product)
            if tail is None:
                continue
            whole = acb(partial) * tail.exp() if product else acb(partial) + tail
            if not whole.is_finite():
                continue
            if best is None or arb(whole.rad()) < arb(best.rad()):
                best = whole
            if arb(whole.rad()) <= goal * (1 + abs(whole).lower()):
                break
    return best


def _tail(terms: Terms, start: int, cut: int, bits: int, budget: Budget, product: bool) -> Any | None:
    """A ball around the sum of the terms from ``start`` on (of their logarithms for a product)."""
    pair = germ_at(terms.smooth, terms.index, "oo", "+", terms.scope, budget, bits, cut, _KEPT_POWERS)
    if pair is not None:
        germ, field = pair
        logarithm = field.call("ln", [germ]) if product else germ
        flat = None if logarithm is None else flatten(field, field.lift(logarithm))
        found = None if flat is None else _summed(flat, field, start, terms.sign)
        if found is not None and found.is_finite():
            return found
    return None if product else _geometric(terms, start, cut, bits, budget)


def _summed(germ: Germ, field: Germs, start: int, alternates: bool) -> Any | None:
    total = acb(0)
    for at, term in germ.terms.items():
        if at <= (0 if alternates else 1):
            return None
        power = _alternating_powers(at, start) if alternates else _hurwitz(at, start)
        total += acb(field.real(term)) * power
    if germ.order is None:
        return total
    if germ.order <= 1:
        return None
    bound = abs(germ.rest).upper() * _hurwitz(germ.order, start).real
    return total + acb(arb(0, bound.upper()))


def _hurwitz(exponent: Fraction, start: Any) -> Any:
    """The sum of k^-q from ``start`` on."""
    return acb(fmpq(exponent.numerator, exponent.denominator)).zeta(acb(start))


def _alternating_powers(exponent: Fraction, start: int) -> Any:
    """The sum of (-1)^k k^-q from ``start`` on."""
    low, high = fmpq(start, 2), fmpq(start + 1, 2)
    if exponent == 1:
        found = (acb(high).digamma() - acb(low).digamma()) / 2
    else:
        q = acb(fmpq(exponent.numerator, exponent.denominator))
        found = acb(2).pow(-q) * (q.zeta(acb(low)) - q.zeta(acb(high)))
    return -found if start % 2 else found


def _geometric(terms: Terms, start: int, cut: int, bits: int, budget: Budget) -> Any | None:
    """|term(k + 1)/term(k)| <= r < 1 from ``start`` on bounds the tail by |term(start)| / (1 - r)."""
    quotient = ratio(terms.smooth, terms.index)
    pair = None if quotient is None else germ_at(quotient, terms.index, "oo", "+", terms.scope, budget, bits, cut)
    if pair is None:
        return None
    germ, germs = pair
    bound = germs.range(germ)
    if bound is None or not abs(bound) < 1:
        return None
    field = Balls(bits)
    first = Walk(budget, field).value(terms.term, terms.scope.bind({terms.index: fmpq(start)}))
    if first is None or isinstance(first, tuple):
        return None
    size = abs(acb(first)).upper() / (1 - abs(bound).upper())
    return acb(arb(0, size.upper()))
