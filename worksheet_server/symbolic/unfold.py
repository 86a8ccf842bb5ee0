"""A statement's own definitions written out: the referee and the topics see one tree without names to look up.

What remains are free names, names bound inside the tree, and the functions of the library.  A derivative at a point
becomes ``At(diff(body, x), x=point)``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from worksheet_server.syntax.binding import bound_names, free_names
from worksheet_server.syntax.rebuild import rebuild
from worksheet_server.syntax.tree import (
    Approach,
    At,
    Binary,
    Call,
    Derivative,
    Expression,
    Matrix,
    Name,
    Node,
    Number,
    Option,
    Prime,
    Range,
    Vector,
    walk,
)
from worksheet_server.values.scope import Bound, Defined, Scope

MOST_NODES = 20_000
_OF_FUNCTIONS = frozenset({"grad", "hessian", "jacobian"})


class TooLarge(Exception):
    """The definitions written out would have more than ``MOST_NODES`` nodes."""


@dataclass(slots=True)
class _Count:
    left: int = field(default=MOST_NODES)

    def take(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise TooLarge


def unfold(expression: Expression, scope: Scope) -> Expression:
    """``expression`` with every definition of ``scope`` written out.

    Raises ``TooLarge`` where that would be too much.
    """
    result = _unfold(expression, scope, _Count())
    assert not isinstance(result, Range | Approach | Option)
    return result


def _unfold(node: Node, scope: Scope, count: _Count) -> Node:
    count.take()
    match node:
        case Name(text):
            return _name(node, scope, count)
        case Call(Prime(function, order), arguments):
            return _prime(function, order, arguments, scope, count)
        case Prime(function, order):
            return _prime(function, order, (), scope, count)
        case Call(Name("diff")) if scope.lookup("diff") is None:
            return _diff(node, scope, count)
        case Call(Name(text), arguments) if text in _OF_FUNCTIONS and arguments and scope.lookup(text) is None:
            return _of_function(text, arguments, scope, count)
        case Call(Name(text), arguments):
            found = scope.lookup(text)
            if isinstance(found, Defined):
                values = [_unfold(each, scope, count) for each in arguments]
                return _apply(found, values, count)
            if isinstance(found, Bound) and isinstance(found.value, Name):
                return Call(found.value, tuple(_unfold(each, scope, count) for each in arguments), node.span)
            return _binding_call(node, scope, count)
        case Derivative():
            return _derivative(node, scope, count)
        case At(expression, bindings):
            return _at(expression, bindings, scope, count)
        case _:
            return rebuild(node, lambda each: _unfold(each, scope, count))


def _name(node: Name, scope: Scope, count: _Count) -> Any:
    found = scope.lookup(node.text)
    if isinstance(found, Bound):
        return found.value
    if isinstance(found, Defined):
        return _body(found, count)
    return node


def _body(found: Defined, count: _Count) -> Expression:
    """A definition's body; a function means the function of its own parameters."""
    parameters = found.definition.parameters or ()
    inner = found.scope.bind({each.text: each for each in parameters})
    return _unfold(found.definition.chain.first, inner, count)  # type: ignore[return-value]


def _apply(found: Defined, values: list[Any], count: _Count) -> Expression:
    parameters = found.definition.parameters
    if parameters is None:
        body: Any = _body(found, count)
        for value in values:
            body = Binary("*", body, value)
        return body
    if len(parameters) != len(values) and len(values) == 1 and isinstance(values[0], Vector):
        values = list(values[0].items)
    if len(parameters) != len(values):
        return Call(found.definition.name, tuple(values))
    inner = found.scope.bind({each.text: value for each, value in zip(parameters, values, strict=True)})
    return _unfold(found.definition.chain.first, inner, count)  # type: ignore[return-value]


def _prime(function: Name, order: int, arguments: tuple[Any, ...], scope: Scope, count: _Count) -> Expression:
    values: tuple[Any, ...] = tuple(_unfold(each, scope, count) for each in arguments)
    found = scope.lookup(function.text)
    if not isinstance(found, Defined):
        prime = Prime(function, order)
        return Call(prime, values) if values else prime
    parameters = found.definition.parameters
    body = _body(found, count)
    if parameters is None:
        names = free_names(body)
        parameters = (Name(names[0]),) if len(names) == 1 else ()
    if len(parameters) != 1 or len(values) > 1:
        return Call(Prime(function, order), values)
    (variable,) = parameters
    derivative = Call(Name("diff"), (body, variable, Number(str(order))) if order > 1 else (body, variable))
    if not values or values[0] == variable:
        return derivative
    return At(derivative, (Option(variable, values[0]),))


def _of_function(text: str, arguments: tuple[Any, ...], scope: Scope, count: _Count) -> Expression:
    """``grad f`` written out as the vector of partial derivatives, ``hessian f`` and ``jacobian F`` as matrices."""
    subject = arguments[0]
    body: Any = _unfold(subject, scope, count)
    variables = tuple(each for each in arguments[1:] if isinstance(each, Name)) or variables_of(subject, body, scope)

    def partial(expression: Expression, *names: Name) -> Expression:
        derivative: Expression = Derivative(expression, names, partial=True)
        return derivative

    if text == "grad":
        gradient = tuple(_anchored(partial(body, each), {each.text: each.text}, scope, count) for each in variables)
        return gradient[0] if len(gradient) == 1 else Vector(gradient)
    if text == "hessian":
        return Matrix(
            tuple(
                tuple(
                    _anchored(partial(body, row, column), {row.text: row.text, column.text: column.text}, scope, count)
                    for column in variables
                )
                for row in variables
            )
        )
    components = body.items if isinstance(body, Vector) else (body,)
    return Matrix(
        tuple(
            tuple(_anchored(partial(each, column), {column.text: column.text}, scope, count) for column in variables)
            for each in components
        )
    )


def variables_of(subject: Expression, body: Expression, scope: Scope) -> tuple[Name, ...]:
    """The variables of a function in order: its parameters, or else the free names in order of appearance."""
    if isinstance(subject, Name):
        found = scope.lookup(subject.text)
        if isinstance(found, Defined) and found.definition.parameters:
            return found.definition.parameters
    return tuple(Name(each) for each in free_names(body))


def _derivative(node: Derivative, scope: Scope, count: _Count) -> Expression:
    fresh = _renaming(tuple(each.text for each in node.variables), scope)
    body: Any = _unfold(node.body, scope.keep({name: Name(new) for name, new in fresh.items()}), count)
    variables = tuple(Name(fresh[each.text]) for each in node.variables)
    return _anchored(replace(node, body=body, variables=variables), fresh, scope, count)


def _diff(node: Call, scope: Scope, count: _Count) -> Expression:
    fresh = _renaming(bound_names(node), scope)
    kept = scope.keep({name: Name(new) for name, new in fresh.items()})
    arguments = tuple(_unfold(each, kept, count) for each in node.arguments)
    return _anchored(Call(node.function, arguments, node.span), fresh, scope, count)


def _anchored(derivative: Expression, fresh: Mapping[str, str], scope: Scope, count: _Count) -> Expression:
    """A derivative with respect to names that have a value (or another name outside), taken there."""
    values: list[Option] = []
    for name, new in fresh.items():
        value = _name(Name(name), scope, count)
        if value != Name(new):
            values.append(Option(Name(new), value))
    return At(derivative, tuple(values)) if values else derivative


def _at(expression: Expression, bindings: tuple[Any, ...], scope: Scope, count: _Count) -> Expression:
    if len(bindings) == 1 and not isinstance(bindings[0], Option | Range):
        value: Any = _unfold(bindings[0], scope, count)
        values: tuple[Any, ...] = value.items if isinstance(value, Vector) else (value,)
        subject = expression
        while isinstance(subject, Call) and subject.arguments and not isinstance(subject.function, Prime):
            subject = subject.arguments[0]  # type: ignore[assignment]
        if isinstance(subject, Call) and isinstance(subject.function, Prime):
            subject = subject.function.function
        if isinstance(subject, Prime):
            subject = subject.function
        if isinstance(subject, Derivative):
            subject = subject.body
        names = variables_of(subject, unfold(subject, scope), scope)
        pairs: tuple[Any, ...] = tuple(Option(name, each) for name, each in zip(names, values, strict=False))
        if len(names) != len(values):
            return At(_unfold(expression, scope, count), (value,))  # type: ignore[arg-type]
    else:
        pairs = tuple(rebuild(each, lambda part: _unfold(part, scope, count), keep_names=True) for each in bindings)
    inner = scope.keep({each.name.text: each.name for each in pairs})
    return At(_unfold(expression, inner, count), pairs)  # type: ignore[arg-type]


def _binding_call(node: Call, scope: Scope, count: _Count) -> Expression:
    names = bound_names(node)
    if not names:
        return Call(node.function, tuple(_unfold(each, scope, count) for each in node.arguments), node.span)
    fresh = _renaming(names, scope)
    inner = scope.bind({name: Name(new) for name, new in fresh.items()})
    arguments: list[Any] = []
    for each in node.arguments:
        if isinstance(each, Range):
            beside = inner.bind({each.name.text: _name(each.name, scope, count)})
            arguments.append(
                Range(
                    Name(fresh[each.name.text], each.name.span),
                    _unfold(each.lower, beside, count),  # type: ignore[arg-type]
                    _unfold(each.upper, beside, count),  # type: ignore[arg-type]
                    each.span,
                )
            )
        elif isinstance(each, Approach | Option):
            arguments.append(rebuild(each, lambda part: _unfold(part, scope, count), keep_names=True))
            arguments[-1] = replace(arguments[-1], name=Name(fresh[each.name.text]))
        else:
            arguments.append(_unfold(each, inner, count))
    return Call(node.function, tuple(arguments), node.span)


def _renaming(names: tuple[str, ...], scope: Scope) -> dict[str, str]:
    """New names for bound names that would capture a name of an argument written into the body."""
    taken: set[str] = set()
    here: Scope | None = scope
    while here is not None:
        for key, value in {**here.local, **here.kept}.items():
            if value != Name(key):
                taken.update(each.text for each in walk(value) if isinstance(each, Name))
        here = here.caller
    fresh: dict[str, str] = {}
    for name in names:
        new, number = name, 0
        while new in taken:
            number += 1
            new = f"{name}_{number}"
        fresh[name] = new
    return fresh
