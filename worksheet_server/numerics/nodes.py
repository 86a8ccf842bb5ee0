"""Derivatives, primes and substitutions: nodes that evaluate their body in another scope or another arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from worksheet_server.numerics import vectors
from worksheet_server.numerics.field import integer_of
from worksheet_server.numerics.jets import mixed_partial
from worksheet_server.syntax.tree import At, Call, Derivative, Expression, Name, Option, Prime, Range, Vector, walk
from worksheet_server.values.scope import Defined, Scope

_MOST_DERIVATIVES = 60


def derivative(here: Any, node: Derivative, scope: Scope) -> Any | None:
    """``d/dx (body)``: the mixed partial derivative at the values that the variables have."""
    orders: dict[str, int] = {}
    for variable in node.variables:
        orders[variable.text] = orders.get(variable.text, 0) + 1
    return partial(here, node.body, orders, scope)


def partial(here: Any, body: Expression, orders: dict[str, int], scope: Scope) -> Any | None:
    """The mixed partial derivative of ``body``; a variable stays one through the definitions that use it."""
    points = here.values([Name(name) for name in orders], scope)
    if points is None or any(isinstance(point, tuple) for point in points):
        return None

    def of(values: Sequence[Any], field: Any) -> Any | None:
        inner = type(here)(here.budget, field)
        return inner.value(body, scope.keep(dict(zip(orders, values, strict=True))))

    return _differentiated(here, of, points, tuple(orders.values()))


def prime(here: Any, node: Prime, arguments: Sequence[Any] | None, scope: Scope) -> Any | None:
    """``f''(2)``, or ``f''`` at the value of the function's own parameter."""
    found = scope.lookup(node.function.text)
    if arguments is None:
        parameters = found.definition.parameters if isinstance(found, Defined) else None
        arguments = parameters if parameters else _only_name(found)
    if len(arguments) != 1:
        return None
    points = here.values(arguments, scope)
    if points is None or isinstance(points[0], tuple):
        return None
    if isinstance(found, Defined) and found.definition.parameters is None:
        return _prime_of_expression(here, found, node.order, points)

    def of(values: Sequence[Any], field: Any) -> Any | None:
        return type(here)(here.budget, field).apply(node.function, values, scope)

    return _differentiated(here, of, points, (node.order,))


def _prime_of_expression(here: Any, found: Defined, order: int, points: Sequence[Any]) -> Any | None:
    names = _only_name(found)
    if len(names) != 1:
        return None

    def of(values: Sequence[Any], field: Any) -> Any | None:
        inner = found.scope.bind({names[0].text: values[0]})
        return type(here)(here.budget, field).value(found.definition.chain.first, inner)

    return _differentiated(here, of, points, (order,))


def differential(here: Any, name: str, node: Call, scope: Scope) -> Any | None:
    """``diff(f, x, n)``, ``grad f``, ``hessian f``, ``jacobian(F)`` where no topic evaluates them."""
    if not node.arguments:
        return None
    body = node.arguments[0]
    if not isinstance(body, Expression):
        return None
    if name == "diff":
        return _repeated(here, body, node.arguments[1:], scope)
    if name not in ("grad", "hessian", "jacobian"):
        return None
    given = [each for each in node.arguments[1:] if isinstance(each, Name)]
    if len(given) != len(node.arguments) - 1:
        return None
    names = [each.text for each in given] or [each.text for each in parameters_of(body, scope)]
    if not names:
        return None
    if name == "hessian":
        rows = [_row(here, body, [_together(a, b) for b in names], scope) for a in names]
        return None if any(row is None for row in rows) else tuple(rows)
    columns = _row(here, body, [{each: 1} for each in names], scope)
    if columns is None or name == "grad":
        return columns
    return tuple(zip(*columns, strict=True)) if all(isinstance(each, tuple) for each in columns) else (columns,)


def parameters_of(body: Expression, scope: Scope) -> Sequence[Name]:
    """The parameters of the first function named without arguments, else the free names in alphabetical order."""
    called = {id(each.function) for each in walk(body) if isinstance(each, Call)}
    differentiated = {id(name) for each in walk(body) if isinstance(each, Derivative) for name in each.variables}
    for each in walk(body):
        name = each.function if isinstance(each, Prime) and id(each) not in called else each
        found = scope.lookup(name.text) if isinstance(name, Name) and id(name) not in called | differentiated else None
        if isinstance(found, Defined) and found.definition.parameters:
            return found.definition.parameters
    return free_names(body, scope)


def free_names(body: Expression, scope: Scope) -> list[Name]:
    """Names that have neither a definition nor a library meaning, through definitions, in alphabetical order."""
    found: set[str] = set()
    waiting: list[tuple[Expression, Scope]] = [(body, scope)]
    while waiting:
        tree, inside = waiting.pop()
        called = {id(each.function) for each in walk(tree) if isinstance(each, Call)}
        for each in walk(tree):
            if not isinstance(each, Name) or each.text in ("e", "pi", "oo", "EulerGamma", "Catalan"):
                continue
            meaning = inside.lookup(each.text)
            if isinstance(meaning, Defined):
                own = {parameter.text: None for parameter in meaning.definition.parameters or ()}
                waiting.append((meaning.definition.chain.first, meaning.scope.bind(own)))
            elif meaning is None and id(each) not in called:
                found.add(each.text)
    return [Name(text) for text in sorted(found)]


def substituted(here: Any, node: At, scope: Scope) -> Any | None:
    """``F at x=2``, ``grad f at (1, 2)``, ``F at x=a..b``."""
    if len(node.bindings) == 1 and isinstance(node.bindings[0], Range):
        across = node.bindings[0]
        ends = here.values([across.upper, across.lower], scope)
        if ends is None:
            return None
        above, below = (here.value(node.expression, scope.keep({across.name.text: end})) for end in ends)
        return None if above is None or below is None else vectors.operate(here.field, "-", above, below)
    if all(isinstance(each, Option) for each in node.bindings):
        given = [each for each in node.bindings if isinstance(each, Option)]
        names, values = [each.name for each in given], here.values([each.value for each in given], scope)
    elif len(node.bindings) == 1:
        only = node.bindings[0]
        values = here.values(only.items if isinstance(only, Vector) else [only], scope)
        names = list(parameters_of(node.expression, scope))
    else:
        return None
    if values is None or len(names) != len(values):
        return None
    bound = {name.text: value for name, value in zip(names, values, strict=True)}
    return here.value(node.expression, scope.keep(bound))


def _repeated(here: Any, body: Expression, variables: Sequence[Any], scope: Scope) -> Any | None:
    orders: dict[str, int] = {}
    last = ""
    for each in variables:
        if isinstance(each, Name):
            last = each.text
            orders[last] = orders.get(last, 0) + 1
            continue
        value = here.value(each, scope)
        times = None if value is None or isinstance(value, tuple) else integer_of(here.field, value)
        if not last or times is None or times < 0:
            return None
        orders[last] += times - 1
        last = ""
    if not orders:
        names = parameters_of(body, scope)
        orders = {names[0].text: 1} if len(names) == 1 else {}
    return partial(here, body, orders, scope) if orders else None


def _row(here: Any, body: Expression, orders: Sequence[dict[str, int]], scope: Scope) -> tuple[Any, ...] | None:
    found = tuple(partial(here, body, each, scope) for each in orders)
    return None if any(each is None for each in found) else found


def _together(first: str, second: str) -> dict[str, int]:
    return {first: 2} if first == second else {first: 1, second: 1}


def _only_name(found: Any) -> Sequence[Name]:
    return free_names(found.definition.chain.first, found.scope) if isinstance(found, Defined) else ()


def _differentiated(
    here: Any, of: Callable[[Sequence[Any], Any], Any | None], points: Sequence[Any], orders: tuple[int, ...]
) -> Any | None:
    if sum(orders) > _MOST_DERIVATIVES:
        return None
    here.budget.check()
    return mixed_partial(of, points, orders, here.field)
