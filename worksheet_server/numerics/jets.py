"""Derivatives of any order, exactly: truncated Taylor series in several variables over another field.

Forward mode with a univariate Taylor series for each function (A. Griewank, A. Walther, "Evaluating Derivatives",
SIAM 2008, chapter 13).  Over balls the derivatives are proved enclosures; jets over jets differentiate derivatives.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from worksheet_server.numerics.door import fmpq
from worksheet_server.numerics.field import Field, integer_of

_MOST_MULTIPLIED = 32


@dataclass(frozen=True, slots=True)
class Jet:
    """Taylor coefficients by exponents; ``level`` tells apart the variables of nested derivatives."""

    level: int
    terms: dict[tuple[int, ...], Any]


def mixed_partial(
    function: Callable[[Sequence[Any], Field], Any | None],
    point: Sequence[Any],
    orders: Sequence[int],
    field: Field,
) -> Any | None:
    """The mixed partial derivative of ``function(values, field)`` at ``point``, in ``field``.

    ``orders`` counts the derivatives by each variable.  ``function`` must compute with the field that it is given.
    ``None`` where the function is not known to be analytic at the point.
    """
    jets = Jets(field, orders)
    value = function([jets.variable(index, each) for index, each in enumerate(point)], jets)
    return None if value is None else _coefficient(jets, value)


def _coefficient(jets: Jets, value: Any) -> Any | None:
    if isinstance(value, tuple):
        found = tuple(_coefficient(jets, item) for item in value)
        return None if any(item is None for item in found) else found
    term = jets.lift(value).terms.get(jets.orders)
    if term is None:
        return jets.base.rational(fmpq(0))
    return jets.base.multiply(term, jets.base.rational(fmpq(math.prod(map(math.factorial, jets.orders)))))


class Jets:
    """Arithmetic of Taylor polynomials whose exponents stay within ``orders``, one bound for each variable."""

    def __init__(self, base: Field, orders: Sequence[int]) -> None:
        self.base = base
        self.orders = tuple(orders)
        self.level: int = getattr(base, "level", 0) + 1
        self.degree = sum(self.orders)
        self.origin = (0,) * len(self.orders)
        self.rigorous = base.rigorous
        self.name = f"jets over {base.name}"

    def working(self) -> AbstractContextManager[None]:
        """A block in which the base field works at its precision."""
        return self.base.working()

    def variable(self, index: int, value: Any) -> Jet:
        """The variable number ``index`` at ``value``."""
        one = tuple(int(position == index) for position in range(len(self.orders)))
        return Jet(
            self.level,
            {self.origin: value, one: self.base.rational(fmpq(1))} if self.orders[index] else {self.origin: value},
        )

    def lift(self, value: Any) -> Jet:
        """``value`` as a jet; numbers of the base field are constants."""
        return value if isinstance(value, Jet) and value.level == self.level else Jet(self.level, {self.origin: value})

    def rational(self, value: Any) -> Any | None:
        """The exact rational ``value``."""
        return self.base.rational(value)

    def constant(self, name: str) -> Any | None:
        """The named constant of the base field."""
        return self.base.constant(name)

    def add(self, left: Any, right: Any) -> Any | None:
        """The sum."""
        a, b = self.lift(left).terms, self.lift(right).terms
        return self._jet(
            {at: self.base.add(a[at], b[at]) if at in a and at in b else a.get(at, b.get(at)) for at in a | b}
        )

    def subtract(self, left: Any, right: Any) -> Any | None:
        """The difference."""
        opposite = self.negate(right)
        return None if opposite is None else self.add(left, opposite)

    def negate(self, value: Any) -> Any | None:
        """The jet with the other sign."""
        return self._jet({at: self.base.negate(term) for at, term in self.lift(value).terms.items()})

    def multiply(self, left: Any, right: Any) -> Any | None:
        """The truncated product."""
        result: dict[tuple[int, ...], Any] = {}
        for at, a in self.lift(left).terms.items():
            for by, b in self.lift(right).terms.items():
                where = tuple(i + j for i, j in zip(at, by, strict=True))
                if any(i > most for i, most in zip(where, self.orders, strict=True)):
                    continue
                product = self.base.multiply(a, b)
                if product is not None and where in result:
                    product = self.base.add(result[where], product)
                if product is None:
                    return None
                result[where] = product
        return self._jet(result)

    def divide(self, left: Any, right: Any) -> Any | None:
        """The quotient."""
        inverse = self.power(right, fmpq(-1))
        if self._constant(right) and inverse is not None:
            divisor = self.lift(right).terms[self.origin]
            return self._jet({at: self.base.divide(term, divisor) for at, term in self.lift(left).terms.items()})
        return None if inverse is None else self.multiply(left, inverse)

    def power(self, base: Any, exponent: Any) -> Any | None:
        """The principal power."""
        if not self._constant(exponent):
            logarithm = self.call("ln", [base])
            product = None if logarithm is None else self.multiply(exponent, logarithm)
            return None if product is None else self.call("exp", [product])
        power = self.lift(exponent).terms[self.origin]
        if self._constant(base):
            return self.base.power(self.lift(base).terms[self.origin], power)
        whole = integer_of(self.base, power)
        if whole is not None and 0 <= whole <= _MOST_MULTIPLIED:
            result: Any = self.base.rational(fmpq(1))
            for _ in range(whole):
                result = None if result is None else self.multiply(result, base)
            return result
        return self._compose(base, lambda at: self.base.taylor_power(power, at, self.degree))

    def knows(self, name: str) -> bool:
        """Whether the base field knows the function."""
        return self.base.knows(name)

    def call(self, name: str, arguments: Sequence[Any]) -> Any | None:
        """The value of a function; ``None`` where it is not analytic at the arguments."""
        if all(self._constant(each) for each in arguments):
            return self.base.call(name, [self.lift(each).terms[self.origin] for each in arguments])
        if name in ("max", "min"):
            return self._extreme(arguments, ">" if name == "max" else "<")
        if name == "relu" and len(arguments) == 1:
            return self._extreme([self.rational(fmpq(0)), *arguments], ">")
        if len(arguments) == 2:
            return self._binary(name, arguments[0], arguments[1])
        if len(arguments) != 1:
            return None
        return self._compose(arguments[0], lambda at: self.base.taylor(name, at, self.degree))

    def compare(self, operator: str, left: Any, right: Any) -> bool | None:
        """Whether the relation holds in a neighborhood of the point."""
        a, b = self.lift(left).terms[self.origin], self.lift(right).terms[self.origin]
        if self._constant(left) and self._constant(right):
            return self.base.compare(operator, a, b)
        if self.base.compare("<", a, b):
            return operator in ("<", "<=", "!=")
        return operator in (">", ">=", "!=") if self.base.compare(">", a, b) else None

    def hull(self, values: Sequence[Any]) -> Any | None:
        """Only a single value: a function that changes its form at the point has no derivative known here."""
        return values[0] if len(values) == 1 else None

    def exact(self, value: Any) -> Any | None:
        """The rational that a constant is known to be."""
        return self.base.exact(self.lift(value).terms[self.origin]) if self._constant(value) else None

    def taylor(self, name: str, value: Any, order: int) -> list[Any] | None:
        """Taylor coefficients of a function at a jet, as jets."""
        return self._shifted(value, order, lambda at, most: self.base.taylor(name, at, most))

    def taylor_power(self, exponent: Any, value: Any, order: int) -> list[Any] | None:
        """The same for ``z^exponent``, where the exponent does not depend on the variables."""
        if not self._constant(exponent):
            return None
        power = self.lift(exponent).terms[self.origin]
        return self._shifted(value, order, lambda at, most: self.base.taylor_power(power, at, most))

    def _shifted(self, value: Any, order: int, series: Callable[[Any, int], list[Any] | None]) -> list[Any] | None:
        """Coefficient k at a + h is the sum of binomial(k + j, j) c(k + j) h^j."""
        jet = self.lift(value)
        found = series(jet.terms[self.origin], order + self.degree)
        if found is None:
            return None
        result = []
        for k in range(order + 1):
            shifted = [self.base.multiply(found[k + j], fmpq(math.comb(k + j, j))) for j in range(self.degree + 1)]
            result.append(None if any(each is None for each in shifted) else self._horner(shifted, jet))
        return None if any(each is None for each in result) else result

    def _compose(self, argument: Any, series: Callable[[Any], list[Any] | None]) -> Any | None:
        jet = self.lift(argument)
        found = series(jet.terms[self.origin])
        return None if found is None else self._horner(found, jet)

    def _horner(self, coefficients: Sequence[Any], jet: Jet) -> Any | None:
        """The polynomial in the part of ``jet`` that vanishes at the point."""
        nilpotent = Jet(self.level, {at: term for at, term in jet.terms.items() if at != self.origin})
        result: Any = self.lift(coefficients[-1])
        for coefficient in reversed(coefficients[:-1]):
            result = self.multiply(result, nilpotent)
            result = None if result is None else self.add(result, coefficient)
            if result is None:
                return None
        return result

    def _binary(self, name: str, left: Any, right: Any) -> Any | None:
        if name == "ln":
            above, below = self.call("ln", [left]), self.call("ln", [right])
            return None if above is None or below is None else self.divide(above, below)
        if name == "mod":
            ratio = self.divide(left, right)
            whole = None if ratio is None else self.call("floor", [ratio])
            multiple = None if whole is None else self.multiply(right, whole)
            return None if multiple is None else self.subtract(left, multiple)
        if name == "beta":
            total = self.add(left, right)
            return None if total is None else self._gammas([left, right], [total])
        if name == "binomial":
            rest = self.subtract(left, right)
            arguments = [None if each is None else self.add(each, fmpq(1)) for each in (left, right, rest)]
            return None if None in arguments else self._gammas(arguments[:1], arguments[1:])
        return None

    def _gammas(self, above: Sequence[Any], below: Sequence[Any]) -> Any | None:
        result: Any = self.rational(fmpq(1))
        for value, step in [(each, self.multiply) for each in above] + [(each, self.divide) for each in below]:
            factor = self.call("gamma", [value])
            result = None if factor is None or result is None else step(result, factor)
        return result

    def _extreme(self, values: Sequence[Any], operator: str) -> Any | None:
        best = values[0]
        for value in values[1:]:
            better = self.compare(operator, value, best)
            if better is None:
                return None
            best = value if better else best
        return best

    def _constant(self, value: Any) -> bool:
        return all(at == self.origin for at in self.lift(value).terms)

    def _jet(self, terms: dict[tuple[int, ...], Any]) -> Jet | None:
        if any(term is None for term in terms.values()):
            return None
        return Jet(self.level, terms if self.origin in terms else {self.origin: self.base.rational(fmpq(0)), **terms})
