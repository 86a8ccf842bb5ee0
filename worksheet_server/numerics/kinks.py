"""Kinks of an inner integrand that move with the outer variable: abs(x - y), max(x, y).

Where the argument is affine in the inner variable and has opposite signs at the two limits, its zero is known in closed
form, and on each side of it the function is one of its smooth branches, holomorphic in the outer variable.
"""

from __future__ import annotations

from typing import Any

from worksheet_server.numerics.balls import Balls
from worksheet_server.numerics.constants import mentions
from worksheet_server.numerics.door import acb
from worksheet_server.numerics.evaluate import Walk
from worksheet_server.numerics.integrands import Integrand
from worksheet_server.syntax.rebuild import rebuild
from worksheet_server.syntax.tree import Argument, Binary, Call, Expression, Name, Number, Unary, walk
from worksheet_server.values.budget import Budget
from worksheet_server.values.scope import Scope


def smooth_pieces(
    integrand: Integrand, lower: Any, upper: Any, field: Balls, budget: Budget
) -> list[tuple[Integrand, Any, Any]]:
    """The integrand on the parts of the range between its affine kinks; one part where none is shown to be inside."""
    for call in _kinked(integrand.expression):
        argument = _argument(call)
        if argument is None or not _is_affine(argument, integrand.variable, integrand.scope):
            continue
        first, last = (_real(argument, integrand, x, field, budget) for x in (lower, upper))
        if first is None or last is None:
            continue
        signs = [1 if end.real > 0 else -1 if end.real < 0 else 0 for end in (first, last)]
        if 0 in signs:
            continue
        parts = [_settled(integrand, call, argument, sign) for sign in signs]
        if signs[0] == signs[1]:
            return smooth_pieces(parts[0], lower, upper, field, budget)
        middle = lower + (upper - lower) * first / (first - last)
        return [
            *smooth_pieces(parts[0], lower, middle, field, budget),
            *smooth_pieces(parts[1], middle, upper, field, budget),
        ]
    return [(integrand, lower, upper)]


def _kinked(tree: Expression) -> list[Call]:
    return [node for node in walk(tree) if isinstance(node, Call) and node.function in _NAMES]


_NAMES = tuple(Name(text) for text in ("abs", "sign", "relu", "max", "min"))


def _argument(call: Call) -> Expression | None:
    given = [each for each in call.arguments if isinstance(each, Expression)]
    if call.function in (Name("max"), Name("min")):
        return Binary("-", given[0], given[1]) if len(given) == 2 == len(call.arguments) else None
    return given[0] if len(given) == 1 == len(call.arguments) else None


def _settled(integrand: Integrand, call: Call, argument: Expression, sign: int) -> Integrand:
    branch = _branch(call, argument, sign)

    def swapped(node: Argument) -> Argument:
        return branch if node == call else rebuild(node, swapped)

    found = swapped(integrand.expression)
    assert isinstance(found, Expression)
    return Integrand(found, integrand.variable, integrand.scope)


def _branch(call: Call, argument: Expression, sign: int) -> Argument:
    if call.function in (Name("max"), Name("min")):
        return call.arguments[0 if (sign > 0) == (call.function == Name("max")) else 1]
    if call.function == Name("abs"):
        return argument if sign > 0 else Unary("-", argument)
    if call.function == Name("sign"):
        return Number("1") if sign > 0 else Unary("-", Number("1"))
    return argument if sign > 0 else Number("0")


def _is_affine(tree: Expression, variable: str, scope: Scope) -> bool:
    if tree == Name(variable) or not mentions(tree, variable, scope):
        return True
    match tree:
        case Unary("-" | "+", operand):
            return _is_affine(operand, variable, scope)
        case Binary("+" | "-", left, right):
            return _is_affine(left, variable, scope) and _is_affine(right, variable, scope)
        case Binary("*" | "·", left, right):
            pair = (left, right) if mentions(right, variable, scope) else (right, left)
            return not mentions(pair[0], variable, scope) and _is_affine(pair[1], variable, scope)
        case Binary("/", left, right):
            return not mentions(right, variable, scope) and _is_affine(left, variable, scope)
    return False


def _real(argument: Expression, integrand: Integrand, x: Any, field: Balls, budget: Budget) -> Any | None:
    """The argument at a limit, finite and holomorphic in the outer variable."""
    value = Walk(budget, field).value(argument, integrand.scope.bind({integrand.variable: x}))
    return acb(value) if value is not None and not isinstance(value, tuple) and acb(value).is_finite() else None
