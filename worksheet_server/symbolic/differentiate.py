"""Differentiation of our own, on our own trees, one named rule at a time; SymPy takes no part.

It proves derivatives independently of the exact route, and its rules name the steps of an explanation.
"""

from __future__ import annotations

from collections.abc import Callable

from worksheet_server.symbolic.derivative_table import OUTER
from worksheet_server.symbolic.free_names import free_names
from worksheet_server.symbolic.symbols import mapping
from worksheet_server.symbolic.tree_algebra import (
    ONE,
    ZERO,
    difference,
    less_one,
    negative,
    power,
    product,
    quotient,
    substitute,
    total,
)
from worksheet_server.syntax.tree import (
    Approach,
    Binary,
    Call,
    Cases,
    Expression,
    Matrix,
    Name,
    Number,
    Option,
    Prime,
    Range,
    Unary,
    Vector,
    walk,
)
from worksheet_server.values.scope import Defined, Scope

Derived = tuple[Expression, str]


def differentiate(expression: Expression, variable: str, scope: Scope) -> Derived | None:
    """The derivative of ``expression`` by ``variable``, and the name of the rule that applies at the top.

    ``None`` where no rule here applies.  Other names are constants, unless they are defined through ``variable``.  The
    derivative holds wherever ``expression`` is differentiable: at corners and jumps it says nothing.
    """
    if variable not in _names(expression, scope):
        return ZERO, "constant"
    match expression:
        case Name(text) if text == variable and scope.lookup(text) is None:
            return ONE, "variable"
        case Unary("-", operand):
            return _with(operand, variable, scope, negative, "constant multiple")
        case Unary("+", operand):
            return differentiate(operand, variable, scope)
        case Binary("+" | "-"):
            return _sum(expression, variable, scope)
        case Binary("*" | "·" | "×", left, right):
            return _product(left, right, variable, scope)
        case Binary("/", left, right):
            return _quotient(left, right, variable, scope)
        case Binary("^", base, exponent):
            return _power(base, exponent, variable, scope)
        case Call():
            return _call(expression, variable, scope)
        case Cases(branches, otherwise):
            return _cases(branches, otherwise, variable, scope)
        case Vector(items):
            parts = [differentiate(item, variable, scope) for item in items]
            found = tuple(part[0] for part in parts if part is not None)
            return (Vector(found), "components") if len(found) == len(items) else None
        case Matrix(rows):
            lines = [differentiate(Vector(row), variable, scope) for row in rows]
            entries = tuple(line[0].items for line in lines if line is not None and isinstance(line[0], Vector))
            return (Matrix(entries), "components") if len(entries) == len(rows) else None
    return None


def _names(expression: Expression, scope: Scope) -> frozenset[str]:
    return frozenset(free_names(expression, scope))


def _with(
    inner: Expression, variable: str, scope: Scope, change: Callable[[Expression], Expression], rule: str
) -> Derived | None:
    derived = differentiate(inner, variable, scope)
    return None if derived is None else (change(derived[0]), rule)


def _sum(expression: Binary, variable: str, scope: Scope) -> Derived | None:
    terms: list[tuple[str, Expression]] = []
    here: Expression = expression
    while isinstance(here, Binary) and here.operator in "+-":
        terms.append((here.operator, here.right))
        here = here.left
    first = differentiate(here, variable, scope)
    if first is None:
        return None
    found = first[0]
    for operator, term in reversed(terms):
        derived = differentiate(term, variable, scope)
        if derived is None:
            return None
        found = (total if operator == "+" else difference)(found, derived[0])
    return found, "sum"


def _product(left: Expression, right: Expression, variable: str, scope: Scope) -> Derived | None:
    if variable not in _names(left, scope):
        return _with(right, variable, scope, lambda derived: product(left, derived), "constant multiple")
    if variable not in _names(right, scope):
        return _with(left, variable, scope, lambda derived: product(derived, right), "constant multiple")
    if any(isinstance(node, Vector | Matrix) for side in (left, right) for node in walk(side)):
        return None
    first, second = differentiate(left, variable, scope), differentiate(right, variable, scope)
    if first is None or second is None:
        return None
    return total(product(first[0], right), product(left, second[0])), "product"


def _quotient(above: Expression, below: Expression, variable: str, scope: Scope) -> Derived | None:
    if variable not in _names(below, scope):
        return _with(above, variable, scope, lambda derived: quotient(derived, below), "constant multiple")
    square = power(below, Number("2"))
    second = differentiate(below, variable, scope)
    if second is None:
        return None
    if variable not in _names(above, scope):
        return negative(quotient(product(above, second[0]), square)), "quotient"
    first = differentiate(above, variable, scope)
    if first is None:
        return None
    return quotient(difference(product(first[0], below), product(above, second[0])), square), "quotient"


def _power(base: Expression, exponent: Expression, variable: str, scope: Scope) -> Derived | None:
    fixed_exponent = variable not in _names(exponent, scope)
    fixed_base = variable not in _names(base, scope)
    if fixed_exponent:
        outer = product(exponent, power(base, less_one(exponent)))
        return _chain(outer, base, variable, scope, "power")
    outer = Binary("^", base, exponent)
    if fixed_base:
        growth = outer if base == Name("e") else product(outer, Call(Name("ln"), (base,)))
        return _chain(growth, exponent, variable, scope, "exponential")
    first, second = differentiate(base, variable, scope), differentiate(exponent, variable, scope)
    if first is None or second is None:
        return None
    logarithm = product(second[0], Call(Name("ln"), (base,)))
    return product(outer, total(logarithm, quotient(product(exponent, first[0]), base))), "general power"


def _chain(outer: Expression, inner: Expression, variable: str, scope: Scope, rule: str) -> Derived | None:
    """``outer`` is the derivative of the outer function, already at ``inner``."""
    derived = differentiate(inner, variable, scope)
    if derived is None:
        return None
    return (outer, rule) if derived[1] == "variable" else (product(outer, derived[0]), "chain")


def _call(node: Call, variable: str, scope: Scope) -> Derived | None:
    if any(isinstance(each, Range | Approach | Option) for each in node.arguments):
        return _finite_sum(node, variable, scope)
    arguments = [each for each in node.arguments if not isinstance(each, Range | Approach | Option)]
    if isinstance(node.function, Prime):
        outer = Call(Prime(node.function.function, node.function.order + 1), node.arguments)
        return _chain(outer, arguments[0], variable, scope, "unknown function") if len(arguments) == 1 else None
    if not isinstance(node.function, Name) or len(arguments) != 1:
        return None
    name, meaning = node.function.text, scope.lookup(node.function.text)
    if isinstance(meaning, Defined):
        parameters = meaning.definition.parameters or ()
        body = frozenset(each.text for each in parameters)
        if len(parameters) != 1 or variable in _names(Name(name), scope) - body:
            return None
        return _chain(Call(Prime(Name(name), 1), node.arguments), arguments[0], variable, scope, "defined function")
    if meaning is not None:
        return None
    if mapping(name, scope) is not None or name not in OUTER:
        declared = mapping(name, scope)
        if declared is None or (declared.inputs, declared.outputs) != (1, 1):
            return None
        outer = Call(Prime(Name(name), 1), node.arguments)
        return _chain(outer, arguments[0], variable, scope, "unknown function")
    rule, template = OUTER[name]
    return _chain(substitute(template, "u", arguments[0]), arguments[0], variable, scope, rule)


def _finite_sum(node: Call, variable: str, scope: Scope) -> Derived | None:
    """A sum of finitely many terms, term by term."""
    if node.function != Name("sum") or len(node.arguments) != 2 or scope.lookup("sum") is not None:
        return None
    summand, over = node.arguments
    if not isinstance(over, Range) or isinstance(summand, Range | Approach | Option) or over.name.text == variable:
        return None
    limits = [over.lower, over.upper]
    if any(variable in _names(each, scope) or Name("oo") in walk(each) for each in limits):
        return None
    return _with(summand, variable, scope, lambda term: Call(node.function, (term, over)), "sum")


def _cases(
    branches: tuple[tuple[Expression, Expression], ...], otherwise: Expression | None, variable: str, scope: Scope
) -> Derived | None:
    values = [value for _, value in branches] + ([] if otherwise is None else [otherwise])
    derived = [differentiate(value, variable, scope) for value in values]
    found = [each[0] for each in derived if each is not None]
    if len(found) != len(values):
        return None
    pairs = tuple((condition, value) for (condition, _), value in zip(branches, found, strict=False))
    return Cases(pairs, None if otherwise is None else found[-1]), "cases"
