"""A phase of several growing powers as a single one, by a change of variable.

With c t^-p (1 + h(t)) = c s^-p the variable t = s (1 + h(t))^(1/p) is found as a germ in s by inserting an enclosure of
it into the right side, which gives a better one (the fixed-point form of series reversion; J.-P. Ramis' and Makino and
Berz's Taylor models use the same scheme).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from worksheet_server.numerics.door import acb, arb, fmpq
from worksheet_server.numerics.germs import Germ, Germs
from worksheet_server.numerics.waves import Phase, coefficient


def straightened(germ: Germ, phase: Phase, field: Germs) -> tuple[Germ, Germs] | None:
    """(amplitude, arithmetic) in the new variable s, where the phase is its leading power alone.

    ``None`` where s is not shown to grow with t on all of (0, ε].
    """
    lowest, leading = phase[0][0], coefficient(phase[0][1])
    if not all(isinstance(at, Fraction) and at < 0 for at, _ in phase):
        return None
    inverse = field.base.divide(fmpq(1), leading)
    terms = {at - lowest: field.base.multiply(inverse, coefficient(term)) for at, term in phase[1:]}
    excess = Germ(terms)
    root = fmpq(1) / _rational(-lowest)
    whole = field.add(fmpq(1), excess)
    factor = None if whole is None else field.power(whole, -root)
    slope = None if factor is None else _slope(excess, whole, factor, root, field)
    bounded = field.range(excess)
    if slope is None or factor is None or bounded is None or not bounded > -1 or field.sign(slope) != 1:
        return None
    at_end = 1 + sum((field.real(term) * field.at_end(at) for at, term in terms.items()), arb(0))
    end = field.at_end(Fraction(1)) * arb(at_end) ** -arb(root)
    inner = Germs(field.base, end, field.length)
    growth = _reversed(terms, bounded, root, min(terms), inner)
    amplitude = None if growth is None else _composed(germ, growth, inner)
    steep = None if growth is None else _composed(slope, growth, inner)
    result = None if amplitude is None or steep is None else inner.divide(amplitude, steep)
    return None if result is None else (inner.lift(result), inner)


def _slope(excess: Germ, whole: Any, factor: Any, root: Any, field: Germs) -> Germ | None:
    """ds/dt of s = t (1 + h)^-r, which is (1 + h)^-r (1 - r t h'/(1 + h))."""
    moved = Germ({at: field.base.multiply(_rational(at) * root, term) for at, term in excess.terms.items()})
    ratio = field.divide(moved, whole)
    rest = None if ratio is None else field.subtract(fmpq(1), ratio)
    slope = None if rest is None else field.multiply(factor, rest)
    return None if slope is None else field.lift(slope)


def _reversed(terms: dict[Fraction, Any], bounded: Any, root: Any, gap: Fraction, inner: Germs) -> Any | None:
    """t/s as a germ in s: (1 + h(t))^r with better and better enclosures of t."""
    growth: Any = Germ({}, Fraction(0), (1 + bounded) ** arb(root))
    for _ in range(-int(-inner.length // gap)):
        excess = _composed(Germ(terms), growth, inner)
        whole = None if excess is None else inner.add(fmpq(1), excess)
        better = None if whole is None else inner.power(whole, root) if _tame(excess, inner) else None
        if better is None:
            value = None if excess is None else inner.range(excess)
            if value is None or not value > -1:
                return None
            better = Germ({}, Fraction(0), (1 + value) ** arb(root))
        growth = inner.lift(better)
    return growth


def _tame(excess: Any, inner: Germs) -> bool:
    bound = inner.range(excess)
    return bound is not None and bool(bound > -1)


def _composed(germ: Germ, growth: Any, inner: Germs) -> Any | None:
    """The germ at t = s times ``growth``."""
    total: Any = Germ({})
    pieces = [*germ.terms.items()] + ([] if germ.order is None else [(germ.order, germ.rest)])
    for at, term in pieces:
        power = _power(growth, at, inner)
        if power is None:
            return None
        scaled = inner.multiply(Germ({}, Fraction(0), term) if isinstance(term, arb) else term, power)
        total = None if scaled is None else inner.add(total, inner.shift(inner.lift(scaled), at))
        if total is None:
            return None
    return inner.lift(total)


def _power(growth: Any, at: Fraction, inner: Germs) -> Any | None:
    found = inner.power(growth, _rational(at))
    if found is not None:
        return found
    bound = inner.range(growth)
    if bound is None or not bound > 0:
        return None
    return Germ({}, Fraction(0), acb(bound).pow(acb(_rational(at))).real)


def _rational(number: Fraction) -> Any:
    return fmpq(number.numerator, number.denominator)
