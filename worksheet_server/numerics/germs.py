"""What an expression does to the right of 0, proved: generalized power series with a bound of their remainder.

A germ stands for x^q1 a1 + x^q2 a2 + … + x^r R on the whole of (0, ε], with rational exponents, enclosed coefficients
and a ball R that holds for every such x (Taylor models: K. Makino, M. Berz, "Taylor models and other validated
functional inclusion methods", Int. J. Pure Appl. Math. 4 (2003)), possibly times the exponential of another germ.
One-sided limits, integrals at a singular end and tails of series and integrals (x = 1/t) are read off it.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from worksheet_server.numerics import germ_functions, germ_growth
from worksheet_server.numerics.balls import Balls
from worksheet_server.numerics.door import arb, fmpq
from worksheet_server.numerics.pi_balls import as_ball

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Germ:
    """``terms`` by exponent; the remainder is x^order times any number in ``rest`` (no order: no remainder).

    With ``scale`` the whole is multiplied by the exponential of that germ, which tends to infinity.
    """

    terms: dict[Fraction, Any]
    order: Fraction | None = None
    rest: Any = None
    scale: Germ | None = None

    @property
    def valuation(self) -> Fraction | None:
        """An exponent v such that x^-v times the germ is bounded; ``None`` for 0."""
        lowest = [*self.terms, *([] if self.order is None else [self.order])]
        return min(lowest) if lowest else None


class Germs:
    """The arithmetic of germs on (0, ``epsilon``] with about ``length`` powers of x kept; ``variable`` is x."""

    rigorous = True
    name = "germs"

    def __init__(self, base: Balls, epsilon: Any, length: int = 8) -> None:
        self.base = base
        self.epsilon = epsilon
        self.length = length
        self.variable = Germ({Fraction(1): fmpq(1)})

    def working(self) -> AbstractContextManager[None]:
        """A block in which FLINT works at the precision of the coefficients."""
        return self.base.working()

    def lift(self, value: Any) -> Germ:
        """``value`` as a germ; numbers are constants."""
        return value if isinstance(value, Germ) else Germ({} if self._vanishes(value) else {ZERO: value})

    def rational(self, value: Any) -> Any:
        """The exact rational ``value``."""
        return self.base.rational(value)

    def constant(self, name: str) -> Any | None:
        """The named constant."""
        return self.base.constant(name)

    def add(self, left: Any, right: Any) -> Any | None:
        """The sum."""
        a, b = self.lift(left), self.lift(right)
        if a.scale is not None or b.scale is not None:
            return germ_growth.add_scaled(self, a, b)
        terms = dict(a.terms)
        for at, term in b.terms.items():
            terms[at] = self.base.add(terms[at], term) if at in terms else term
        return self.tidy(terms, [(each.order, each.rest) for each in (a, b) if each.order is not None])

    def subtract(self, left: Any, right: Any) -> Any | None:
        """The difference."""
        return self.add(left, self.negate(right))

    def negate(self, value: Any) -> Any:
        """The germ with the other sign."""
        germ = self.lift(value)
        rest = None if germ.rest is None else -germ.rest
        return Germ({at: self.base.negate(term) for at, term in germ.terms.items()}, germ.order, rest, germ.scale)

    def multiply(self, left: Any, right: Any) -> Any | None:
        """The product."""
        a, b = self.lift(left), self.lift(right)
        if a.scale is not None or b.scale is not None:
            return germ_growth.multiply_scaled(self, a, b)
        terms: dict[Fraction, Any] = {}
        for at, term in a.terms.items():
            for by, factor in b.terms.items():
                product = self.base.multiply(term, factor)
                terms[at + by] = self.base.add(terms[at + by], product) if at + by in terms else product
        pieces = []
        for one, other in ((a, b), (b, a)):
            if one.order is not None:
                pieces += [(one.order + at, one.rest * self.real(term)) for at, term in other.terms.items()]
        if a.order is not None and b.order is not None:
            pieces.append((a.order + b.order, a.rest * b.rest))
        return self.tidy(terms, pieces)

    def divide(self, left: Any, right: Any) -> Any | None:
        """The quotient."""
        inverse = self.power(right, fmpq(-1))
        return None if inverse is None else self.multiply(left, inverse)

    def power(self, base: Any, exponent: Any) -> Any | None:
        """The principal power."""
        return germ_functions.power(self, base, exponent)

    def knows(self, name: str) -> bool:
        """Whether the coefficients' field knows the function."""
        return self.base.knows(name)

    def call(self, name: str, arguments: Sequence[Any]) -> Any | None:
        """The germ of a function of germs; ``None`` where its behavior is not known."""
        if not any(isinstance(each, Germ) for each in arguments):
            return self.base.call(name, arguments)
        return germ_functions.call(self, name, [self.lift(each) for each in arguments])

    def compare(self, operator: str, left: Any, right: Any) -> bool | None:
        """Whether the relation holds on all of (0, epsilon], or nowhere there."""
        difference = self.subtract(left, right)
        if difference is None:
            return None
        germ = self.lift(difference)
        if germ.valuation is None:
            return operator in ("=", "==", "<=", ">=")
        sign = self.sign(germ)
        if sign is None:
            return None
        return operator in (("<", "<=", "!=") if sign < 0 else (">", ">=", "!="))

    def hull(self, values: Sequence[Any]) -> Any | None:
        """Only a single value."""
        return values[0] if len(values) == 1 else None

    def exact(self, value: Any) -> Any | None:
        """The rational that a constant is known to be."""
        germ = self.lift(value)
        if germ.valuation is None:
            return fmpq(0)
        constant = germ.order is None and germ.scale is None and set(germ.terms) == {ZERO}
        return self.base.exact(germ.terms[ZERO]) if constant else None

    def taylor(self, name: str, value: Any, order: int) -> list[Any] | None:
        """Taylor coefficients at a germ, as germs of the function's derivatives: not known."""
        return None

    def taylor_power(self, exponent: Any, value: Any, order: int) -> list[Any] | None:
        """The same for ``z^exponent``: not known."""
        return None

    def real(self, value: Any) -> Any:
        """The real ball of a coefficient; NaN where it is complex."""
        found = self.base.real_part(value)
        return arb.nan() if found is None else found

    def span(self, exponent: Fraction) -> Any:
        """All values of x^exponent on (0, epsilon], for exponents that are not negative."""
        return arb(1) if exponent == 0 else arb(0).union(self.at_end(exponent).upper())

    def at_end(self, exponent: Fraction) -> Any:
        """epsilon^exponent."""
        return arb(self.epsilon) ** arb(fmpq(exponent.numerator, exponent.denominator))

    def range(self, germ: Germ) -> Any | None:
        """A ball around all values on (0, epsilon]; ``None`` where they are unbounded."""
        flat = germ_growth.flatten(self, germ)
        germ = germ if flat is None else flat
        if germ.scale is not None or (germ.valuation is not None and germ.valuation < 0):
            return None
        total = arb(0) if germ.order is None else germ.rest * self.span(germ.order)
        for at, term in germ.terms.items():
            total += self.real(term) * self.span(at)
        return total if total.is_finite() else None

    def sign(self, germ: Germ) -> int | None:
        """The sign that the germ has on all of (0, epsilon]; ``None`` where that is not known."""
        lowest = germ.valuation
        if lowest is None:
            return None
        bound = self.range(self.shift(Germ(germ.terms, germ.order, germ.rest), -lowest))
        return None if bound is None else 1 if bound > 0 else -1 if bound < 0 else None

    def shift(self, germ: Germ, by: Fraction) -> Germ:
        """x^by times the germ."""
        order = None if germ.order is None else germ.order + by
        return Germ({at + by: term for at, term in germ.terms.items()}, order, germ.rest, germ.scale)

    def tidy(self, terms: dict[Fraction, Any], pieces: Sequence[tuple[Fraction, Any]]) -> Germ | None:
        """Folds what is beyond the order kept into the remainder; ``None`` for a coefficient that is not real."""
        kept = {at: term for at, term in terms.items() if not self._vanishes(term)}
        orders = [at for at, _ in pieces]
        if kept:
            most = min(kept) + self.length
            if max(kept) > most or len(kept) > 4 * self.length:
                orders.append(sorted(kept)[4 * self.length] if len(kept) > 4 * self.length else most)
        if any(not self.real(term).is_finite() for term in kept.values()):
            return None
        if not orders:
            return Germ(kept)
        order = min(orders)
        rest = arb(0)
        for at, ball in [*pieces, *((at, self.real(term)) for at, term in kept.items() if at >= order)]:
            rest += ball * self.span(at - order)
        return Germ({at: term for at, term in kept.items() if at < order}, order, rest) if rest.is_finite() else None

    def _vanishes(self, term: Any) -> bool:
        return bool(term == 0) if isinstance(term, fmpq) else bool(as_ball(term).is_zero())
