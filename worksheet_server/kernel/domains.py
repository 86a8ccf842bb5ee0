"""Where the two sides of an equality are real: one that holds on a part of the domain alone must say so."""

from __future__ import annotations

from fractions import Fraction

from worksheet_server.kernel.answering import Answering, has_question
from worksheet_server.kernel.numbers import counterexample_text, derivatives
from worksheet_server.kernel.points import Point, at_point, points
from worksheet_server.numerics.enclose import enclose_in_balls
from worksheet_server.symbolic.symbols import may_be_complex
from worksheet_server.symbolic.unfold import unfold
from worksheet_server.syntax.binding import free_names
from worksheet_server.syntax.printer import show
from worksheet_server.syntax.tree import Expression
from worksheet_server.text.diagnostics import Diagnostic, Severity
from worksheet_server.text.span import Span
from worksheet_server.values.budget import Budget, OutOfTime
from worksheet_server.values.scope import Scope

_POINTS = 24
_BESIDE = Fraction(1, 4096)
_LEAST = 2
"""One point may be an isolated gap; so many beside each other are an interval."""


def partial_domain(
    left: Expression, right: Expression, scope: Scope, span: Span, budget: Budget, modulo: bool
) -> tuple[Diagnostic, ...]:
    """The warning that one side is real and defined at points where the other is not; empty where the domains agree.

    With ``modulo`` the left side is an antiderivative: its domain is that of the integrand.
    """
    if scope.settings.complex:
        return ()
    if modulo:
        left = derivatives(left, right, scope)[0]
    names = tuple(dict.fromkeys(free_names(left) + free_names(right)))
    if not names or any(may_be_complex(name, scope) for name in names):
        return ()
    gaps: dict[str, list[Point]] = {"left": [], "right": []}
    lonely: Diagnostic | None = None
    try:
        for point in points(names, scope, budget, _POINTS):
            there = at_point(scope, point)
            real = [_is_real(each, there, budget) for each in (left, right)]
            if real[0] != real[1] and None not in real:
                gaps["right" if real[0] else "left"].append(point)
            elif set(real) == {True, None} and lonely is None and len(names) == 1:
                lonely = _isolated(left, right, point, scope, span, budget)
    except OutOfTime:
        return ()
    for side, found in gaps.items():
        if len(found) >= _LEAST:
            other = "left" if side == "right" else "right"
            message = (
                "this holds where both sides are real and defined: "
                f"at {counterexample_text(found[0])} the {other} side is, the {side} side is not"
            )
            hint = "Add an assumption to the line, such as `where x > 0`."
            return (Diagnostic("depends-on-assumption", Severity.WARNING, span, message, (hint,)),)
    return () if lonely is None else (lonely,)


def _isolated(
    left: Expression, right: Expression, point: Point, scope: Scope, span: Span, budget: Budget
) -> Diagnostic | None:
    """The hint that one side has no value at a point, although both have one on either side of it."""
    places = {name: place for name, place in point.items() if isinstance(place, Fraction)}
    if len(places) != len(point):
        return None
    beside = [{name: place + step for name, place in places.items()} for step in (-_BESIDE, _BESIDE)]
    around = [_is_real(each, at_point(scope, there), budget) for there in beside for each in (left, right)]
    if not all(around):
        return None
    message = f"the sides agree but for {counterexample_text(point)}, where one of them has no value"
    return Diagnostic("isolated-gap", Severity.HINT, span, message)


def _is_real(tree: Expression, scope: Scope, budget: Budget) -> bool | None:
    """Whether a side has a real value; ``None`` where that is not known."""
    ball = enclose_in_balls(tree, scope, budget.share(0.1), 8)
    if ball is None and has_question(tree, scope):
        # A series or an integral that diverges has no value there.
        answer = Answering(scope, budget.share(0.2)).answer(unfold(tree, scope))
        return False if answer is not None and show(answer) in ("diverges", "dne", "oo", "-oo") else None
    if ball is None or isinstance(ball, tuple):
        return None
    imaginary = getattr(ball, "imag", None)
    if imaginary is None or not hasattr(imaginary, "contains"):
        return True
    if imaginary.is_zero():
        return True
    return None if imaginary.contains(0) else False
