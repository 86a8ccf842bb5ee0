"""Answers in few words: what stands beside a line, and what may be written behind ``=>``."""

from __future__ import annotations

from decimal import MAX_EMAX, MIN_EMIN, ROUND_UP, Context, Decimal, InvalidOperation

from worksheet_server.engine.fingerprint import digest
from worksheet_server.engine.progress import STOPPED
from worksheet_server.engine.state import LineState
from worksheet_server.syntax.printer import show
from worksheet_server.syntax.statements import Check, Definition
from worksheet_server.syntax.tree import Binary, Call, Expression, Matrix, Name, Number, Unary, Vector
from worksheet_server.values.answers import Answer, ComplexEnclosure, Enclosure, Result, Rigor, Value, Verdict

LENGTH = 40
"""The most characters that fit beside a line."""

PENDING = "…"
_ANSWERS = frozenset({"dne", "diverges", "none"})
_ROOM = Context(prec=2000, Emax=MAX_EMAX, Emin=MIN_EMIN)
_LONG = 400


def short(line: LineState, length: int = LENGTH) -> str:
    """What stands beside a line, in at most ``length`` characters: ``= sqrt(pi) ≈ 1.77245 ✓``, ``✗ n=2: 5 ≠ 6``.

    Empty for a line that asks nothing and for a definition that already reads like its value.
    """
    result = line.result
    if result is None:
        return PENDING if line.pending else ""
    glyph = PENDING if line.pending else result.verdict.glyph if result.verdict is not None else ""
    kind = line.placed.statement.kind
    if result.verdict is Verdict.REFUTED and result.note and not line.pending and kind != "expected":
        return _cut(f"{glyph} {result.note}", length)
    if kind == "claim":
        return glyph
    room = length - len(glyph) - 1 if glyph else length
    answer = "" if result.answer is None else answer_text(result.answer, wanted_digits(line), room)
    if repeats_its_line(line):
        answer = ""
    if not answer and not line.pending:
        stopped = next((each.code for each in result.diagnostics if each.code in STOPPED), None)
        if stopped is not None:
            return _cut(f"{glyph} {stopped.replace('-', ' ')}".strip(), length)
    return f"{answer} {glyph}".strip()


def wanted_digits(line: LineState) -> int:
    """How many digits a line asks for: those of ``N(x, 50)``, else those of the settings."""
    content = line.placed.statement.content
    first = content.chain.first if isinstance(content, Check | Definition) else None
    if isinstance(first, Call) and first.function == Name("N") and len(first.arguments) == 2:
        wanted = first.arguments[1]
        if isinstance(wanted, Number) and wanted.digits.isdigit() and len(wanted.digits) < 6:
            return max(1, int(wanted.digits))
    return line.settings.digits


def repeats_its_line(line: LineState) -> bool:
    """Whether a definition already reads like its value, as ``a = 3`` does."""
    content = line.placed.statement.content
    if not isinstance(content, Definition) or line.result is None or line.result.answer is None:
        return False
    exact = line.result.answer.exact
    return exact is not None and digest(exact) == digest(content.chain.first)


def answer_text(answer: Answer, digits: int = 6, length: int = 10_000) -> str:
    """``= 8/3 ≈ 2.66667``: the exact form with its number, or the one that fits into ``length`` characters."""
    number = "" if answer.number is None else number_text(answer.number, digits)
    if answer.exact is None:
        if not number:
            return ""
        relation = "=" if _is_whole(answer.number) else "≈"
        return _cut(f"{relation} {number}", length)
    exact = show(answer.exact)
    if exact in _ANSWERS:
        return exact
    both = f"= {exact} {_relation(answer.exact, number)} {number}" if number else ""
    if both and not _says_it_all(answer.exact) and exact != number and len(both) <= length:
        return both
    if number and len(exact) + 2 > length and len(number) + 2 <= length:
        return f"≈ {number}"
    return _cut(f"= {exact}", length)


def fill_text(result: Result, digits: int = 6) -> str | None:
    """What may be written behind ``=>``: the exact answer in canonical spelling, else the digits that are proved.

    ``None`` where there is no answer, or none short enough to be read.
    """
    answer = result.answer
    if answer is None or result.pending:
        return None
    if answer.exact is not None:
        exact = show(answer.exact)
        return exact if len(exact) <= _LONG else None
    if isinstance(answer.number, Enclosure) and answer.number.rigor is Rigor.PROVED:
        number = number_text(answer.number, digits)
        return None if "±" in number else number
    return None


def number_text(value: Value, digits: int = 6) -> str:
    """A number with at most ``digits`` significant digits, and only those that its radius leaves certain."""
    if isinstance(value, Enclosure):
        return _real(value, digits)
    if isinstance(value, ComplexEnclosure):
        re, im = _real(value.re, digits), _real(value.im, digits)
        if _is_zero(value.im):
            return re
        sign, size = ("-", im[1:]) if im.startswith("-") else ("+", im)
        imaginary = "ⅈ" if size == "1" else f"{size} ⅈ"
        if _is_zero(value.re):
            return imaginary if sign == "+" else f"-{imaginary}"
        return f"{re} {sign} {imaginary}"
    return f"({', '.join(number_text(each, digits) for each in value)})"


def _real(enclosure: Enclosure, digits: int) -> str:
    try:
        midpoint, radius = Decimal(enclosure.midpoint), Decimal(enclosure.radius or "0").copy_abs()
    except InvalidOperation:
        return enclosure.midpoint
    if not midpoint.is_finite() or not radius.is_finite():
        return enclosure.midpoint
    below, above = _ROOM.subtract(midpoint, radius), _ROOM.add(midpoint, radius)
    for count in range(digits, 0, -1):
        rounding = Context(prec=count, Emax=MAX_EMAX, Emin=MIN_EMIN)
        shown = rounding.plus(below)
        if shown == rounding.plus(above) and (below > 0 or above < 0 or not radius):
            return _plain(midpoint if not radius and _is_short_integer(midpoint) else shown)
    nearest = (
        Context(prec=1, Emax=MAX_EMAX, Emin=MIN_EMIN).plus(midpoint) if midpoint.copy_abs() > radius else Decimal(0)
    )
    error = Context(prec=1, rounding=ROUND_UP, Emax=MAX_EMAX, Emin=MIN_EMIN).plus(
        max(_ROOM.subtract(above, nearest), _ROOM.subtract(nearest, below))
    )
    return f"{_plain(nearest)} ± {_plain(error)}"


def _plain(number: Decimal) -> str:
    """Without zeros at the end; with an exponent only where zeros would have to be counted."""
    if not number:
        return "0"
    number = number.normalize(_ROOM)
    if -6 <= number.adjusted() <= 15:
        return f"{number:f}"
    return f"{number:e}".replace("e+", "e")


def _is_short_integer(number: Decimal) -> bool:
    return number == number.to_integral_value() and number.adjusted() <= 15


def _relation(exact: Expression, number: str) -> str:
    """``=`` where a fraction is what the decimal beside it says, else ``≈``."""
    if isinstance(exact, Unary) and exact.operator == "-" and number.startswith("-"):
        return _relation(exact.operand, number[1:])
    match exact:
        case Binary(operator="/", left=Number(digits=above), right=Number(digits=below)) if _is_decimal(number):
            if _ROOM.multiply(Decimal(number), Decimal(below)) == Decimal(above):
                return "="
    return "≈"


def _is_decimal(number: str) -> bool:
    return bool(number) and all(each.isdigit() or each in ".-e" for each in number)


def _is_whole(value: Value | None) -> bool:
    return isinstance(value, Enclosure) and not Decimal(value.radius or "0") and "." not in value.midpoint


def _is_zero(enclosure: Enclosure) -> bool:
    return not enclosure.midpoint.strip("-0.") and not enclosure.radius.strip("0.")


def _says_it_all(exact: Expression) -> bool:
    """Whether a person sees at once how large it is."""
    if isinstance(exact, Unary) and exact.operator == "-":
        return _says_it_all(exact.operand)
    if isinstance(exact, Vector):
        return all(_says_it_all(each) for each in exact.items)
    if isinstance(exact, Matrix):
        return all(_says_it_all(each) for row in exact.rows for each in row)
    return isinstance(exact, Number) or (isinstance(exact, Name) and exact.text == "oo")


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
