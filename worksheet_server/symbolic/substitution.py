"""``expression at x=2``: names bound for one expression, through the definitions that it uses."""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.symbolic import vectors
from worksheet_server.symbolic.free_names import free_names
from worksheet_server.symbolic.reading import NoClosedFormError, Reading
from worksheet_server.symbolic.special import first_special
from worksheet_server.syntax.tree import At, Call, Derivative, Expression, Name, Option, Prime, Range, walk
from worksheet_server.values.scope import Defined, Scope


def at(node: At, reading: Reading) -> Any:
    """``F at x=2``, ``F at (1, 2)`` for a function's parameters in order, and ``F at x=a..b``, which is F(b) − F(a)."""
    ranges = [binding for binding in node.bindings if isinstance(binding, Range)]
    options = [binding for binding in node.bindings if isinstance(binding, Option)]
    if len(ranges) == 1 and len(node.bindings) == 1:
        return _difference(node.expression, ranges[0], reading)
    if options and len(options) == len(node.bindings):
        return _bound(node.expression, {each.name.text: reading.value(each.value) for each in options}, reading)
    if len(node.bindings) == 1 and not ranges:
        value = reading.value(node.bindings[0])  # type: ignore[arg-type]  # Neither a range nor an option is left here.
        spread = tuple(value) if isinstance(value, sympy.Tuple) else (value,)
        choices = places(node.expression, reading.scope)
        for names, values in [(each, spread) for each in choices] + [(each, (value,)) for each in choices]:
            if len(names) == len(values):
                return _bound(node.expression, dict(zip(names, values, strict=True)), reading)
    raise NoClosedFormError


def places(expression: Expression, scope: Scope) -> tuple[tuple[str, ...], ...]:
    """What unnamed values may stand for, the likeliest first.

    That is the parameters of each function that is named without arguments, or else the free names.
    """
    found: list[tuple[str, ...]] = []
    called = {id(node.function) for node in walk(expression) if isinstance(node, Call)}
    differentiated = {id(name) for node in walk(expression) if isinstance(node, Derivative) for name in node.variables}
    for node in walk(expression):
        name = node.function if isinstance(node, Prime) and id(node) not in called else node
        if isinstance(name, Name) and id(name) not in called | differentiated:
            meaning = scope.lookup(name.text)
            if isinstance(meaning, Defined) and meaning.definition.parameters:
                found.append(tuple(parameter.text for parameter in meaning.definition.parameters))
    return (*found, free_names(expression, scope))


def _difference(expression: Expression, binding: Range, reading: Reading) -> Any:
    name = binding.name.text
    upper = _bound(expression, {name: reading.value(binding.upper)}, reading)
    lower = _bound(expression, {name: reading.value(binding.lower)}, reading)
    special = first_special((upper, lower))
    return (
        special
        if special is not None
        else vectors.add(upper, vectors.scale(-1, lower))
        if vectors.is_array(upper)
        else upper - lower
    )


def _bound(expression: Expression, values: dict[str, Any], reading: Reading) -> Any:
    special = first_special(values.values())
    return special if special is not None else reading.within(reading.scope.keep(values)).value(expression)
