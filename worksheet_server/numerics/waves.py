"""Germs times cos or sin of a phase that grows beyond all bounds."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from worksheet_server.numerics.door import acb, arb, fmpq
from worksheet_server.numerics.germ_layers import PLAIN, Layer
from worksheet_server.numerics.germs import Germ
from worksheet_server.numerics.pi_balls import PiTimes

_HALF = fmpq(1, 2)


@dataclass(frozen=True, eq=False, slots=True)
class Coefficient:
    """A number known as a ball: it is equal to itself alone, as two numbers may have the same ball."""

    ball: Any


Phase = tuple[tuple[Fraction, Any], ...]
"""The growing powers of a phase by ascending exponents, all negative, with their coefficients; the first is > 0."""


@dataclass(frozen=True, slots=True)
class Wave:
    """``cos`` or ``sin`` (``name``) of a phase."""

    name: str
    phase: Phase


class Waves(Layer):
    """Sums of products of germs, sines and cosines, by the addition theorems (DLMF 4.21)."""

    def times(self, first: Hashable, second: Hashable) -> list[tuple[Any, Hashable]] | None:
        """The product of two waves: waves of the sum and of the difference of their phases."""
        assert isinstance(first, Wave)
        assert isinstance(second, Wave)
        if first.name == "cos" and second.name == "sin":
            first, second = second, first
        total, difference = self._combined(first.phase, second.phase, 1), self._combined(first.phase, second.phase, -1)
        if total is None or difference is None:
            return None
        if first.name != second.name:
            made = [(_HALF, self._wave("sin", total)), (_HALF, self._wave("sin", difference))]
        else:
            sign = 1 if first.name == "cos" else -1
            made = [(_HALF, self._wave("cos", difference)), (_HALF * sign, self._wave("cos", total))]
        if any(wave is None for _, wave in made):
            return None
        return [(factor * wave[0], wave[1]) for factor, wave in made if wave is not None]

    def bound(self, key: Hashable) -> Germ:
        """Between -1 and 1."""
        return Germ({}, Fraction(0), arb(0, 1))

    def made(self, name: str, argument: Germ) -> Any | None:
        """sin and cos of a growing phase: its bounded part goes into the amplitudes."""
        if name not in ("sin", "cos") or argument.scale is not None:
            return None
        growing = {at: term for at, term in argument.terms.items() if at < 0}
        if not growing or (argument.order is not None and argument.order < 0):
            return None
        rest = Germ({at: term for at, term in argument.terms.items() if at >= 0}, argument.order, argument.rest)
        of_sine, of_cosine = self._wave("sin", growing), self._wave("cos", growing)
        cosine, sine = self.germs.call("cos", [rest]), self.germs.call("sin", [rest])
        if of_sine is None or of_cosine is None or cosine is None or sine is None:
            return None
        (sign, wave), (_, other) = of_sine, of_cosine
        with_sine = self.germs.multiply(sign, cosine if name == "sin" else self.germs.negate(sine))
        with_cosine = sine if name == "sin" else cosine
        return self._gathered([(wave, with_sine), (other, with_cosine)])

    def _wave(self, name: str, growing: dict[Fraction, Any]) -> tuple[Any, Hashable] | None:
        """(sign, wave) with a phase whose leading coefficient is positive; ``None`` where its sign is not known."""
        if not growing:
            return fmpq(1 if name == "cos" else 0), PLAIN
        leading = self.germs.real(coefficient(growing[min(growing)]))
        if not leading > 0 and not leading < 0:
            return None
        if leading < 0:
            growing = {at: _keyed(self.germs.base.negate(coefficient(term))) for at, term in growing.items()}
        sign = -1 if leading < 0 and name == "sin" else 1
        return fmpq(sign), Wave(name, tuple((at, _keyed(growing[at])) for at in sorted(growing)))

    def _combined(self, first: Phase, second: Phase, sign: int) -> dict[Fraction, Any] | None:
        total = dict(first)
        for at, term in second:
            if at not in total:
                total[at] = term if sign > 0 else self.germs.base.negate(coefficient(term))
            elif sign < 0 and total[at] == term:
                del total[at]
            else:
                number = self.germs.base.multiply(fmpq(sign), coefficient(term))
                total[at] = self.germs.base.add(coefficient(total[at]), number)
                if isinstance(total[at], fmpq) and total[at] == 0:
                    del total[at]
        return total


def coefficient(term: Any) -> Any:
    """A coefficient of a phase as a number of balls."""
    return term.ball if isinstance(term, Coefficient) else term


def _keyed(term: Any) -> Any:
    return term if isinstance(term, fmpq | PiTimes | Coefficient) else Coefficient(acb(term))
