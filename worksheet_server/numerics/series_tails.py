"""The sum of all terms of a series behind a point, and the logarithm of such a product, enclosed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from worksheet_server.numerics.balls import Balls
from worksheet_server.numerics.door import acb, arb, fmpq
from worksheet_server.numerics.evaluate import Walk
from worksheet_server.numerics.germ_growth import flatten
from worksheet_server.numerics.germ_layers import Layered
from worksheet_server.numerics.germs import Germ, Germs
from worksheet_server.numerics.limits import germ_at, value_at
from worksheet_server.numerics.log_germs import Logs, log_sum
from worksheet_server.numerics.paired import Pair
from worksheet_server.numerics.pi_balls import PiBalls
from worksheet_server.numerics.ratios import ratio
from worksheet_server.syntax.tree import Expression
from worksheet_server.values.budget import Budget
from worksheet_server.values.scope import Scope

KEPT_POWERS = 20


@dataclass(frozen=True, slots=True)
class Terms:
    """``term(first), term(first + 1), …``; ``sign`` marks a factor (-1)^k that was taken off ``smooth``.

    With a ``pair`` the terms are added two by two; ``logarithmic`` tells that logarithms occur.
    """

    term: Expression
    smooth: Expression
    sign: bool
    index: str
    scope: Scope
    pair: Pair | None
    logarithmic: bool


def tail(terms: Terms, start: int, cut: int, bits: int, budget: Budget, product: bool) -> Any | None:
    """A ball around the sum of the terms from ``start`` on, which is even (of their logarithms for a product)."""
    step = 1 if terms.pair is None else 2
    germs = Germs(PiBalls(bits), fmpq(1, 2**cut), KEPT_POWERS)
    field: Any = Logs(germs) if terms.logarithmic else germs
    with germs.working():

        def value(term: Expression) -> Any | None:
            return value_at(term, terms.index, "oo", "+", terms.scope, budget, field)

        whole = value(terms.smooth) if terms.pair is None else terms.pair.together(value, field, product)
        whole = field.call("ln", [whole]) if product and whole is not None else whole
        found = None if whole is None else _added(whole, field, start, step, terms.sign and terms.pair is None)
    if found is not None and found.is_finite():
        return found
    return None if product or terms.pair is not None else _geometric(terms, start, cut, bits, budget)


def _added(value: Any, field: Any, start: int, step: int, alternates: bool) -> Any | None:
    """The sum of a function of 1/k, known as a germ or with logarithms, for k = start, start + step, …"""
    if isinstance(value, Layered) and not alternates:
        return log_sum(value, field, start, step)
    germs = field.germs if isinstance(field, Logs) else field
    plain = field.plain(value) if isinstance(value, Layered) else value
    flat = None if plain is None else flatten(germs, germs.lift(plain))
    return None if flat is None else _summed(flat, germs, start, step, alternates)


def _summed(germ: Germ, field: Germs, start: int, step: int, alternates: bool) -> Any | None:
    total = acb(0)
    for at, term in germ.terms.items():
        if at <= (0 if alternates else 1):
            return None
        power = _alternating_powers(at, start) if alternates else _hurwitz(at, start, step)
        total += acb(field.real(term)) * power
    if germ.order is None:
        return total
    if germ.order <= 1:
        return None
    bound = abs(germ.rest).upper() * _hurwitz(germ.order, start, step).real
    return total + acb(arb(0, bound.upper()))


def _hurwitz(exponent: Fraction, start: int, step: int) -> Any:
    """The sum of k^-q for k = start, start + step, …"""
    q = acb(fmpq(exponent.numerator, exponent.denominator))
    found = q.zeta(acb(fmpq(start, step)))
    return found if step == 1 else found * acb(step).pow(-q)


def _alternating_powers(exponent: Fraction, start: int) -> Any:
    """The sum of (-1)^k k^-q from ``start`` on."""
    low, high = fmpq(start, 2), fmpq(start + 1, 2)
    if exponent == 1:
        found = (acb(high).digamma() - acb(low).digamma()) / 2
    else:
        q = acb(fmpq(exponent.numerator, exponent.denominator))
        found = acb(2).pow(-q) * (q.zeta(acb(low)) - q.zeta(acb(high)))
    return -found if start % 2 else found


def _geometric(terms: Terms, start: int, cut: int, bits: int, budget: Budget) -> Any | None:
    """|term(k + 1)/term(k)| <= r < 1 from ``start`` on bounds the tail by |term(start)| / (1 - r)."""
    quotient = ratio(terms.smooth, terms.index)
    pair = None if quotient is None else germ_at(quotient, terms.index, "oo", "+", terms.scope, budget, bits, cut)
    if pair is None:
        return None
    germ, germs = pair
    bound = germs.range(germ)
    if bound is None or not abs(bound) < 1:
        return None
    field = Balls(bits)
    first = Walk(budget, field).value(terms.term, terms.scope.bind({terms.index: fmpq(start)}))
    if first is None or isinstance(first, tuple):
        return None
    size = abs(acb(first)).upper() / (1 - abs(bound).upper())
    return acb(arb(0, size.upper()))
