"""Balls and rationals as decimal strings whose radius still bounds."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Context, Decimal
from typing import Any

from worksheet_server.numerics.door import arb, fmpq, fmpz, precision
from worksheet_server.values.answers import ComplexEnclosure, Enclosure, Rigor, Value

_MOST_EXACT_DIGITS = 1000
_LARGE_EXPONENT = 1_000_000


def enclosure_of_rational(value: Any, digits: int, method: str = "exact") -> Enclosure:
    """An exact rational: radius 0 where its decimals end within 1,000 digits, else rounded and its error the radius."""
    ending = _terminating(value)
    if ending is not None:
        return Enclosure(ending, "0", Rigor.PROVED, method)
    bits = int((digits + 10) * 3.33) + 16
    with precision(bits):
        found = enclosure_of_real(arb(value), digits + 5, method)
    assert found is not None
    return found


def enclosure_of_real(ball: Any, digits: int, method: str = "balls") -> Enclosure | None:
    """A real ball with its midpoint rounded to about ``digits`` significant digits, its radius rounded up.

    ``None`` where the ball is not finite, or too large to be written.
    """
    if not ball.is_finite():
        return None
    if ball.is_exact():
        exact = _exactly(ball)
        ending = None if exact is None else _terminating(exact)
        if ending is not None:
            return Enclosure(ending, "0", Rigor.PROVED, method)
    size = abs(ball).upper()
    if size > 0 and abs(_exponent(size)) > _LARGE_EXPONENT:
        return _gigantic(ball, digits, method)
    if ball.contains(0):
        ball = arb(0, size)
    middle, radius, shift = ball.mid_rad_10exp(digits + 5)
    return rounded(_decimal(middle, shift), _decimal(radius, shift), digits, method)


def rounded(middle: Decimal, radius: Decimal, digits: int, method: str, rigor: Rigor = Rigor.PROVED) -> Enclosure:
    """``middle ± radius`` with at most ``digits`` + 5 significant digits, the rounding error added to the radius."""
    with_digits = Context(prec=digits + 5, rounding=ROUND_HALF_EVEN, Emax=10**15, Emin=-(10**15))
    upward = Context(prec=3, rounding=ROUND_CEILING, Emax=10**15, Emin=-(10**15))
    exact = Context(prec=len(middle.as_tuple().digits) + digits + 20, Emax=10**15, Emin=-(10**15))
    short = with_digits.plus(middle)
    error = exact.abs(exact.subtract(middle, short))
    return Enclosure(text(short), text(upward.add(upward.plus(radius), upward.plus(error))), rigor, method)


def text(value: Decimal) -> str:
    """A decimal string that is plain where that is short."""
    if value == 0:
        return "0"
    exponent = value.adjusted()
    if -7 <= exponent <= 25:
        plain = f"{value:f}"
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    sign, digits, _ = value.as_tuple()
    shown = "".join(map(str, digits)).rstrip("0") or "0"
    return ("-" if sign else "") + shown[0] + ("." + shown[1:] if shown[1:] else "") + f"e{exponent}"


def value_of_ball(ball: Any, digits: int, method: str = "balls") -> Value | None:
    """The value that a ball, a rational or a vector of them is; complex unless the imaginary part is exactly 0."""
    if isinstance(ball, tuple):
        parts = tuple(value_of_ball(item, digits, method) for item in ball)
        found = tuple(part for part in parts if part is not None)
        return found if len(found) == len(parts) else None
    if isinstance(ball, fmpq):
        return enclosure_of_rational(ball, digits, method)
    if isinstance(ball, arb):
        return enclosure_of_real(ball, digits, method)
    re = enclosure_of_real(ball.real, digits, method)
    if re is None or ball.imag.is_zero():
        return re
    im = enclosure_of_real(ball.imag, digits, method)
    return None if im is None else ComplexEnclosure(re, im)


def _decimal(mantissa: Any, exponent: Any) -> Decimal:
    return Decimal(str(mantissa)).scaleb(int(exponent), Context(prec=10**6, Emax=10**15, Emin=-(10**15)))


def _exponent(size: Any) -> int:
    mantissa, exponent = size.mid().man_exp()
    return int(exponent) + int(mantissa.bit_length())


def _exactly(ball: Any) -> Any | None:
    mantissa, exponent = ball.man_exp()
    return fmpq(mantissa) * fmpq(2) ** int(exponent) if abs(int(exponent)) < 4000 else None


def _terminating(value: Any) -> str | None:
    """The decimals of a rational, where they end within 1,000 digits."""
    denominator, twos, fives = value.q, 0, 0
    if denominator.height_bits() > 4 * _MOST_EXACT_DIGITS if hasattr(denominator, "height_bits") else False:
        return None
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    places = max(twos, fives)
    if denominator != 1 or places > _MOST_EXACT_DIGITS or value.height_bits() > 4 * _MOST_EXACT_DIGITS:
        return None
    scaled = (value * fmpz(10) ** places).p
    return text(_decimal(scaled, -places))


def _gigantic(ball: Any, digits: int, method: str) -> Enclosure | None:
    """A number whose decimal exponent is itself long: mantissa and exponent from its logarithm to base 10."""
    negative = ball < 0
    if not negative and not ball > 0:
        return None
    extra = len(str(_exponent(abs(ball).upper()))) * 4
    bits = int((digits + 10) * 3.33) + extra
    with precision(bits):
        logarithm = abs(ball).log() / arb(10).log()
        whole = logarithm.mid().floor().unique_fmpz()
        if whole is None:
            return None
        mantissa = ((logarithm - whole) * arb(10).log()).exp()
        middle, radius, shift = mantissa.mid_rad_10exp(digits + 5)
    found = rounded(_decimal(-middle if negative else middle, shift), _decimal(radius, shift), digits, method)
    return Enclosure(_times(found.midpoint, whole), _times(found.radius, whole), found.rigor, method)


def _times(decimal: str, exponent: Any) -> str:
    mantissa, _, own = decimal.partition("e")
    return f"{mantissa}e{int(exponent) + int(own or 0)}"
