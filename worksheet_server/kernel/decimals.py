"""Written decimals behind ``=>`` and ``≈``: right to the digits written, or within a stated tolerance."""

from __future__ import annotations

from decimal import Context, Decimal, InvalidOperation

from worksheet_server.kernel.asked import Asked
from worksheet_server.kernel.enclosing import enclose
from worksheet_server.kernel.judgement import Judgement
from worksheet_server.kernel.numbers import text
from worksheet_server.syntax.binding import free_names
from worksheet_server.syntax.statements import Link
from worksheet_server.syntax.tree import Binary, Expression, Matrix, Name, Number, Unary, Vector
from worksheet_server.text.diagnostics import Diagnostic, Fix, Severity
from worksheet_server.values.answers import ComplexEnclosure, Enclosure, Evidence, Rigor, Value, Verdict, weakest
from worksheet_server.values.budget import Budget

_EXACTLY = Context(prec=200, Emax=10**15, Emin=-(10**15))
_DEFAULT_RELATIVE = Decimal(10) ** -6
_HALF = Decimal("0.5")
_SAME = Decimal(10) ** -10
_LONG = 50
"""Digits before or behind the point from which a number is written with an exponent."""


def written(side: Expression) -> str | None:
    """The decimal that a side is, with its sign.

    ``None`` where it is no single decimal (a vector, a matrix or a complex number counts where a part is one).
    """
    if isinstance(side, Unary) and side.operator in ("-", "+"):
        inner = written(side.operand)
        return None if inner is None or "," in inner else ("-" if side.operator == "-" else "") + inner
    if isinstance(side, Number) and side.is_decimal:
        return side.digits
    parts = _parts(side)
    return "(,)" if parts and any(written(each) is not None for each in parts) else None


def _parts(side: Expression) -> tuple[Expression, ...]:
    """The entries of a vector, the rows of a matrix, the two parts of a complex number; else nothing."""
    match side:
        case Vector(items):
            return items
        case Matrix(rows):
            return tuple(Vector(row) for row in rows)
        case Binary("+" | "-" as sign, real, imaginary):
            size = _imaginary(imaginary)
            return () if size is None else (real, Unary("-", size) if sign == "-" else size)
    alone = _imaginary(side)
    return () if alone is None else (Number("0"), alone)


def _imaginary(side: Expression) -> Expression | None:
    """``b`` of ``b ⅈ``."""
    match side:
        case Name("ⅈ"):
            return Number("1")
        case Binary("*", size, Name("ⅈ")) | Binary("*", Name("ⅈ"), size):
            return size
        case Unary("-", operand):
            opposite = _imaginary(operand)
            return None if opposite is None else Unary("-", opposite)
    return None


def _leaves(value: Value, side: Expression) -> list[tuple[Value, Expression]]:
    """Each number with what is written for it; the whole where their shapes differ."""
    parts = _parts(side)
    if isinstance(value, ComplexEnclosure) and not parts:
        parts = (side, Number("0"))
    values = (value.re, value.im) if isinstance(value, ComplexEnclosure) else value if isinstance(value, tuple) else ()
    if not parts or len(parts) != len(values):
        return [(value, side)]
    return [leaf for number, part in zip(values, parts, strict=True) for leaf in _leaves(number, part)]


def judge(asked: Asked, left: Expression, link: Link, decimal: str | None, budget: Budget) -> Judgement:
    """Compares the number of the left side with what is written on the right."""
    assert link.side is not None
    if free_names(left) or free_names(link.side):
        return Judgement(Verdict.UNDECIDED, detail="names without a value have no digits to compare")
    digits = max(len(decimal or "") + 6, 15)
    value = enclose(left, asked.scope, budget.share(0.7), digits)
    if value is None:
        return Judgement(Verdict.UNDECIDED)
    leaves = _leaves(value, link.side)
    if len(leaves) > 1:
        parts = [_compare(asked, each, side, link, written(side), budget) for each, side in leaves]
        worst = next((each for each in parts if each.verdict is Verdict.REFUTED), parts[0])
        return Judgement(weakest(*(each.verdict for each in parts)), worst.evidence, worst.detail, worst.note)
    return _compare(asked, value, link.side, link, decimal, budget)


def _compare(
    asked: Asked, value: Value, side: Expression, link: Link, decimal: str | None, budget: Budget
) -> Judgement:
    if not isinstance(value, Enclosure) or "oo" in value.midpoint:
        return Judgement(Verdict.UNDECIDED)
    target = _target(asked, side, decimal, budget)
    if target is None:
        return Judgement(Verdict.UNDECIDED)
    wanted, own_radius = target
    allowed, last = _allowed(asked, link, decimal, wanted, budget)
    radius = _EXACTLY.add(Decimal(value.radius), own_radius)
    distance = _EXACTLY.abs(_EXACTLY.subtract(Decimal(value.midpoint), wanted))
    nearest, farthest = _EXACTLY.subtract(distance, radius), _EXACTLY.add(distance, radius)
    rigorous = value.rigor is Rigor.PROVED
    if decimal is None and allowed == 0 and nearest <= 0 < farthest <= _EXACTLY.multiply(_EXACTLY.abs(wanted), _SAME):
        # An exact entry beside decimals: its number agrees, and numbers that agree prove nothing.
        return _shown(Verdict.SUPPORTED, value, "it agrees as far as the number is known")
    if farthest <= allowed:
        verdict = Verdict.PROVED if rigorous else Verdict.SUPPORTED
        return _shown(verdict, value, "it agrees to the digits written")
    if last is not None and farthest <= last:
        hint = Diagnostic(
            "last-digit",
            Severity.HINT,
            link.span,
            f"the last digit is off by one: the number is {text(value)}",
            fixes=(_fix(link, value, decimal),),
        )
        verdict = Verdict.PROVED if rigorous else Verdict.SUPPORTED
        return Judgement(
            verdict, (Evidence(verdict, "enclosure", "it agrees but for the last digit", value),), diagnostics=(hint,)
        )
    if nearest > (last if last is not None else allowed):
        detail = f"the number is {text(value)}"
        if rigorous:
            return Judgement(
                Verdict.REFUTED, (Evidence(Verdict.REFUTED, "enclosure", detail, value),), detail, f"= {text(value, 8)}"
            )
        doubt = Diagnostic("disagreement", Severity.WARNING, link.span, f"an estimate gives {text(value)}")
        return Judgement(
            Verdict.UNDECIDED, (Evidence(Verdict.UNDECIDED, value.method, detail, value),), detail, diagnostics=(doubt,)
        )
    return Judgement(Verdict.UNDECIDED, (Evidence(Verdict.UNDECIDED, value.method, "too wide to tell", value),))


def _target(asked: Asked, side: Expression, decimal: str | None, budget: Budget) -> tuple[Decimal, Decimal] | None:
    if decimal is not None:
        try:
            return Decimal(decimal), Decimal(0)
        except InvalidOperation:
            return None
    value = enclose(side, asked.scope, budget, 15)
    if not isinstance(value, Enclosure) or "oo" in value.midpoint:
        return None
    return Decimal(value.midpoint), Decimal(value.radius)


def _allowed(
    asked: Asked, link: Link, decimal: str | None, wanted: Decimal, budget: Budget
) -> tuple[Decimal, Decimal | None]:
    """How far the number may be off, and how far with a hint."""
    if link.tolerance is not None:
        value = enclose(link.tolerance, asked.scope, budget, 15)
        return (Decimal(value.midpoint) if isinstance(value, Enclosure) else Decimal(0)), None
    if asked.scope.settings.tolerance is not None:
        return Decimal(asked.scope.settings.tolerance), None
    if decimal is None and link.operator == "=>":
        return Decimal(0), None
    if decimal is None:
        return _EXACTLY.multiply(_EXACTLY.abs(wanted), _DEFAULT_RELATIVE), None
    exponent = Decimal(decimal).as_tuple().exponent
    assert isinstance(exponent, int)
    unit = Decimal(1).scaleb(exponent, _EXACTLY)
    return _EXACTLY.multiply(unit, _HALF), unit


def _shown(verdict: Verdict, value: Enclosure, detail: str) -> Judgement:
    return Judgement(verdict, (Evidence(verdict, f"enclosure:{value.method}", detail, value),), detail)


def _fix(link: Link, value: Enclosure, decimal: str | None) -> Fix:
    exponent = Decimal(decimal or "0").as_tuple().exponent
    assert isinstance(exponent, int)
    rounded = Decimal(value.midpoint).quantize(Decimal(1).scaleb(exponent, _EXACTLY), context=_EXACTLY)
    written = f"{rounded:f}" if abs(rounded.adjusted()) < _LONG else f"{rounded:e}".replace("e+", "e")
    return Fix(f"Replace by {written}", link.span, written, safe=link.operator == "=>")
