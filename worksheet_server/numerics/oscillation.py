"""Integrals of oscillating functions beside an end where their phase grows beyond all bounds, proved.

The integral of t^a e^(i c t^-p) over (0, ε] is ε^(a+1) E_s(-i c ε^-p)/p with s = 1 + (a + 1)/p, for s > 0 (DLMF 8.19.2,
continued to the imaginary axis, where the integral converges conditionally).  So the terms of the amplitude's germ are
integrated exactly, and only its remainder is bounded by its absolute value.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from worksheet_server.numerics.door import acb, arb, fmpq
from worksheet_server.numerics.germ_layers import PLAIN, Layered
from worksheet_server.numerics.germs import Germ, Germs
from worksheet_server.numerics.phase_inversion import straightened
from worksheet_server.numerics.waves import Wave, Waves, coefficient

OSCILLATES = 2
"""The sign of an integral that neither converges nor tends to an infinity."""


def oscillating_piece(value: Layered, field: Waves) -> Any | None:
    """A real ball around the integral of ``value`` over (0, ε]; ``None`` where convergence is not shown."""
    total = arb(0)
    for key, germ in value.parts.items():
        piece = power_piece(germ, field.germs) if key == PLAIN else _wave_piece(key, germ, field.germs)
        if piece is None:
            return None
        total += piece
    return total if total.is_finite() else None


def wave_divergence(value: Layered, field: Waves) -> int:
    """1 or -1 where the integral tends to an infinity, 2 where it oscillates for ever, 0 where neither is shown.

    A plain part t^q with q <= -1 and a sign wins over waves that are not larger: their integrals are smaller by the
    order of the phase.  A single wave whose amplitude, over the slope of its phase, stays away from 0 oscillates:
    between two points a third of a turn apart, around a crest, its integral is larger than a fixed number,
    however close to the end they are.
    """
    bad = {key: germ for key, germ in value.parts.items() if not _integrable(key, germ)}
    powers = {key: germ.valuation or Fraction(0) for key, germ in bad.items()}
    if any(germ.scale is not None for germ in bad.values()):
        return 0
    if PLAIN in bad:
        del bad[PLAIN]
        lowest = powers[PLAIN]
        smaller = all(powers[key] >= lowest for key in bad) and all(
            germ.order is None or germ.order > lowest for germ in bad.values()
        )
        return field.germs.sign(value.parts[PLAIN]) or 0 if smaller and lowest <= -1 else 0
    if len(bad) != 1:
        return 0
    ((key, germ),) = bad.items()
    assert isinstance(key, Wave)
    return OSCILLATES if field.germs.sign(germ) and powers[key] + 1 <= key.phase[0][0] else 0


def power_piece(germ: Germ, field: Germs) -> Any | None:
    """The integral over (0, ε] of a germ all of whose powers are above -1."""
    if germ.scale is not None or (germ.valuation is not None and germ.valuation <= -1):
        return None
    total = arb(0)
    for at, term in [*germ.terms.items(), *([] if germ.order is None else [(germ.order, germ.rest)])]:
        total += (term if isinstance(term, arb) else field.real(term)) * field.at_end(at + 1) / _real(at + 1)
    return total


def _integrable(key: Any, germ: Germ) -> bool:
    lowest = germ.valuation
    if germ.scale is not None:
        return False
    if lowest is None or lowest > -1:
        return True
    if key == PLAIN or (germ.order is not None and germ.order <= -1):
        return False
    return len(key.phase) == 1 and lowest + 1 > key.phase[0][0]


def _wave_piece(wave: Any, germ: Germ, field: Germs) -> Any | None:
    assert isinstance(wave, Wave)
    if germ.scale is not None:
        return None
    if len(wave.phase) > 1:
        straight = straightened(germ, wave.phase, field)
        if straight is None:
            return None
        germ, field = straight
    exponent, factor = wave.phase[0]
    steepness = -exponent
    if germ.order is not None and germ.order <= -1:
        return None
    argument = acb(0, -field.real(coefficient(factor)) * field.at_end(Fraction(0) - steepness))
    total = arb(0)
    for at, term in germ.terms.items():
        if at + 1 <= -steepness:
            return None
        integral = argument.expint(acb(_real(1 + (at + 1) / steepness)))
        part = integral.real if wave.name == "cos" else integral.imag
        total += field.real(term) * field.at_end(at + 1) * part / _real(steepness)
    if germ.order is not None:
        size = abs(germ.rest).upper() * field.at_end(germ.order + 1).upper() / _real(germ.order + 1)
        total += arb(0, size.upper())
    return total


def _real(number: Fraction) -> Any:
    return arb(fmpq(number.numerator, number.denominator))
