"""The free names of an expression, through the definitions that it uses."""

from __future__ import annotations

from collections.abc import Iterator

from worksheet_server.syntax.tree import (
    Approach,
    At,
    Call,
    Derivative,
    Index,
    Name,
    Node,
    Option,
    Prime,
    Range,
    children,
)
from worksheet_server.values.scope import Defined, Scope

CONSTANTS = frozenset({"e", "pi", "oo", "ⅈ", "EulerGamma", "Catalan", "dne", "diverges", "none"})


def free_names(expression: Node, scope: Scope) -> tuple[str, ...]:
    """The names that are free in ``expression``, each once, in the order in which they appear.

    A definition counts with the free names of its body, a function without its parameters; functions and constants do
    not count.
    """
    return tuple(dict.fromkeys(_free(expression, scope, frozenset())))


def _free(node: Node, scope: Scope, bound: frozenset[str]) -> Iterator[str]:
    match node:
        case Name(text):
            yield from _name(text, scope, bound)
        case Call(function, arguments):
            inside = bound | {each.name.text for each in arguments if isinstance(each, Range | Approach)}
            if isinstance(function, Name | Prime):
                yield from _function(function, scope, bound)
            for each in arguments:
                if isinstance(each, Range):
                    yield from _free(each.lower, scope, bound)
                    yield from _free(each.upper, scope, bound)
                elif isinstance(each, Approach):
                    yield from _free(each.point, scope, bound)
                elif isinstance(each, Option):
                    yield from _free(each.value, scope, bound)
                else:
                    yield from _free(each, scope, inside)
        case Prime():
            yield from _function(node, scope, bound)
        case At(body, bindings):
            inside = bound | {each.name.text for each in bindings if isinstance(each, Range | Option)}
            yield from _free(body, scope, inside)
            for each in bindings:
                for child in children(each) if isinstance(each, Range | Option) else (each,):
                    if not (isinstance(each, Range | Option) and child is each.name):
                        yield from _free(child, scope, bound)
        case Derivative(body, variables):
            yield from _free(body, scope, bound)
            for each in variables:
                yield from _free(each, scope, bound)
        case Index(base, indices):
            for child in (base, *indices):
                yield from _free(child, scope, bound)
        case _:
            for child in children(node):
                yield from _free(child, scope, bound)


def _name(text: str, scope: Scope, bound: frozenset[str]) -> Iterator[str]:
    if text in bound:
        return
    meaning = scope.lookup(text)
    if isinstance(meaning, Defined):
        parameters = frozenset(each.text for each in meaning.definition.parameters or ())
        for each in meaning.definition.parameters or ():
            yield from _name(each.text, scope, bound)
        yield from _free(meaning.definition.chain.first, meaning.scope, bound | parameters)
    elif meaning is None and text not in CONSTANTS:
        yield text


def _function(function: Name | Prime, scope: Scope, bound: frozenset[str]) -> Iterator[str]:
    name = function.function if isinstance(function, Prime) else function
    meaning = scope.lookup(name.text)
    if isinstance(meaning, Defined):
        parameters = frozenset(each.text for each in meaning.definition.parameters or ())
        yield from _free(meaning.definition.chain.first, meaning.scope, bound | parameters)
