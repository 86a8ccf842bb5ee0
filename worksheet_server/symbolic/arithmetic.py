"""Sums, products, powers and factorials of numbers, vectors and matrices."""

from __future__ import annotations

from functools import reduce
from typing import Any

import sympy

from worksheet_server.symbolic import elementary, guards, vectors
from worksheet_server.symbolic.reading import NoClosedFormError, Reading
from worksheet_server.symbolic.special import first_special
from worksheet_server.symbolic.unknown import is_symbolic_vector
from worksheet_server.syntax.tree import Binary, Call, Expression, Name, Unary


def unary(node: Unary, reading: Reading) -> Any:
    """``-x``, ``+x``, ``n!``."""
    value = reading.value(node.operand)
    special = first_special((value,))
    if special is not None:
        return special
    if node.operator == "!":
        return elementary.factorial(_number(value))
    if is_symbolic_vector(value):
        raise NoClosedFormError
    return vectors.components(lambda entry: -entry, value) if node.operator == "-" else value


def binary(node: Binary, reading: Reading) -> Any:
    """An operation; long chains of ``+ -`` and of ``* /`` are walked without recursion."""
    if node.operator in "+-":
        return _sum(_chain(node, "+-"), reading)
    if node.operator in "*/":
        return _product(_chain(node, "*/"), reading)
    if node.operator == "·":
        return reading.value(Call(Name("dot"), (node.left, node.right))) if _plain_dot(reading) else _two(node, reading)
    return _two(node, reading)


def _plain_dot(reading: Reading) -> bool:
    return reading.scope.lookup("dot") is None


def _two(node: Binary, reading: Reading) -> Any:
    left, right = reading.value(node.left), reading.value(node.right)
    special = first_special((left, right))
    if special is not None:
        return special
    if is_symbolic_vector(left) or is_symbolic_vector(right):
        raise NoClosedFormError
    if node.operator == "·":
        return vectors.dot(left, right)
    if node.operator == "×":
        return vectors.cross(left, right)
    return _power(left, right)


def _power(base: Any, exponent: Any) -> Any:
    if isinstance(base, sympy.MatrixBase) and isinstance(exponent, sympy.Integer) and 0 <= exponent <= 1000:
        return base**exponent
    return elementary.power(_number(base), _number(exponent))


def _chain(node: Binary, operators: str) -> list[tuple[str, Expression]]:
    found: list[tuple[str, Expression]] = []
    here: Expression = node
    while isinstance(here, Binary) and here.operator in operators:
        found += _divided(here.right) if here.operator == "/" else [(here.operator, here.right)]
        here = here.left
    found.append((operators[0], here))
    return found[::-1]


def _divided(divisor: Expression) -> list[tuple[str, Expression]]:
    """``/(3*(x - 2))`` as ``/3/(x - 2)``, last first: SymPy would write the product out."""
    if not (isinstance(divisor, Binary) and divisor.operator in "*/"):
        return [("/", divisor)]
    turned = {"*": "/", "/": "*"}
    return [(turned[operator], factor) for operator, factor in reversed(_chain(divisor, "*/"))]


def _sum(chain: list[tuple[str, Expression]], reading: Reading) -> Any:
    terms = [(sign, reading.value(term)) for sign, term in chain]
    special = first_special(value for _, value in terms)
    if special is not None:
        return special
    if any(is_symbolic_vector(value) for _, value in terms):
        raise NoClosedFormError
    signed = [vectors.components(lambda entry: -entry, value) if sign == "-" else value for sign, value in terms]
    if any(vectors.is_array(value) for value in signed):
        return reduce(vectors.add, signed)
    return sympy.Add(*signed)


def _product(chain: list[tuple[str, Expression]], reading: Reading) -> Any:
    factors = [(operator, reading.value(factor)) for operator, factor in chain]
    special = first_special(value for _, value in factors)
    if special is not None:
        return special
    if any(is_symbolic_vector(value) for _, value in factors):
        raise NoClosedFormError
    if not guards.affords_product(*(value for _, value in factors)):
        raise NoClosedFormError
    inverted = [_inverse(value) if operator == "/" else value for operator, value in factors]
    if any(vectors.is_array(value) for value in inverted):
        return reduce(_times, inverted)
    return sympy.Mul(*inverted)


def _times(first: Any, second: Any) -> Any:
    return vectors.multiply(first, second) if vectors.is_array(first) or vectors.is_array(second) else first * second


def _inverse(value: Any) -> Any:
    number = _number(value)
    return sympy.nan if number.is_zero else 1 / number


def _number(value: Any) -> Any:
    if not isinstance(value, sympy.Expr) or vectors.is_array(value):
        raise NoClosedFormError
    return value
