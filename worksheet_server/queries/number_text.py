"""Numbers with their radius, as a person reads them."""

from __future__ import annotations

from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_EVEN, ROUND_UP, Context, Decimal, InvalidOperation

from worksheet_server.values.answers import ComplexEnclosure, Enclosure, Value

_DIGITS = 17
_LONGEST = 60
_EXACT = Context(prec=2000, Emax=MAX_EMAX, Emin=MIN_EMIN)
_COARSE = Context(prec=1, rounding=ROUND_UP, Emax=MAX_EMAX, Emin=MIN_EMIN)
_INFINITE = {"oo": "∞", "-oo": "-∞"}


def value_text(value: Value) -> str:
    """``1.7724538509 ± 2e-11``, with the parts of complex numbers and vectors each on its own radius.

    The midpoint is cut to the digits that its radius leaves meaningful, seventeen at most, and the radius grows by what
    was cut: the interval shown always contains the one that was computed.
    """
    if isinstance(value, Enclosure):
        return _real(value)
    if isinstance(value, ComplexEnclosure):
        re, im = (f"({text})" if "±" in text else text for text in (_real(value.re), _real(value.im)))
        return f"{re} - {im[1:]} ⅈ" if im.startswith("-") else f"{re} + {im} ⅈ"
    return f"({', '.join(value_text(each) for each in value)})"


def _real(enclosure: Enclosure) -> str:
    if enclosure.midpoint in _INFINITE:
        return _INFINITE[enclosure.midpoint]
    try:
        midpoint, radius = Decimal(enclosure.midpoint), Decimal(enclosure.radius).copy_abs()
    except InvalidOperation:
        return f"{enclosure.midpoint} ± {enclosure.radius}"
    if not (midpoint.is_finite() and radius.is_finite()):
        return f"{enclosure.midpoint} ± {enclosure.radius}"
    if not radius and len(enclosure.midpoint) <= _LONGEST:
        return _plain(midpoint)
    last = radius.adjusted() if radius else -_LONGEST
    if midpoint:
        last = max(last, midpoint.adjusted() - _DIGITS + 1)
    shown = midpoint.quantize(Decimal((0, (1,), last)), ROUND_HALF_EVEN, _EXACT) if midpoint else Decimal(0)
    error = _EXACT.add(radius, _EXACT.abs(_EXACT.subtract(midpoint, shown)))
    return f"{_plain(shown)} ± {_plain(_COARSE.plus(error))}"


def _plain(number: Decimal) -> str:
    """With an exponent only where it is shorter."""
    if -6 <= number.adjusted() <= _DIGITS or not number:
        return f"{number:f}"
    return f"{number:e}".replace("e+", "e")
