"""Sums, products and powers of trees, without the zeros and ones that nobody writes."""

from __future__ import annotations

from typing import Any

from worksheet_server.syntax.rebuild import rebuild
from worksheet_server.syntax.tree import Binary, Expression, Name, Number, Unary

ZERO = Number("0")
ONE = Number("1")


def total(left: Expression, right: Expression) -> Expression:
    """``left + right``."""
    if left == ZERO:
        return right
    if right == ZERO:
        return left
    if isinstance(right, Unary) and right.operator == "-":
        return Binary("-", left, right.operand)
    return Binary("+", left, right)


def difference(left: Expression, right: Expression) -> Expression:
    """``left - right``."""
    if right == ZERO:
        return left
    if left == ZERO:
        return negative(right)
    if isinstance(right, Unary) and right.operator == "-":
        return Binary("+", left, right.operand)
    return Binary("-", left, right)


def negative(value: Expression) -> Expression:
    """``-value``."""
    if value == ZERO:
        return value
    return value.operand if isinstance(value, Unary) and value.operator == "-" else Unary("-", value)


def product(left: Expression, right: Expression) -> Expression:
    """``left*right``; a minus sign goes to the front, and ``a*(1/b)`` is ``a/b``."""
    if ZERO in (left, right):
        return ZERO
    if left == ONE:
        return right
    if right == ONE:
        return left
    for one, other, front in ((left, right, True), (right, left, False)):
        if isinstance(one, Unary) and one.operator == "-":
            return negative(product(one.operand, other) if front else product(other, one.operand))
    if isinstance(right, Binary) and right.operator == "/" and right.left == ONE:
        return Binary("/", left, right.right)
    if isinstance(left, Binary) and left.operator == "/" and left.left == ONE:
        return Binary("/", right, left.right)
    return Binary("*", left, right)


def quotient(above: Expression, below: Expression) -> Expression:
    """``above/below``."""
    if above == ZERO or below == ONE:
        return above
    if isinstance(above, Unary) and above.operator == "-":
        return negative(quotient(above.operand, below))
    return Binary("/", above, below)


def power(base: Expression, exponent: Expression) -> Expression:
    """``base^exponent``."""
    if exponent == ZERO:
        return ONE
    return base if exponent == ONE else Binary("^", base, exponent)


def fraction(above: int, below: int) -> Expression:
    """A rational number."""
    size = Number(str(abs(above)))
    value: Expression = size if below == 1 else Binary("/", size, Number(str(below)))
    return Unary("-", value) if above < 0 else value


def less_one(exponent: Expression) -> Expression:
    """``exponent - 1``, worked out for whole numbers and fractions."""
    match exponent:
        case Number(digits) if digits.isdigit() and len(digits) < 1000:
            return fraction(int(digits) - 1, 1)
        case Unary("-", Number(digits)) if digits.isdigit() and len(digits) < 1000:
            return fraction(-int(digits) - 1, 1)
        case Binary("/", Number(above), Number(below)) if (above + below).isdigit() and len(above + below) < 1000:
            return fraction(int(above) - int(below), int(below)) if int(below) else Binary("-", exponent, ONE)
    return Binary("-", exponent, ONE)


def substitute(template: Expression, name: str, value: Expression) -> Expression:
    """``template`` with every ``name`` replaced; nothing in a template binds names."""

    def change(node: Any) -> Any:
        return value if node == Name(name) else rebuild(node, change)

    found: Expression = change(template)
    return found
