"""Zeros that are no rational numbers, isolated by proof, and expressions beside them.

Interval Newton (R. E. Moore, R. B. Kearfott, M. J. Cloud, "Introduction to Interval Analysis", SIAM 2009, chapter 8):
where N(X) = m - g(m)/g'(X) lies inside X, X holds exactly one zero of g, and N(X) holds it too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from worksheet_server.numerics.balls import Balls
from worksheet_server.numerics.break_points import part_zeros
from worksheet_server.numerics.door import acb, arb, fmpq
from worksheet_server.numerics.evaluate import Walk
from worksheet_server.numerics.germs import Germ
from worksheet_server.numerics.jets import mixed_partial
from worksheet_server.numerics.pi_balls import Known
from worksheet_server.syntax.tree import Binary, Call, Expression, Name
from worksheet_server.values.budget import Budget
from worksheet_server.values.scope import Scope

_AROUND = (1e-5, 1e-8, 1e-11)
_MOST_STEPS = 12
_MOST_ZEROS = 24
_OVER = {"tan": ("sin", "cos"), "cot": ("cos", "sin"), "sec": (None, "cos"), "csc": (None, "sin")}


@dataclass(frozen=True, slots=True)
class Zero(Known):
    """The only zero of ``part`` in ``enclosure``, where its derivative is not 0."""

    part: Expression
    enclosure: Any

    @property
    def ball(self) -> Any:
        """The enclosure."""
        return self.enclosure


class BesideZero(Walk):
    """A walk over germs beside a zero of ``part``, whose germ has no constant term there.

    Only ``scope`` itself gives the part's names the meaning in which it vanishes.
    """

    def __init__(self, budget: Budget, field: Any, part: Expression, scope: Scope) -> None:
        super().__init__(budget, field)
        self.part = part
        self.scope = scope

    def value(self, node: Any, scope: Scope) -> Any | None:
        """The value of a node."""
        if scope is not self.scope:
            return super().value(node, scope)
        if node == self.part:
            return _vanishing(super().value(node, scope))
        match node:
            case Call(Name(text=name), (argument,)) if name in _OVER and scope.lookup(name) is None:
                over, under = _OVER[name]
                if Call(Name(under), (argument,)) == self.part:
                    above = fmpq(1) if over is None else super().value(Call(Name(over), (argument,)), scope)
                    below = self.value(self.part, scope)
                    return None if above is None or below is None else self.field.divide(above, below)
        return super().value(node, scope)

    def stops_at(self, node: Binary, scope: Scope) -> bool:
        """Whether a left part of a chain is the one that vanishes."""
        return scope is self.scope and node == self.part


def isolated_zeros(
    expression: Expression, variable: str, lower: float, upper: float, scope: Scope, budget: Budget, bits: int
) -> list[Zero]:
    """The zeros between two numbers that parts of ``expression`` are proved to have, at which it may be singular."""
    field = Balls(bits)
    found: list[Zero] = []
    with field.working():
        for part, point in part_zeros(expression, variable, lower, upper, scope, budget)[:_MOST_ZEROS]:
            budget.check()
            ball = _isolated(part, variable, point, scope, budget, field)
            if ball is not None and not _regular(expression, variable, ball, scope, budget):
                found.append(Zero(part, ball))
    return found


def _isolated(part: Expression, variable: str, point: float, scope: Scope, budget: Budget, field: Balls) -> Any | None:
    def value(values: Any, inner: Any) -> Any | None:
        return Walk(budget, inner).value(part, scope.bind({variable: values[0]}))

    for radius in _AROUND:
        interval = arb(point, radius * (1 + abs(point)))
        proved = False
        for _ in range(_MOST_STEPS):
            narrowed = _newton(value, interval, field)
            if narrowed is None or not (proved or interval.contains_interior(narrowed)):
                break
            width = arb(interval.rad())
            proved, interval = True, narrowed
            if not arb(narrowed.rad()) < width / 2:
                break
        if proved:
            return acb(interval)
    return None


def _newton(value: Any, interval: Any, field: Balls) -> Any | None:
    middle = arb(interval.mid())
    at = value([acb(middle)], field)
    slope = mixed_partial(value, [acb(interval)], (1,), field)
    if at is None or slope is None or isinstance(at, tuple) or isinstance(slope, tuple):
        return None
    at, slope = acb(at), acb(slope)
    if not at.imag.is_zero() or not slope.imag.is_zero() or slope.real.contains(0):
        return None
    step = middle - at.real / slope.real
    return step if step.is_finite() else None


def _regular(expression: Expression, variable: str, ball: Any, scope: Scope, budget: Budget) -> bool:
    """Whether the expression is holomorphic around the zero, so that nothing happens there."""
    field = Balls(64, analytic=True)
    around = ball + acb(arb(0, 1e-9), arb(0, 1e-9))
    value = Walk(budget, field).value(expression, scope.bind({variable: around}))
    return value is not None and not isinstance(value, tuple) and bool(acb(value).is_finite())


def _vanishing(value: Any | None) -> Any | None:
    """The germ of a function that is 0 at 0: without the constant term, which is only an enclosure of 0."""
    if not isinstance(value, Germ) or value.scale is not None or (value.order is not None and value.order <= 0):
        return value
    return Germ({at: term for at, term in value.terms.items() if at != 0}, value.order, value.rest)
