"""The value of an expression in an arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from worksheet_server.numerics import nodes, vectors
from worksheet_server.numerics.conditions import truth
from worksheet_server.numerics.field import Field, Scalar, rational_of
from worksheet_server.syntax.statements import Definition
from worksheet_server.syntax.tree import (
    At,
    Binary,
    Call,
    Cases,
    Derivative,
    Expression,
    Index,
    Matrix,
    Name,
    Number,
    Prime,
    Unary,
    Vector,
)
from worksheet_server.values.budget import Budget
from worksheet_server.values.scope import Defined, Scope

CONSTANTS = frozenset({"e", "pi", "EulerGamma", "Catalan"})
UNCHANGED = frozenset({"N", "simplify", "expand", "factor"})
"""Functions that ask for another form of their first argument, of the same value."""


def evaluate(expression: Expression, scope: Scope, budget: Budget, field: Field) -> Any | None:
    """The value of ``expression`` in the arithmetic of ``field``; a vector is a tuple, a matrix a tuple of tuples.

    ``scope`` says what the names mean; names bound in it hold values of ``field``.  ``None`` means no information: a
    free name, a point outside the domain, an undecided case, something too large, or a node that has no value.
    Raises ``OutOfTime`` when the budget is used up.
    """
    with field.working():
        return Walk(budget, field).value(expression, scope)


def apply(name: Name, arguments: Sequence[Any], scope: Scope, budget: Budget, field: Field) -> Any | None:
    """The value of a defined function, or of one that the field knows, at given values."""
    with field.working():
        return Walk(budget, field).apply(name, arguments, scope)


class Walk:
    """One walk over a tree; definitions without parameters are evaluated once in each scope."""

    def __init__(self, budget: Budget, field: Field) -> None:
        self.budget = budget
        self.field = field
        self._known: dict[tuple[int, int], tuple[Any, Scope]] = {}

    def value(self, node: Any, scope: Scope) -> Any | None:
        """The value of a node."""
        match node:
            case Number(digits=digits):
                exact = rational_of(digits)
                return None if exact is None else self.field.rational(exact)
            case Name():
                return self._name(node, scope)
            case Binary():
                return self._chain(node, scope)
            case Unary():
                return self._unary(node, scope)
            case Call():
                return self._call(node, scope)
            case Vector(items=items):
                return self._all(items, scope)
            case Matrix(rows=rows):
                return self._complete([self._all(row, scope) for row in rows])
            case Index():
                return vectors.element(self, node, scope)
            case Cases():
                return self._cases(node, scope)
            case At():
                return nodes.substituted(self, node, scope)
            case Derivative():
                return nodes.derivative(self, node, scope)
            case Prime():
                return nodes.prime(self, node, None, scope)
        return None

    def values(self, items: Sequence[Any], scope: Scope) -> list[Any] | None:
        """The values of several nodes; ``None`` where one has none."""
        found = []
        for item in items:
            value = self.value(item, scope)
            if value is None:
                return None
            found.append(value)
        return found

    def apply(self, name: Name, arguments: Sequence[Any], scope: Scope) -> Any | None:
        """The value of the function that ``name`` means here."""
        found = scope.lookup(name.text)
        if isinstance(found, Defined):
            parameters = found.definition.parameters
            if parameters is None or len(parameters) != len(arguments):
                return None
            self.budget.check()
            bound = dict(zip((each.text for each in parameters), arguments, strict=True))
            return self.value(found.definition.chain.first, found.scope.bind(bound))
        if found is not None:
            return None
        return vectors.call(self, name.text, arguments)

    def stops_at(self, node: Binary, scope: Scope) -> bool:
        """Whether a left part of a chain is to be evaluated by itself."""
        return False

    def _name(self, name: Name, scope: Scope) -> Any | None:
        found = scope.lookup(name.text)
        if found is None:
            return self.field.constant(name.text) if name.text in CONSTANTS | {"ⅈ"} else self._imaginary(name, scope)
        if not isinstance(found, Defined):
            return found.value
        if found.definition.parameters is not None:
            own = self.values(found.definition.parameters, scope)
            return None if own is None else self.apply(name, own, scope)
        key = (id(found.definition), id(scope))
        if key not in self._known:
            self._known[key] = (self._definition(found.definition, found.scope), scope)
        return self._known[key][0]

    def _definition(self, definition: Definition, scope: Scope) -> Any | None:
        self.budget.check()
        return self.value(definition.chain.first, scope)

    def _imaginary(self, name: Name, scope: Scope) -> Scalar | None:
        return self.field.constant("ⅈ") if name.text == "i" and scope.settings.complex else None

    def _chain(self, node: Binary, scope: Scope) -> Any | None:
        """Long sums and products are chains to the left: they are walked without recursion."""
        spine: list[Binary] = []
        first: Expression = node
        while isinstance(first, Binary) and (first is node or not self.stops_at(first, scope)):
            spine.append(first)
            first = first.left
        if spine[-1].operator in ("^", "**") and first == Name("e") and scope.lookup("e") is None:
            outermost = spine.pop()
            exponent = self.value(outermost.right, scope)
            result = None if exponent is None else vectors.call(self, "exp", [exponent])
        else:
            result = self.value(first, scope)
        for each in reversed(spine):
            if result is None:
                return None
            right = self.value(each.right, scope)
            result = None if right is None else vectors.operate(self.field, each.operator, result, right)
        return result

    def _unary(self, node: Unary, scope: Scope) -> Any | None:
        operand = self.value(node.operand, scope)
        if operand is None or node.operator == "+":
            return operand
        if node.operator == "-":
            return vectors.each(self.field.negate, operand)
        return vectors.call(self, "factorial", [operand]) if node.operator == "!" else None

    def _call(self, node: Call, scope: Scope) -> Any | None:
        if isinstance(node.function, Prime):
            return nodes.prime(self, node.function, node.arguments, scope)
        if not isinstance(node.function, Name):
            return None
        name = node.function.text
        found = scope.lookup(name)
        if found is None and not self.field.knows(name) and name not in vectors.FUNCTIONS:
            return self._library(name, node, scope)
        arguments = self.values(node.arguments, scope)
        return None if arguments is None else self.apply(node.function, arguments, scope)

    def _library(self, name: str, node: Call, scope: Scope) -> Any | None:
        function = scope.functions.get(name)
        if function is not None and function.numeric is not None:
            self.budget.check()
            return function.numeric(node, scope, self.budget, self.field)
        if name in UNCHANGED and node.arguments:
            return self.value(node.arguments[0], scope)
        return nodes.differential(self, name, node, scope)

    def _cases(self, node: Cases, scope: Scope) -> Any | None:
        possible = []
        for condition, branch in node.branches:
            holds = truth(condition, scope, lambda part: self.value(part, scope), self.field)
            if holds is False:
                continue
            value = self.value(branch, scope)
            if value is None:
                return None
            possible.append(value)
            if holds:
                return possible[0] if len(possible) == 1 else vectors.hull(self.field, possible)
        if node.otherwise is None:
            return None
        otherwise = self.value(node.otherwise, scope)
        if otherwise is None:
            return None
        return vectors.hull(self.field, [*possible, otherwise]) if possible else otherwise

    def _all(self, items: Sequence[Expression], scope: Scope) -> tuple[Any, ...] | None:
        found = self.values(items, scope)
        return None if found is None else tuple(found)

    def _complete(self, rows: Sequence[tuple[Any, ...] | None]) -> tuple[Any, ...] | None:
        return None if any(row is None for row in rows) else tuple(rows)


def bind(scope: Scope, values: Mapping[str, Any]) -> Scope:
    """``scope`` with names bound to values of a field."""
    return scope.bind(values)
