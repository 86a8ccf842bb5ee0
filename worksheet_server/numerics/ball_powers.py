"""Principal powers of balls and of exact rationals."""

from __future__ import annotations

from typing import Any

from worksheet_server.numerics.ball_functions import is_real, off_left, unit_box
from worksheet_server.numerics.door import NAN, acb, arb, fmpq, fmpz

_MOST_BITS = 4000
_MOST_REPEATED = 10**6


def power(base: Any, exponent: Any, analytic: bool) -> Any | None:
    """``base^exponent``; integer exponents are exact, rational ones principal, 0^0 is 1 for the integer 0."""
    if isinstance(exponent, fmpq):
        if exponent.q == 1:
            return _integer_power(base, exponent.p)
        if isinstance(base, fmpq):
            return _rational_power(base, exponent)
        return _root_power(base, exponent, analytic)
    if isinstance(base, fmpq):
        if base == 1:
            return fmpq(1)
        if base == 0:
            return fmpq(0) if exponent.real > 0 else None
        return acb(base).pow(exponent)
    return _general(base, exponent, analytic)


def _integer_power(base: Any, exponent: Any) -> Any | None:
    if isinstance(base, fmpq):
        if base == 0:
            return fmpq(1) if exponent == 0 else fmpq(0) if exponent > 0 else None
        if base in (1, -1):
            return fmpq(1) if base == 1 or exponent % 2 == 0 else fmpq(-1)
        if abs(exponent) * base.height_bits() <= _MOST_BITS:
            return base ** int(exponent)
        base = acb(base)
    if exponent == 0:
        return fmpq(1)
    if abs(exponent) <= _MOST_REPEATED:
        return base ** int(exponent)
    if is_real(base):
        magnitude = (arb(exponent) * abs(base.real).log()).exp()
        if base.real > 0 or exponent % 2 == 0:
            return acb(magnitude)
        return acb(-magnitude) if base.real < 0 else acb(magnitude.union(-magnitude))
    return base ** fmpz(exponent)


def _rational_power(base: Any, exponent: Any) -> Any | None:
    if base == 0:
        return fmpq(0) if exponent > 0 else None
    exact = _exact_root(base, exponent) if base > 0 else None
    if exact is not None:
        return exact
    if base > 0:
        return acb(arb(base) ** arb(exponent))
    return acb(base).pow(acb(exponent))


def _exact_root(base: Any, exponent: Any) -> Any | None:
    degree = int(exponent.q)
    if degree > 64 or abs(exponent.p) > 1000:
        return None
    numerator, denominator = base.p.root(degree), base.q.root(degree)
    if numerator**degree != base.p or denominator**degree != base.q:
        return None
    root = fmpq(numerator, denominator)
    return _integer_power(root, exponent.p)


def _root_power(base: Any, exponent: Any, analytic: bool) -> Any:
    if exponent.q == 2 and abs(exponent.p) <= _MOST_REPEATED and not base.contains(0):
        return base.sqrt(analytic=analytic) ** int(exponent.p)
    return _general(base, acb(exponent), analytic)


def _general(base: Any, exponent: Any, analytic: bool) -> Any:
    if base.contains(0):
        return NAN if analytic or not exponent.is_finite() else _near_zero(base, exponent)
    if analytic and not off_left(base):
        return NAN
    if is_real(base) and is_real(exponent) and base.real > 0:
        return acb((exponent.real * base.real.log()).exp())
    return base.pow(exponent)


def _near_zero(base: Any, exponent: Any) -> Any:
    """A ball that may be 0, to a power with a real part that is not negative: |z^p| <= |z|^p for real p."""
    if not is_real(exponent) or not exponent.real >= 0 or not base.is_finite():
        return NAN
    size = base.abs_upper()
    bound = arb(1) if size == 0 else _largest(size, exponent.real)
    if is_real(base) and base.real >= 0:
        return acb(arb(0).union(bound.upper()))
    return unit_box(bound)


def _largest(size: Any, exponent: Any) -> Any:
    """The largest value of s^p for 0 <= s <= size and p in the ball ``exponent`` >= 0."""
    if exponent.contains(0):
        return arb(1).max((exponent.upper() * arb(size).log()).exp())
    return ((exponent.upper() * arb(size).log()).exp()).max((exponent.lower() * arb(size).log()).exp())
