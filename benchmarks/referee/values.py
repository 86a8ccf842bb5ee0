"""The value of a tree at a point, by a route that shares nothing with the project's own numerics."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from mpmath import mp

from benchmarks.referee.jets import Jet, Unknown, apply, constant, real
from worksheet_server.syntax.tree import (
    Approach,
    Argument,
    At,
    Binary,
    Call,
    Cases,
    Derivative,
    Expression,
    Interval,
    Name,
    Number,
    Option,
    Range,
    Relation,
    Unary,
)

Point = Mapping[str, Jet]
"""What the free names are worth; the name with slope 1 is the one to differentiate by."""

MOST_TERMS = 20_000
UNDEFINED = (Unknown, ArithmeticError, ValueError, TypeError, LookupError, mp.NoConvergence)
"""What ends an evaluation where there is no value, or none that the grader can find."""

_CONSTANTS = {"pi": mp.pi, "e": mp.e, "EulerGamma": mp.euler, "Catalan": mp.catalan, "oo": mp.inf, "ⅈ": mp.j}


def evaluate(tree: Expression, point: Point) -> Jet:
    """``tree`` at ``point``; raises ``Unknown``, or what mpmath raises where there is no value."""
    match tree:
        case Number(digits):
            exact = Fraction(digits)
            return Jet(mp.mpf(exact.numerator) / exact.denominator)
        case Name(text):
            return _name(text, point)
        case Unary("-", operand):
            return -evaluate(operand, point)
        case Unary("+", operand):
            return evaluate(operand, point)
        case Unary("!", operand):
            return apply("factorial", (evaluate(operand, point),))
        case Binary(operator, left, right):
            return _binary(operator, evaluate(left, point), evaluate(right, point))
        case Cases(branches, otherwise):
            chosen = next((value for condition, value in branches if holds(condition, point)), otherwise)
            if chosen is None:
                raise Unknown("no branch holds")
            return evaluate(chosen, point)
        case Call(function=Name(text)):
            return _call(text, tree, point)
        case At(expression, bindings) if all(isinstance(each, Option) for each in bindings):
            values = {each.name.text: evaluate(each.value, point) for each in bindings if isinstance(each, Option)}
            return evaluate(expression, {**point, **values})
        case Derivative(body, (variable,)):
            return _derivative(body, variable.text, point)
    raise Unknown(type(tree).__name__)


def holds(condition: Expression, point: Point) -> bool:
    """Whether a condition is true at a point; raises ``Unknown`` where that cannot be said."""
    if not isinstance(condition, Relation):
        raise Unknown("no condition")
    pairs = zip(condition.operators, condition.operands, condition.operands[1:], strict=False)
    return all(_relation(operator, left, right, point) for operator, left, right in pairs)


def _relation(operator: str, left: Expression, right: Expression, point: Point) -> bool:
    first = real(evaluate(left, point).value)
    if operator == "in":
        return _belongs(first, right, point)
    second = real(evaluate(right, point).value)
    outcomes = {
        "<": first < second, "<=": first <= second, ">": first > second, ">=": first >= second,
        "=": first == second, "==": first == second, "!=": first != second,
    }  # fmt: skip
    if operator not in outcomes:
        raise Unknown(operator)
    return bool(outcomes[operator])


def _belongs(value: Any, where: Expression, point: Point) -> bool:
    if isinstance(where, Interval):
        lower, upper = (real(evaluate(each, point).value) for each in (where.lower, where.upper))
        above = value >= lower if where.closed_below else value > lower
        return bool(above and (value <= upper if where.closed_above else value < upper))
    if isinstance(where, Name) and where.text in ("R", "Q"):
        return True
    if isinstance(where, Name) and where.text in ("Z", "N"):
        return bool(value == mp.floor(value)) and (where.text == "Z" or value >= 0)
    raise Unknown("membership")


def _name(text: str, point: Point) -> Jet:
    if text in point:
        return point[text]
    if text in _CONSTANTS:
        return constant(+_CONSTANTS[text])
    raise Unknown(text)


def _binary(operator: str, left: Jet, right: Jet) -> Jet:
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*" | "·":
            return left * right
        case "/":
            return left / right
        case "^":
            return left**right
    raise Unknown(operator)


def _call(name: str, call: Call, point: Point) -> Jet:
    body, *others = call.arguments
    if name in ("sum", "prod", "int") and len(others) == 1 and isinstance(others[0], Range):
        handler = {"sum": _sum, "prod": _product, "int": _integral}[name]
        return handler(_expression(body), others[0], point)
    if name == "diff" and len(others) == 1 and isinstance(others[0], Name):
        return _derivative(_expression(body), others[0].text, point)
    if name in ("simplify", "expand", "factor", "N"):
        return evaluate(_expression(body), point)
    return apply(name, tuple(evaluate(_expression(each), point) for each in call.arguments))


def _expression(argument: Argument) -> Expression:
    if isinstance(argument, Range | Option | Approach):
        raise Unknown("argument")
    return argument


def _terms(body: Expression, over: Range, point: Point) -> list[Jet]:
    lower, upper = (real(evaluate(each, point).value) for each in (over.lower, over.upper))
    if not upper - lower < MOST_TERMS or lower != mp.floor(lower) or upper != mp.floor(upper):
        raise Unknown("a range")
    return [evaluate(body, {**point, over.name.text: Jet(mp.mpf(i))}) for i in range(int(lower), int(upper) + 1)]


def _sum(body: Expression, over: Range, point: Point) -> Jet:
    lower, upper = (evaluate(each, point).value for each in (over.lower, over.upper))
    if not mp.isinf(upper):
        return sum(_terms(body, over, point), Jet(mp.mpf(0)))
    return Jet(mp.nsum(lambda i: evaluate(body, _still(point) | {over.name.text: Jet(i)}).value, [lower, upper]))


def _product(body: Expression, over: Range, point: Point) -> Jet:
    lower, upper = (evaluate(each, point).value for each in (over.lower, over.upper))
    if not mp.isinf(upper):
        product = Jet(mp.mpf(1))
        for term in _terms(body, over, point):
            product *= term
        return product
    return Jet(mp.nprod(lambda i: evaluate(body, _still(point) | {over.name.text: Jet(i)}).value, [lower, upper]))


def _integral(body: Expression, over: Range, point: Point) -> Jet:
    lower, upper = evaluate(over.lower, point), evaluate(over.upper, point)

    def integrand(x: Any) -> Jet:
        return evaluate(body, {**point, over.name.text: Jet(x)})

    value = mp.quad(lambda x: integrand(x).value, [lower.value, upper.value])
    slope: Any = 0
    if any(each.slope for each in point.values()):
        slope = mp.quad(lambda x: integrand(x).slope, [lower.value, upper.value])
        slope += sum(
            sign * integrand(end.value).value * end.slope for sign, end in ((1, upper), (-1, lower)) if end.slope
        )
    return Jet(value, slope)


def _derivative(body: Expression, variable: str, point: Point) -> Jet:
    if any(each.slope for each in point.values()):
        raise Unknown("a second derivative")
    return Jet(evaluate(body, {**point, variable: Jet(point[variable].value, mp.mpf(1))}).slope)


def _still(point: Point) -> dict[str, Jet]:
    if any(each.slope for each in point.values()):
        raise Unknown("the derivative of a series")
    return dict(point)
