"""Derivatives of integrals with respect to their limits and to parameters of the integrand, proved.

Leibniz's rule (DLMF 1.5.22) for Taylor polynomials of any order: the coefficients of the integrand are integrated
between the fixed limits, and the integrand's own Taylor series at each limit gives the moving parts.
"""

from __future__ import annotations

import itertools
from typing import Any

from worksheet_server.numerics.balls import Balls
from worksheet_server.numerics.door import acb, fmpq
from worksheet_server.numerics.improper import enclose_definite
from worksheet_server.numerics.integrals import Integrand, integrate
from worksheet_server.numerics.jets import Jet, Jets
from worksheet_server.syntax.tree import Name, walk
from worksheet_server.values.budget import Budget
from worksheet_server.values.scope import Bound, Defined, Scope

_EVALUATIONS = 20_000


def differentiated_integral(integrand: Integrand, lower: Any, upper: Any, field: Jets, budget: Budget) -> Any | None:
    """The integral between two finite limits as a jet; ``None`` where the integrand is not shown to be analytic."""
    base = field.base
    if not isinstance(base, Balls) or base.analytic:
        return None
    ends = [field.lift(lower), field.lift(upper)]
    centers = [each.terms[field.origin] for each in ends]
    whole = _between(integrand, centers[0], centers[1], field, base, budget)
    for end, sign in zip(ends, (-1, 1), strict=True):
        moved = None if whole is None else _moving(integrand, end, field, budget)
        whole = None if moved is None else field.add(whole, field.multiply(fmpq(sign), moved))
    return whole


def _between(integrand: Integrand, lower: Any, upper: Any, field: Jets, base: Balls, budget: Budget) -> Any | None:
    """The integral of each coefficient between fixed limits."""
    if not _depends(integrand, field.level):
        return enclose_definite(integrand, lower, upper, base, budget)
    fields = {flag: Jets(Balls(base.bits, flag), field.orders) for flag in (True, False)}
    goal = max(base.bits - 24, 8)
    terms: dict[tuple[int, ...], Any] = {}
    for exponents in itertools.product(*(range(order + 1) for order in field.orders)):

        def coefficient(t: Any, analytic: bool, exponents: tuple[int, ...] = exponents) -> Any | None:
            inner = fields[bool(analytic)]
            value = integrand.at(t, inner, budget)
            if value is None or isinstance(value, tuple):
                return None
            return inner.lift(value).terms.get(exponents, acb(0))

        with base.working():
            found = integrate(coefficient, base.ball(lower), base.ball(upper), goal, budget, _EVALUATIONS)
        if found is None:
            return None
        terms[exponents] = acb(found.real) if found.imag.contains(0) else found
    return Jet(field.level, terms)


def _moving(integrand: Integrand, end: Jet, field: Jets, budget: Budget) -> Any | None:
    """The integral from the center of ``end`` to ``end``: the sum of c(k) h^(k + 1)/(k + 1)."""
    step = Jet(field.level, {at: term for at, term in end.terms.items() if at != field.origin})
    if not step.terms:
        return field.rational(fmpq(0))
    along = Jets(field, (field.degree,))
    value = integrand.at(along.variable(0, field.lift(end.terms[field.origin])), along, budget)
    if value is None or isinstance(value, tuple):
        return None
    series = along.lift(value).terms
    total: Any = field.rational(fmpq(0))
    power: Any = step
    for k in range(field.degree):
        part = field.multiply(series.get((k,), fmpq(0)), field.multiply(power, fmpq(1, k + 1)))
        total = None if part is None or total is None else field.add(total, part)
        power = field.multiply(power, step)
        if total is None or power is None:
            return None
    return total


def _depends(integrand: Integrand, level: int) -> bool:
    """Whether a variable of differentiation occurs in the integrand, directly or through definitions."""
    waiting: list[tuple[Any, Scope]] = [(integrand.expression, integrand.scope)]
    while waiting:
        tree, scope = waiting.pop()
        for node in walk(tree):
            found = scope.lookup(node.text) if isinstance(node, Name) and node.text != integrand.variable else None
            if isinstance(found, Bound) and isinstance(found.value, Jet) and found.value.level >= level:
                return True
            if isinstance(found, Defined):
                own = dict.fromkeys((each.text for each in found.definition.parameters or ()), fmpq(0))
                waiting.append((found.definition.chain.first, found.scope.bind(own)))
    return False
