"""Where an integrand may change its form: zeros of its parts inside a range."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from worksheet_server.numerics.balls import Balls
from worksheet_server.numerics.door import fmpq
from worksheet_server.numerics.estimates import Estimates
from worksheet_server.numerics.evaluate import Walk
from worksheet_server.syntax.tree import Binary, Call, Expression, Name, Relation, walk
from worksheet_server.values.budget import Budget
from worksheet_server.values.scope import Defined, Scope

_SAMPLES = 65
_MOST_PARTS = 24
_LARGEST_DENOMINATOR = 1000
_DIVISORS = {"tan": "cos", "sec": "cos", "cot": "sin", "csc": "sin"}


def break_points(
    expression: Expression,
    variable: str,
    lower: float,
    upper: float,
    scope: Scope,
    budget: Budget,
    field: Balls | Estimates | None = None,
) -> list[float]:
    """Approximate zeros, strictly between ``lower`` and ``upper``, of the parts of ``expression``, in ascending order.

    They are hints for splitting a range, found by changes of sign on a grid; nothing is proved by their absence.
    ``field`` is that of the values bound in ``scope``.
    """
    found = {point for _, point in part_zeros(expression, variable, lower, upper, scope, budget, field)}
    margin = 1e-9 * (upper - lower)
    return sorted(point for point in found if lower + margin < point < upper - margin)


def part_zeros(
    expression: Expression,
    variable: str,
    lower: float,
    upper: float,
    scope: Scope,
    budget: Budget,
    field: Balls | Estimates | None = None,
) -> list[tuple[Expression, float]]:
    """The parts of ``expression`` with their approximate zeros."""
    field = field or Balls(64)
    found: list[tuple[Expression, float]] = []
    with field.working():
        for part in _parts(expression, variable, scope):
            budget.check()
            zeros = _zeros(part, variable, lower, upper, scope, budget, field)
            found += [(part, point) for point in zeros]
    return found


def exact_points(
    expression: Expression, variable: str, lower: float, upper: float, scope: Scope, budget: Budget
) -> list[Any]:
    """Rationals near the break points at which some part is exactly 0: candidates for singular points."""
    field = Balls(64)
    result: list[Any] = []
    points = break_points(expression, variable, lower, upper, scope, budget)
    with field.working():
        parts = _parts(expression, variable, scope)
        for point in points:
            near = Fraction(point).limit_denominator(_LARGEST_DENOMINATOR)
            exact = fmpq(near.numerator, near.denominator)
            values = (Walk(budget, field).value(part, scope.bind({variable: exact})) for part in parts)
            if exact not in result and any(isinstance(value, fmpq) and value == 0 for value in values):
                result.append(exact)
    return result


def _parts(expression: Expression, variable: str, scope: Scope) -> list[Expression]:
    """The subexpressions in which the variable occurs and which may vanish: sums, arguments, sides of relations."""
    found: list[Expression] = []
    for node in walk(expression):
        candidates: list[Any] = []
        if isinstance(node, Relation):
            candidates = [Binary("-", a, b) for a, b in zip(node.operands, node.operands[1:], strict=False)]
        elif isinstance(node, Binary) and node.operator in ("+", "-"):
            candidates = [node]
        elif isinstance(node, Binary) and node.operator in ("/", "^"):
            candidates = [node.right if node.operator == "/" else node.left]
        elif isinstance(node, Call):
            candidates = [each for each in node.arguments if isinstance(each, Expression)]
            if isinstance(node.function, Name) and node.function.text in ("max", "min") and len(candidates) == 2:
                candidates.append(Binary("-", candidates[0], candidates[1]))
            if isinstance(node.function, Name) and node.function.text in _DIVISORS and len(candidates) == 1:
                candidates.append(Call(Name(_DIVISORS[node.function.text]), (candidates[0],)))
            candidates += _body(node.function, scope)
        for each in candidates:
            if each not in found and any(inner == Name(variable) for inner in walk(each)):
                found.append(each)
    return found[:_MOST_PARTS]


def _body(function: Expression, scope: Scope) -> list[Expression]:
    """The parts of a defined function's body, where it is a function of the same name."""
    meaning = scope.lookup(function.text) if isinstance(function, Name) else None
    if not isinstance(meaning, Defined):
        return []
    return [node for node in walk(meaning.definition.chain.first) if isinstance(node, Binary)]


def _zeros(
    part: Expression, variable: str, lower: float, upper: float, scope: Scope, budget: Budget, field: Balls | Estimates
) -> list[float]:
    def value(x: float) -> float | None:
        number = Walk(budget, field).value(part, scope.bind({variable: field.float(x)}))
        return None if number is None or isinstance(number, tuple) else field.approximation(number)

    step = (upper - lower) / (_SAMPLES - 1)
    grid = [lower + step * (k + 0.318e-3 * (k % 3)) for k in range(_SAMPLES)]
    values = [value(x) for x in grid]
    found = [x for x, y in zip(grid, values, strict=True) if y == 0]
    for a, b, at_a, at_b in zip(grid, grid[1:], values, values[1:], strict=False):
        if at_a is not None and at_b is not None and at_a * at_b < 0:
            found.append(_bisected(value, a, b, at_a))
    return found


def _bisected(value: Any, a: float, b: float, at_a: float) -> float:
    for _ in range(60):
        middle = (a + b) / 2
        here = value(middle)
        if here is None or here == 0:
            return middle
        a, b = (middle, b) if here * at_a > 0 else (a, middle)
    return (a + b) / 2
