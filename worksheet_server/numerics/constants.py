"""What does not depend on a variable: constant factors of an integrand, and integrals that are numbers.

Linearity takes a constant factor out of an integral, so that iterated integrals of products over fixed ranges become
products of integrals; the exponential of a sum is a product, and an inner integral or sum hands its constants out.
"""

from __future__ import annotations

from typing import Any

from worksheet_server.numerics.door import fmpq
from worksheet_server.syntax.tree import Binary, Call, Expression, Name, Number, Range, Unary, walk
from worksheet_server.values.scope import Bound, Defined, Scope

_ONE = Number("1")
_ZERO = Number("0")


def separated(tree: Expression, variable: str, scope: Scope) -> tuple[Expression, Expression]:
    """(constant factor, the rest) of a product, where constant means without ``variable``."""
    if not mentions(tree, variable, scope):
        return tree, _ONE
    match tree:
        case Unary("-", operand):
            constant, rest = separated(operand, variable, scope)
            return Unary("-", constant), rest
        case Binary("*" | "·" | "/" as operator, left, right):
            first, second = separated(left, variable, scope), separated(right, variable, scope)
            return _joined(operator, first[0], second[0]), _joined(operator, first[1], second[1])
        case Call(Name("int" | "sum") as function, (body, Range() as over)) if (
            isinstance(body, Expression) and scope.lookup(function.text) is None and over.name.text != variable
        ):
            factor, inner = separated(body, over.name.text, scope)
            if factor != _ONE:
                return separated(Binary("*", factor, Call(function, (inner, over))), variable, scope)
        case Call(Name("exp") as function, (argument,)) if isinstance(argument, Expression):
            fixed, moving = _terms(argument, variable, scope)
            if fixed is not None and fixed != _ZERO and scope.lookup("exp") is None:
                return Call(function, (fixed,)), Call(function, (moving,))
        case Binary("^" as operator, Name("e") as base, exponent) if scope.lookup("e") is None:
            fixed, moving = _terms(exponent, variable, scope)
            if fixed is not None and fixed != _ZERO:
                return Binary(operator, base, fixed), Binary(operator, base, moving)
    return _ONE, tree


def mentions(tree: Expression, variable: str, scope: Scope) -> bool:
    """Whether ``variable`` occurs in a tree, or may occur in a definition that it uses."""
    for node in walk(tree):
        if isinstance(node, Name) and node.text == variable:
            return True
        if isinstance(node, Name) and isinstance(scope.lookup(node.text), Defined):
            return True
    return False


def is_fixed(trees: tuple[Expression, ...], variable: str, scope: Scope) -> bool:
    """Whether trees depend on no value that is bound around them, except exact rationals."""
    for tree in trees:
        for node in walk(tree):
            found = scope.lookup(node.text) if isinstance(node, Name) and node.text != variable else None
            if isinstance(found, Defined) or (isinstance(found, Bound) and not isinstance(found.value, fmpq)):
                return False
    return True


def _terms(tree: Expression, variable: str, scope: Scope) -> tuple[Expression | None, Expression]:
    """(the terms of a sum without ``variable``, the others)."""
    if not isinstance(tree, Binary) or tree.operator not in ("+", "-"):
        return None, tree
    fixed, moving = (None, tree.left) if mentions(tree.left, variable, scope) else (tree.left, _ZERO)
    if fixed is None:
        fixed, moving = _terms(tree.left, variable, scope)
    if mentions(tree.right, variable, scope):
        return fixed, Binary(tree.operator, moving, tree.right)
    return Binary(tree.operator, fixed or _ZERO, tree.right), moving


def _joined(operator: str, left: Expression, right: Expression) -> Expression:
    return left if right == _ONE else Binary(operator, left, right)


def is_one(tree: Any) -> bool:
    """Whether a tree is the number 1."""
    return bool(tree == _ONE)
