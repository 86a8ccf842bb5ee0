"""Two sides compared by numbers that each finds on its own."""

from __future__ import annotations

import time
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from worksheet_server.kernel.enclosing import enclose
from worksheet_server.kernel.points import Coordinate, Point, at_point, points
from worksheet_server.symbolic.differentiate import differentiate
from worksheet_server.symbolic.symbols import may_be_complex
from worksheet_server.syntax.binding import free_names
from worksheet_server.syntax.shapes import is_call_of
from worksheet_server.syntax.tree import Call, Expression, Name
from worksheet_server.text.diagnostics import Diagnostic, Severity
from worksheet_server.text.span import Span
from worksheet_server.values.answers import ComplexEnclosure, Enclosure, Evidence, Rigor, Value, Verdict
from worksheet_server.values.budget import Budget, OutOfTime
from worksheet_server.values.scope import Scope

POINTS = 8
"""At so many points a claim with free names is tried."""

LEAST_POINTS = 3
_DIGITS = 20
_CLOSER_DIGITS = 60
_BESIDE = Fraction(1, 4096)
_AGREEING_DIGITS = 8
_NUMBERS = {
    "question": "the number of the question, found without the closed form",
    "answer": "the number of the closed form",
    "left": "the number of the left side",
    "right": "the number of the right side",
}
_EXACTLY = Context(prec=80, Emax=10**15, Emin=-(10**15))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the numbers say of ``left = right``: supported, refuted (by disjoint enclosures) or undecided.

    ``doubtful``: estimates differ.  ``point`` is where the sides were found to differ.
    """

    verdict: Verdict = Verdict.UNDECIDED
    evidence: tuple[Evidence, ...] = ()
    detail: str = ""
    note: str = ""
    doubtful: bool = False
    point: Point | None = None


def compare(
    left: Expression,
    right: Expression,
    scope: Scope,
    budget: Budget,
    modulo: bool = False,
    labels: tuple[str, str] = ("left", "right"),
    closely: bool = True,
) -> Comparison:
    """Compares the values of two trees: themselves where they are closed, else at points inside the assumptions.

    ``labels`` name the sides in the evidence.  ``closely`` looks at 60 digits where 20 agree: numbers may be all that
    decides.

    With ``modulo`` one side is ``int(f, x)``: f is compared with the derivative of the other side wherever f is real.
    """
    integrand = None
    if modulo:
        integrand = 0 if is_call_of(left, "int") else 1
        left, right = derivatives(left, right, scope)
    names = tuple(dict.fromkeys(free_names(left) + free_names(right)))
    try:
        if not names:
            return _closed(left, right, scope, budget, labels, closely)
        return _sampled(left, right, names, scope, budget, integrand)
    except OutOfTime:
        return Comparison(evidence=(Evidence(Verdict.UNDECIDED, "numbers", "the numbers did not come in time"),))


def derivatives(left: Expression, right: Expression, scope: Scope) -> tuple[Expression, Expression]:
    """Integrand and derivative, of an antiderivative and of what is claimed to be it.

    Of two antiderivatives, both derivatives.
    """

    def of(side: Expression, variable: Name) -> Expression:
        if isinstance(side, Call) and side.function == Name("int"):
            return side.arguments[0]  # type: ignore[return-value]
        # The formula also has a value where a logarithm is complex, and a series in balls stops at its cut.
        derived = differentiate(side, variable.text, scope)
        return Call(Name("diff"), (side, variable)) if derived is None else derived[0]

    variables = [
        each.arguments[1]
        for each in (left, right)
        if isinstance(each, Call) and each.function == Name("int") and isinstance(each.arguments[-1], Name)
    ]
    if not variables or not isinstance(variables[0], Name):
        return left, right
    return of(left, variables[0]), of(right, variables[0])


def doubt(span: Span, compared: Comparison) -> Diagnostic:
    """The warning that estimates differ."""
    return Diagnostic("disagreement", Severity.WARNING, span, compared.detail)


def _closed(
    left: Expression, right: Expression, scope: Scope, budget: Budget, labels: tuple[str, str], closely: bool
) -> Comparison:
    began = time.monotonic()
    first = enclose(left, scope, budget.share(0.6), _DIGITS)
    middle = time.monotonic()
    second = None if first is None else enclose(right, scope, budget.share(0.8), _DIGITS)
    if first is None or second is None:
        return Comparison()
    evidence = (
        Evidence(Verdict.SUPPORTED, f"{labels[0]}:{_method(first)}", _NUMBERS[labels[0]], first, middle - began),
        Evidence(
            Verdict.SUPPORTED,
            f"{labels[1]}:{_method(second)}",
            _NUMBERS[labels[1]],
            second,
            time.monotonic() - middle,
        ),
    )
    relation = relate(first, second)
    if closely and relation == "agree" and _is_rigorous(first) and _is_rigorous(second):
        # Numbers that agree to 20 digits may still differ; balls can look much closer.
        closer = [enclose(each, scope, budget.share(0.4), _CLOSER_DIGITS) for each in (left, right)]
        if closer[0] is not None and closer[1] is not None and relate(closer[0], closer[1]) == "disjoint":
            first, second = closer[0], closer[1]
            relation = "disjoint"
    if relation is None:
        return Comparison()
    if relation == "disjoint":
        shown = unequal(first, second)
        ways = f"{labels[0]} by {_method(first)}, {labels[1]} by {_method(second)}"
        detail = f"{shown}, by disjoint enclosures ({ways}; they differ by {_distance(first, second)})"
        return Comparison(Verdict.REFUTED, (_with(evidence[0], Verdict.REFUTED, detail), evidence[1]), detail, shown)
    if relation == "agree":
        return Comparison(Verdict.SUPPORTED, evidence, "independent numbers agree")
    if relation == "differ":
        detail = f"estimates differ: {text(first)} and {text(second)}"
        return Comparison(
            Verdict.UNDECIDED,
            tuple(_with(each, Verdict.UNDECIDED, each.detail) for each in evidence),
            detail,
            doubtful=True,
        )
    return Comparison()


def _sampled(
    left: Expression,
    right: Expression,
    names: tuple[str, ...],
    scope: Scope,
    budget: Budget,
    integrand: int | None = None,
) -> Comparison:
    began = time.monotonic()
    agreed = 0
    doubtful = ""
    complex_names = scope.settings.complex or any(may_be_complex(name, scope) for name in names)
    for point in points(names, scope, budget.share(0.9), 2 * POINTS):
        there = at_point(scope, point)
        first = enclose(left, there, budget.share(0.25), 12)
        second = None if first is None else enclose(right, there, budget.share(0.25), 12)
        if first is None or second is None:
            continue
        judged = (0, 1) if integrand is None else (integrand,)
        seems_real = not complex_names and any(_seems_real((first, second)[each]) for each in judged)
        if not complex_names:
            first, second = _on_the_line(first), _on_the_line(second)
        sides = [(first, second)[each] for each in judged]
        if any(_is_complex(each) for each in sides) and not complex_names:
            continue
        relation = relate(first, second)
        if relation == "disjoint" and seems_real:
            # What may be real speaks for a claim, not against it.
            continue
        if (
            relation == "disjoint"
            and integrand is not None
            and not _real_around((left, right)[integrand], point, scope, budget)
        ):
            # At an isolated point of its domain an integrand says nothing about antiderivatives.
            continue
        if relation == "disjoint":
            shown = ", ".join(f"{name}={_fraction(value)}" for name, value in point.items())
            note = f"{shown}: {unequal(first, second)}"
            evidence = Evidence(Verdict.REFUTED, "counterexample", note, first, time.monotonic() - began)
            return Comparison(
                Verdict.REFUTED,
                (evidence,),
                f"at {shown} the sides are {text(first)} and {text(second)}",
                note,
                point=point,
            )
        if relation == "agree":
            agreed += 1
        elif relation == "differ":
            shown = ", ".join(f"{name}={_fraction(value)}" for name, value in point.items())
            doubtful = f"at {shown} estimates differ: {text(first)} and {text(second)}"
        if agreed >= POINTS:
            break
    seconds = time.monotonic() - began
    if doubtful:
        return Comparison(
            Verdict.UNDECIDED,
            (Evidence(Verdict.UNDECIDED, "sampling", doubtful, seconds=seconds),),
            doubtful,
            doubtful=True,
        )
    if agreed >= LEAST_POINTS:
        detail = f"both sides agree at {agreed} points"
        return Comparison(
            Verdict.SUPPORTED, (Evidence(Verdict.SUPPORTED, "sampling", detail, seconds=seconds),), detail
        )
    return Comparison()


def _real_around(tree: Expression, point: Point, scope: Scope, budget: Budget) -> bool:
    """Whether a tree is real just beside a point, on both sides in each name."""
    for name, place in point.items():
        if not isinstance(place, Fraction):
            continue
        for step in (-_BESIDE, _BESIDE):
            value = enclose(tree, at_point(scope, {**point, name: place + step}), budget.share(0.2), 12)
            if value is None or _is_complex(_on_the_line(value)):
                return False
    return True


def relate(first: Value, second: Value) -> str | None:
    """``"disjoint"`` (proved to differ), ``"differ"`` (estimates do), ``"agree"`` to 8 digits, or ``None``.

    Too wide to tell.
    """
    if isinstance(first, tuple) or isinstance(second, tuple):
        if not (isinstance(first, tuple) and isinstance(second, tuple)):
            return None
        if len(first) != len(second):
            return "disjoint"
        found = [relate(one, other) for one, other in zip(first, second, strict=True)]
        return next((each for each in ("disjoint", "differ", None) if each in found), "agree")
    if isinstance(first, ComplexEnclosure) or isinstance(second, ComplexEnclosure):
        parts = [relate(a, b) for a, b in zip(_parts(first), _parts(second), strict=True)]
        return next((each for each in ("disjoint", "differ", None) if each in parts), "agree")
    return _relate_real(first, second)


def _relate_real(first: Enclosure, second: Enclosure) -> str | None:
    if "oo" in first.midpoint or "oo" in second.midpoint:
        return None
    one, other = Decimal(first.midpoint), Decimal(second.midpoint)
    reach = _EXACTLY.add(Decimal(first.radius), Decimal(second.radius))
    distance = _EXACTLY.abs(_EXACTLY.subtract(one, other))
    size = max(_EXACTLY.abs(one), _EXACTLY.abs(other))
    rigorous = first.rigor is Rigor.PROVED and second.rigor is Rigor.PROVED
    if rigorous and distance > reach:
        return "disjoint"
    allowed = _EXACTLY.multiply(size, Decimal(10) ** -_AGREEING_DIGITS)
    # Around 0 relative digits mean nothing: balls get narrower until they settle it, estimates cannot.
    floor = Decimal(10) ** (-100 if rigorous else -15)
    if reach > max(allowed, floor):
        return None
    if distance <= max(allowed, floor):
        return "agree"
    return "differ" if not rigorous else "disjoint"


def text(value: Value, digits: int = 12) -> str:
    """A value as people read it, with the digits that are known up to ``digits``."""
    if isinstance(value, tuple):
        return "(" + ", ".join(text(item, digits) for item in value) + ")"
    if isinstance(value, ComplexEnclosure):
        return f"{text(value.re, digits)} + {text(value.im, digits)}*ⅈ"
    if "oo" in value.midpoint:
        return value.midpoint
    rounding = Context(prec=digits, Emax=10**15, Emin=-(10**15))
    number = rounding.normalize(rounding.create_decimal(value.midpoint))
    return f"{number:f}" if -6 < number.adjusted() < max(15, digits) else f"{number:e}"


def unequal(first: Value, second: Value) -> str:
    """``5 ≠ 3``, with as many digits as it takes to see the difference."""
    digits = 6
    while digits < 3 * _CLOSER_DIGITS and text(first, digits) == text(second, digits):
        digits += 4
    return f"{text(first, digits)} ≠ {text(second, digits)}"


def counterexample_text(point: Point) -> str:
    """``n=2, x=1/2``."""
    return ", ".join(f"{name}={_fraction(value)}" for name, value in point.items())


def _fraction(value: Coordinate) -> str:
    return str(value)


def _is_rigorous(value: Value) -> bool:
    if isinstance(value, tuple):
        return all(_is_rigorous(item) for item in value)
    return all(each.rigor is Rigor.PROVED for each in _parts(value))


def _distance(first: Value, second: Value) -> str:
    """How far two numbers are apart, with two digits; of vectors, how far the first entries that differ are."""
    if isinstance(first, tuple) or isinstance(second, tuple):
        pairs = zip(first, second, strict=False) if isinstance(first, tuple) and isinstance(second, tuple) else ()
        return next((_distance(one, other) for one, other in pairs if relate(one, other) == "disjoint"), "their length")
    one, other = _parts(first), _parts(second)
    apart = max(
        _EXACTLY.abs(_EXACTLY.subtract(Decimal(a.midpoint), Decimal(b.midpoint)))
        for a, b in zip(one, other, strict=True)
    )
    return f"{Context(prec=2, Emax=10**15, Emin=-(10**15)).plus(apart)}"


def _method(value: Value) -> str:
    while isinstance(value, tuple):
        if not value:
            return "vector"
        value = value[0]
    return value.re.method if isinstance(value, ComplexEnclosure) else value.method


def _parts(value: Enclosure | ComplexEnclosure) -> tuple[Enclosure, Enclosure]:
    if isinstance(value, ComplexEnclosure):
        return value.re, value.im
    return value, Enclosure("0", "0", Rigor.PROVED)


def _is_complex(value: Value) -> bool:
    return isinstance(value, ComplexEnclosure)


def _seems_real(value: Value) -> bool:
    """Whether the imaginary part is 0 as far as its tiny ball can tell."""
    if not isinstance(value, ComplexEnclosure) or "oo" in value.re.midpoint:
        return False
    radius = Decimal(value.im.radius)
    return abs(Decimal(value.im.midpoint)) <= radius <= max(abs(Decimal(value.re.midpoint)), Decimal(1)).scaleb(-12)


def _on_the_line(value: Value) -> Value:
    """The real part of what seems to be real."""
    return value.re if isinstance(value, ComplexEnclosure) and _seems_real(value) else value


def _with(evidence: Evidence, verdict: Verdict, detail: str) -> Evidence:
    return Evidence(verdict, evidence.method, detail, evidence.value, evidence.seconds)
