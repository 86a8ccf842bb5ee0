"""Terms or factors that change with the parity of their index, two by two.

A series whose terms tend to 0, or a product whose factors tend to 1, converges to what the sequence of every second
partial sum (product) converges to (K. Knopp, "Theory and Application of Infinite Series", sections 12 and 30).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from worksheet_server.numerics.door import fmpq
from worksheet_server.numerics.germ_growth import flatten
from worksheet_server.numerics.germ_layers import Layered
from worksheet_server.numerics.germs import Germ, Germs
from worksheet_server.numerics.ratios import alternating, linear, negative, replaced
from worksheet_server.syntax.rebuild import rebuild
from worksheet_server.syntax.tree import Argument, Binary, Call, Expression, Name, Number, Unary, walk


@dataclass(frozen=True, slots=True)
class Pair:
    """The terms with the index k (``even``) and k + 1 (``odd``), as trees in k, for even k."""

    even: Expression
    odd: Expression

    def together(self, value: Callable[[Expression], Any | None], field: Any, product: bool) -> Any | None:
        """The sum (product) of the two, by their ``value`` at infinity; ``None`` unless each tends to 0 (to 1)."""
        found = []
        for each in (self.even, self.odd):
            member = _flat(value(each), field)
            away = field.subtract(member, fmpq(1)) if product and member is not None else member
            if away is None or not _vanishes(away, field):
                return None
            found.append(member)
        return field.multiply(*found) if product else field.add(*found)

    def stays_away(self, value: Callable[[Expression], Any | None], field: Germs, product: bool) -> bool:
        """Whether one of the two is proved not to tend to 0 (to 1)."""
        for each in (self.even, self.odd):
            member = _flat(value(each), field)
            away = field.subtract(member, fmpq(1)) if product and member is not None else member
            germ = None if away is None else field.lift(away)
            if germ is not None and germ.valuation is not None and germ.valuation <= 0 and field.sign(germ):
                return True
        return False


def paired(term: Expression, index: str) -> Pair | None:
    """The two subsequences of a term in which (-1)^k or cos(pi*k) occurs; ``None`` where it has neither."""
    if not any(_turns(node, index) for node in walk(term)):
        return None
    even, odd = (_settled(each, index) for each in (term, replaced(term, index, _next(index))))
    return Pair(even, odd)


def _next(index: str) -> Expression:
    return Binary("+", Name(index), Number("1"))


def _turns(node: Any, index: str) -> bool:
    return isinstance(node, Binary | Call) and _is_power_or_cosine(node) and alternating(node, index)[0]


def _is_power_or_cosine(node: Expression) -> bool:
    return isinstance(node, Call) or (isinstance(node, Binary) and node.operator == "^")


def _settled(tree: Expression, index: str) -> Expression:
    """Powers of negative numbers and cosines of half turns in their plain form, for even k."""

    def plain(node: Argument) -> Argument:
        if isinstance(node, Binary) and node.operator == "^":
            size, sign = negative(node.left), _sign(node.right, index)
            if size is not None and sign is not None:
                power = Number("1") if size == Number("1") else Binary("^", size, node.right)
                return power if sign > 0 else Unary("-", power)
        if isinstance(node, Call) and node.function == Name("cos") and len(node.arguments) == 1:
            turned = _half_turns(node.arguments[0], index)
            if turned is not None:
                return Number("1") if turned > 0 else Unary("-", Number("1"))
        return rebuild(node, plain)

    found = plain(tree)
    assert isinstance(found, Expression)
    return found


def _sign(exponent: Expression, index: str) -> int | None:
    """(-1)^(a k + b) for even k and integers a and b."""
    slope = linear(exponent, index)
    if slope is None or slope[0].denominator != 1 or slope[1].denominator != 1:
        return None
    return -1 if slope[1] % 2 else 1


def _half_turns(angle: Argument, index: str) -> int | None:
    """cos(pi (a k + b)), likewise."""
    if not isinstance(angle, Binary) or angle.operator != "*":
        return None
    factor = angle.left if angle.right == Name("pi") else angle.right if angle.left == Name("pi") else None
    return None if factor is None else _sign(factor, index)


def _flat(value: Any | None, field: Any) -> Any | None:
    """Without an exponential scale, which would stand in the way of sums."""
    return (flatten(field, value) or value) if isinstance(value, Germ) and isinstance(field, Germs) else value


def _vanishes(value: Any, field: Any) -> bool:
    bound = field.plain(value) if isinstance(value, Layered) else value
    germ = (field if isinstance(field, Germs) else field.germs).lift(bound)
    return germ.scale is None and (germ.valuation is None or germ.valuation > 0)
