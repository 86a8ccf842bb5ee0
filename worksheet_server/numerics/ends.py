"""The integral over the last piece beside a singular or infinite end, proved.

The integrand's germ there is integrated term by term and its remainder is bounded (x = 1/t at infinity).  Where a germ
alone says nothing, waves (``oscillation``), logarithms (``log_germs``) and exponentially close ends are tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, exp, log2
from typing import Any

from worksheet_server.numerics.calls import LOGARITHMS, WAVES, functions_in
from worksheet_server.numerics.door import acb, arb, fmpq, precision
from worksheet_server.numerics.germ_growth import flatten
from worksheet_server.numerics.germ_layers import Layered
from worksheet_server.numerics.germs import Germ, Germs
from worksheet_server.numerics.integrals import Integrand
from worksheet_server.numerics.limits import value_at
from worksheet_server.numerics.log_germs import Logs, log_piece
from worksheet_server.numerics.oscillation import oscillating_piece, power_piece, wave_divergence
from worksheet_server.numerics.pi_balls import PiBalls, as_ball, shifted
from worksheet_server.numerics.waves import Waves
from worksheet_server.values.budget import Budget

INFINITE = ("oo", "-oo")
_AWAY = (4, 6, 10, 16, 24, 40, 64, 128, 256, 512)
_NEAR = (1, 2, 3, 4, 5, 6, 8)
_LONG = 24


@dataclass(frozen=True, slots=True)
class End:
    """What happens beside one end: the integral over the last piece, and the point where the middle begins.

    ``divergent`` is 1 or -1 where the integral is infinite there, 2 where it oscillates; then there is no piece.  The
    middle begins 2^-depth away.
    """

    piece: Any = None
    cut: Any = None
    divergent: int = 0
    depth: int = 0


def end_of(integrand: Integrand, point: Any, side: str, other: Any, bits: int, goal: int, budget: Budget) -> End | None:
    """The piece beside ``point``, as small as the accuracy asks and before the ``other`` end."""
    enough = arb(2) ** -goal
    names = functions_in(integrand.expression, integrand.scope)
    best: End | None = None
    for found in _candidates(integrand, point, side, other, bits, budget, names):
        if found.divergent:
            return found
        if best is None or arb(found.piece.rad()) < arb(best.piece.rad()):
            best = found
        if arb(found.piece.rad()) <= enough:
            break
    return best


def _candidates(
    integrand: Integrand, point: Any, side: str, other: Any, bits: int, budget: Budget, names: frozenset[str]
) -> Iterator[End]:
    logarithmic = bool(names & LOGARITHMS)
    if names & WAVES:
        yield from _layered(Waves, integrand, point, side, other, bits, budget)
    if logarithmic:
        yield from _layered(Logs, integrand, point, side, other, bits, budget)
    known = False
    for exponent in _fitting(_AWAY, point, other):
        budget.check()
        germs = Germs(PiBalls(bits), fmpq(1, 2) ** exponent)
        with precision(bits):
            value = _pulled(integrand, point, side, budget, germs)
            end = None if value is None else _settled(value, germs)
        if end is not None:
            known = True
            yield End(end.piece, _cut(germs, point, side, exponent), end.divergent, exponent)
    if logarithmic and not known:
        yield from _slow(integrand, point, side, other, bits, budget)


def _layered(
    layer: Any, integrand: Integrand, point: Any, side: str, other: Any, bits: int, budget: Budget, slowly: bool = False
) -> Iterator[End]:
    """Ends found by waves or logarithms; nothing where the integrand has none of them."""
    for exponent in _fitting(_NEAR, point, other, slowly):
        budget.check()
        field = layer(Germs(PiBalls(bits), fmpq(1, 2) ** exponent, _LONG))
        with precision(bits):
            value = _pulled(integrand, point, side, budget, field, slowly)
            if value is None:
                continue
            if not isinstance(value, Layered):
                return
            end = _oscillating(value, field) if layer is Waves else _logarithmic(value, field)
            if end is not None:
                cut = _cut(field.germs, point, side, exponent, slowly)
                yield End(end.piece, cut, end.divergent, 2 * 2**exponent if slowly else exponent)


def _oscillating(value: Layered, field: Waves) -> End | None:
    """Waves that decay exponentially are bounded as they are."""
    value = Layered({key: flatten(field.germs, germ) or germ for key, germ in value.parts.items()})
    divergent = wave_divergence(value, field)
    if divergent:
        return End(divergent=divergent)
    piece = oscillating_piece(value, field)
    return None if piece is None else End(acb(piece))


def _logarithmic(value: Layered, field: Logs) -> End | None:
    piece = log_piece(value, field)
    return None if piece is None else End(acb(piece))


def _slow(integrand: Integrand, point: Any, side: str, other: Any, bits: int, budget: Budget) -> Iterator[End]:
    """In the variable τ of ``_pulled``, where logarithms are powers."""
    found = False
    for exponent in _fitting(_NEAR, point, other, slowly=True):
        budget.check()
        germs = Germs(PiBalls(bits), fmpq(1, 2) ** exponent, _LONG)
        with precision(bits):
            value = _pulled(integrand, point, side, budget, germs, slowly=True)
            end = None if value is None else _settled(value, germs)
            if end is not None:
                found = True
                yield End(end.piece, _cut(germs, point, side, exponent, slowly=True), end.divergent, 2 * 2**exponent)
    if not found:
        yield from _layered(Waves, integrand, point, side, other, bits, budget, slowly=True)


def _pulled(
    integrand: Integrand, point: Any, side: str, budget: Budget, field: Any, slowly: bool = False
) -> Any | None:
    """The integrand times dx/dt for the variable t in (0, ε]: f(1/t)/t^2 at infinity, f(point ± t) elsewhere.

    ``slowly``: f(e^(1/τ)) e^(1/τ)/τ^2 at infinity and f(point ± e^(-1/τ)) e^(-1/τ)/τ^2 elsewhere.
    """
    value = value_at(integrand.expression, integrand.variable, point, side, integrand.scope, budget, field, slowly)
    if value is not None and slowly:
        inverse = field.power(field.variable, fmpq(-1))
        speed = field.call("exp", [inverse if point in INFINITE else field.negate(inverse)])
        value = None if speed is None else field.multiply(value, speed)
    if value is None:
        return None
    germs = field if isinstance(field, Germs) else field.germs
    shift = Fraction(-2) if slowly or point in INFINITE else Fraction(0)
    if isinstance(value, Layered):
        return Layered({key: germs.shift(germ, shift) for key, germ in value.parts.items()})
    return germs.shift(germs.lift(value), shift)


def _settled(germ: Germ, field: Germs) -> End | None:
    """The integral of a germ over (0, ε], or the sign with which it diverges."""
    if germ.scale is not None:
        flat = flatten(field, germ)
        if flat is None:
            sign = field.sign(germ)
            return End(divergent=sign) if sign else None
        germ = flat
    if germ.valuation is not None and germ.valuation <= -1:
        sign = field.sign(germ)
        return End(divergent=sign) if sign else None
    total = power_piece(germ, field)
    return End(acb(total)) if total is not None and total.is_finite() else None


def _cut(field: Germs, point: Any, side: str, depth: int, slowly: bool = False) -> Any:
    """The point where the last piece begins."""
    if point in INFINITE:
        away = acb((1 / arb(field.epsilon)).exp()) if slowly else 1 / field.epsilon
        return away if point == "oo" else -away
    step = acb((-1 / arb(field.epsilon)).exp()) if slowly else field.epsilon
    with precision(field.base.bits + depth):
        return shifted(point, step if side == "+" else -step)


def _fitting(exponents: Sequence[int], point: Any, other: Any, slowly: bool = False) -> Sequence[int]:
    """The exponents whose cut leaves room before the other end; all where none does."""
    if other in INFINITE:
        return exponents
    end = float(as_ball(other).real.mid())
    if point in INFINITE:
        reach = end if point == "oo" else -end
        if not slowly and reach > 2.0 ** min(exponents):
            first = ceil(log2(reach + 1))
            exponents = [first, first + 1, first + 2, *(k for k in exponents if k > first + 2)]
        fits = [k for k in exponents if (exp(2.0**k) if slowly else 2.0**k) > reach + 0.5]
    else:
        room = abs(end - float(as_ball(point).real.mid()))
        fits = [k for k in exponents if (exp(-(2.0**k)) if slowly else 2.0**-k) < 0.45 * room]
    return fits or exponents
