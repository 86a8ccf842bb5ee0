"""Calls: functions defined in the worksheet, of the library, of topics, and unknown ones."""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.symbolic import derivatives, elementary, vectors
from worksheet_server.symbolic.reading import NoClosedFormError, Reading, definite
from worksheet_server.symbolic.special import first_special
from worksheet_server.symbolic.symbols import mapping, vector_length
from worksheet_server.symbolic.unknown import apply_unknown, is_symbolic_vector
from worksheet_server.syntax.tree import Approach, Call, Name, Option, Prime, Range
from worksheet_server.values.scope import Bound, Defined

_OF_VECTORS = {"norm": vectors.norm, "abs": vectors.norm, "mean": vectors.mean, "len": vectors.length}


def call(node: Call, reading: Reading) -> Any:
    """The value of a call, whichever kind of function it is."""
    if isinstance(node.function, Prime):
        return derivatives.prime_call(node.function, arguments(node, reading), reading)
    if not isinstance(node.function, Name):
        raise NoClosedFormError
    name = node.function.text
    meaning = reading.scope.lookup(name)
    if isinstance(meaning, Defined):
        return defined_call(meaning, arguments(node, reading), reading)
    if isinstance(meaning, Bound):
        raise NoClosedFormError
    if mapping(name, reading.scope) is not None:
        return _unknown(name, node, reading)
    topic = reading.scope.functions.get(name)
    if topic is not None and topic.exact is not None:
        return definite(topic.exact(node, reading.scope, reading.budget))
    if name in derivatives.CALLS:
        return derivatives.CALLS[name](node, reading)
    values = arguments(node, reading)
    special = first_special(values)
    if special is not None:
        return special
    if name == "O" and len(values) == 1:
        return remainder(values[0])
    if name in _OF_VECTORS and len(values) == 1 and (vectors.is_array(values[0]) or name != "abs"):
        return _of_vector(name, values[0], node, reading)
    if name == "dot" and len(values) == 2:
        return _dot(values[0], values[1], node, reading)
    if any(vectors.is_array(value) for value in values):
        raise NoClosedFormError
    if name in elementary.ELEMENTARY:
        return elementary.apply(name, values)
    if topic is not None:
        raise NoClosedFormError
    return apply_unknown(name, values, reading.scope)


def arguments(node: Call, reading: Reading) -> tuple[Any, ...]:
    """The values of plain arguments; a range or an option is none."""
    if any(isinstance(each, Range | Approach | Option) for each in node.arguments):
        raise NoClosedFormError
    return tuple(reading.value(each) for each in node.arguments if not isinstance(each, Range | Approach | Option))


def defined_call(meaning: Defined, values: tuple[Any, ...], reading: Reading) -> Any:
    """A function of the worksheet at ``values``; one vector may stand for all its parameters in order."""
    parameters = meaning.definition.parameters
    if parameters is None:
        raise NoClosedFormError
    special = first_special(values)
    if special is not None:
        return special
    if len(values) == 1 and len(parameters) > 1 and isinstance(values[0], sympy.Tuple):
        values = tuple(values[0])
    if len(values) != len(parameters):
        raise NoClosedFormError
    bound = {parameter.text: value for parameter, value in zip(parameters, values, strict=True)}
    return reading.within(meaning.scope.bind(bound)).value(meaning.definition.chain.first)


def remainder(power: Any) -> Any:
    """``O((x - a)^n)`` as SymPy's ``Order`` at ``x = a``."""
    symbols = power.free_symbols
    base = power.as_base_exp()[0]
    if len(symbols) != 1:
        raise NoClosedFormError
    (symbol,) = symbols
    point = symbol - base
    return sympy.Order(power, (symbol, point)) if not point.has(symbol) else sympy.Order(power, symbol)


def _unknown(name: str, node: Call, reading: Reading) -> Any:
    values = arguments(node, reading)
    special = first_special(values)
    return special if special is not None else apply_unknown(name, values, reading.scope)


def _of_vector(name: str, value: Any, node: Call, reading: Reading) -> Any:
    if not is_symbolic_vector(value):
        return _OF_VECTORS[name](value)
    size = _size(node, 0, reading)
    if name == "len":
        return size
    index = sympy.Dummy("i", integer=True, positive=True)
    if name == "mean":
        return sympy.Sum(value[index], (index, 1, size)) / size
    return sympy.sqrt(sympy.Sum(value[index] ** 2, (index, 1, size)))


def _dot(first: Any, second: Any, node: Call, reading: Reading) -> Any:
    if is_symbolic_vector(first) and is_symbolic_vector(second):
        size = _size(node, 0, reading)
        if size != _size(node, 1, reading):
            raise NoClosedFormError
        index = sympy.Dummy("i", integer=True, positive=True)
        return sympy.Sum(first[index] * second[index], (index, 1, size))
    return vectors.dot(first, second)


def _size(node: Call, position: int, reading: Reading) -> Any:
    argument = node.arguments[position]
    length = vector_length(argument.text, reading.scope) if isinstance(argument, Name) else None
    if length is None:
        raise NoClosedFormError
    return reading.value(length)
