"""Derivatives: ``f'(2)``, ``dy/dx``, ``∂f/∂x``, ``diff(f(x), x, 2)``, ``grad f``, ``hessian f``, ``jacobian(F)``.

The variable becomes a fresh symbol, also inside the definitions that the expression uses; the body is translated and
differentiated, and the variable's own value put back.  Where a value meets a corner (``|x|`` at 0), one-sided
difference quotients decide.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import sympy

from worksheet_server.symbolic import elementary, vectors
from worksheet_server.symbolic.corners import classical, derivative_at_corner, meets_corner
from worksheet_server.symbolic.free_names import free_names
from worksheet_server.symbolic.reading import NoClosedFormError, Reading
from worksheet_server.symbolic.special import first_special, is_special
from worksheet_server.symbolic.symbols import bound_symbol, free_symbol, mapping
from worksheet_server.symbolic.unknown import apply_unknown
from worksheet_server.syntax.tree import Call, Derivative, Expression, Name, Number, Prime
from worksheet_server.values.scope import Bound, Defined

_MOST_TIMES = 200


def fraction(node: Derivative, reading: Reading) -> Any:
    """``d/dx (body)``, ``dy/dx``, ``∂²f/∂x∂y``."""
    return differentiated(node.body, [each.text for each in node.variables], reading)


def differentiated(body: Expression, names: Sequence[str], reading: Reading) -> Any:
    """The derivative of ``body`` by ``names`` in turn, at the values that the names have here.

    The other parameters of a function stay fixed, whatever they are defined to be here.
    """
    held = (*names, *_parameters(body, reading)) if names else ()
    variables = {name: _variable(name, reading) for name in dict.fromkeys(held)}
    value = _body(body, variables, reading)
    if is_special(value):
        return value
    points = {variables[name]: reading.value(Name(name)) for name in variables}
    return derivative(value, [variables[name] for name in names], points)


def derivative(value: Any, variables: Sequence[sympy.Symbol], points: dict[Any, Any]) -> Any:
    """The derivative of a SymPy value (of each entry of an array) by ``variables`` in turn, at ``points``."""
    special = first_special(points.values())
    if special is not None:
        return special
    if len(variables) > _MOST_TIMES or not all(isinstance(point, sympy.Expr) for point in points.values()):
        raise NoClosedFormError
    return vectors.components(lambda entry: _derivative(entry, variables, points), value)


def prime_call(function: Prime, values: tuple[Any, ...], reading: Reading) -> Any:
    """``f'(2)``, ``f''(x)``."""
    special = first_special(values)
    if special is not None:
        return special
    if len(values) != 1:
        raise NoClosedFormError
    name = function.function.text
    variable = bound_symbol(name, reading.scope)
    meaning = reading.scope.lookup(name)
    if isinstance(meaning, Defined):
        parameters = meaning.definition.parameters or ()
        if len(parameters) != 1:
            raise NoClosedFormError
        inside = meaning.scope.bind({parameters[0].text: variable})
        body = reading.within(inside).value(meaning.definition.chain.first)
    else:
        body = _function_of(name, (variable,), reading)
    return derivative(body, [variable] * function.order, {variable: values[0]})


def bare_prime(node: Prime, reading: Reading) -> Any:
    """``f'`` without arguments: at the function's own parameter, or by the only free name of ``y``."""
    meaning = reading.scope.lookup(node.function.text)
    if isinstance(meaning, Defined) and meaning.definition.parameters:
        values = tuple(reading.value(each) for each in meaning.definition.parameters)
        return prime_call(node, values, reading)
    names = free_names(node.function, reading.scope)
    if not isinstance(meaning, Defined) or len(names) != 1:
        raise NoClosedFormError
    return differentiated(node.function, [names[0]] * node.order, reading)


def diff_call(node: Call, reading: Reading) -> Any:
    """``diff(body, x)``, ``diff(body, x, 2)``, ``diff(body, x, y)``, ``diff(body)`` of one free name."""
    if not node.arguments:
        raise NoClosedFormError
    body, *rest = node.arguments
    names: list[str] = []
    for each in rest:
        if isinstance(each, Name):
            names.append(each.text)
        elif isinstance(each, Number) and each.digits.isdigit() and names and int(each.digits) <= _MOST_TIMES:
            names += [names[-1]] * (int(each.digits) - 1)
            names = names[:-1] if each.digits.strip("0") == "" else names
        else:
            raise NoClosedFormError
    if not rest:
        names = list(parameters_of(body, reading))  # type: ignore[arg-type]  # A range or option has no value either way.
        if len(names) != 1:
            raise NoClosedFormError
    return differentiated(body, names, reading)  # type: ignore[arg-type]  # See above.


def gradient(node: Call, reading: Reading) -> Any:
    """``grad f``: by the function's parameters in order, or by the free names in order of appearance.

    With one variable it is the derivative itself, as ``(a)`` is ``a``.
    """
    body, names, reading = _field(node, reading)
    partial = [_number(differentiated(body, [name], reading)) for name in names]
    return partial[0] if len(partial) == 1 else sympy.Tuple(*partial)


def hessian(node: Call, reading: Reading) -> Any:
    """``hessian f``: the matrix of second partial derivatives."""
    body, names, reading = _field(node, reading)
    if len(names) == 1:
        return _number(differentiated(body, [names[0]] * 2, reading))
    return sympy.ImmutableMatrix(
        [[_number(differentiated(body, [first, second], reading)) for second in names] for first in names]
    )


def jacobian(node: Call, reading: Reading) -> Any:
    """``jacobian(F)``: one row for each component, one column for each variable."""
    body, names, reading = _field(node, reading)
    columns = [differentiated(body, [name], reading) for name in names]
    if not columns or not all(isinstance(column, sympy.Tuple) for column in columns):
        raise NoClosedFormError
    return sympy.ImmutableMatrix([[_number(column[row]) for column in columns] for row in range(len(columns[0]))])


CALLS: dict[str, Callable[[Call, Reading], Any]] = {
    "diff": diff_call,
    "grad": gradient,
    "hessian": hessian,
    "jacobian": jacobian,
}
"""The calls that differentiate."""


def parameters_of(body: Expression, reading: Reading) -> tuple[str, ...]:
    """What ``body`` is a function of: the parameters of a function, else its free names in order of appearance."""
    return _parameters(body, reading) or free_names(body, reading.scope)


def _parameters(body: Expression, reading: Reading) -> tuple[str, ...]:
    meaning = reading.scope.lookup(body.text) if isinstance(body, Name) else None
    parameters = meaning.definition.parameters if isinstance(meaning, Defined) else None
    return tuple(each.text for each in parameters or ())


def _field(node: Call, reading: Reading) -> tuple[Expression, tuple[str, ...], Reading]:
    """What is differentiated, by which names, and where: ``grad f(1, 2)`` is the gradient of f at (1, 2)."""
    if not node.arguments:
        raise NoClosedFormError
    body: Any = node.arguments[0]
    if len(node.arguments) > 1:
        names = [each.text for each in node.arguments[1:] if isinstance(each, Name)]
        if len(names) != len(node.arguments) - 1:
            raise NoClosedFormError
        return body, tuple(names), reading
    if isinstance(body, Call) and isinstance(body.function, Name):
        meaning = reading.scope.lookup(body.function.text)
        if isinstance(meaning, Defined) and meaning.definition.parameters:
            names = [each.text for each in meaning.definition.parameters]
            values = [reading.value(each) for each in body.arguments]  # type: ignore[arg-type]  # Refused by the walker.
            if len(values) == 1 and isinstance(values[0], sympy.Tuple):
                values = list(values[0])
            if len(values) != len(names):
                raise NoClosedFormError
            bound = dict(zip(names, values, strict=True))
            return body.function, tuple(names), reading.within(reading.scope.bind(bound))
    return body, parameters_of(body, reading), reading


def _variable(name: str, reading: Reading) -> sympy.Symbol:
    """A fresh symbol; it knows of the name what the assumptions say, unless the name is bound or defined here."""
    if reading.scope.lookup(name) is not None:
        return bound_symbol(name, reading.scope)
    return sympy.Dummy(name, **free_symbol(name, reading.scope).assumptions0)


def _body(body: Expression, variables: dict[str, sympy.Symbol], reading: Reading) -> Any:
    inside = reading.within(reading.scope.keep(variables))
    if isinstance(body, Name) and reading.scope.lookup(body.text) is None and body.text not in variables:
        return _function_of(body.text, tuple(variables.values()), reading)
    return inside.value(body)


def _function_of(name: str, variables: tuple[sympy.Symbol, ...], reading: Reading) -> Any:
    """An unknown function, or one of the library, named without arguments."""
    scope = reading.scope
    if isinstance(scope.lookup(name), Bound):
        raise NoClosedFormError
    declared = mapping(name, scope)
    if declared is None and name in elementary.ELEMENTARY:
        return elementary.apply(name, variables)
    if declared is None and len(variables) != 1:
        raise NoClosedFormError
    return apply_unknown(name, variables, scope)


def _derivative(value: Any, variables: Sequence[sympy.Symbol], points: dict[Any, Any]) -> Any:
    _number(value)
    for position, variable in enumerate(variables):
        if meets_corner(value, points):
            return derivative_at_corner(value, variables[position:], points)
        value = classical(sympy.diff(value, variable), variable)
    return _at(value, points)


def _at(value: Any, points: dict[Any, Any]) -> Any:
    """``value`` at ``points``; a variable that takes its own name back is only renamed: ``f'(x)`` stays plain."""
    names = [point for point in points.values() if isinstance(point, sympy.Symbol)]
    own = {
        variable: point
        for variable, point in points.items()
        if isinstance(point, sympy.Symbol) and names.count(point) == 1 and not value.has(point)
    }
    rest = {variable: point for variable, point in points.items() if variable not in own}
    return (value.subs(rest, simultaneous=True) if rest else value).xreplace(own)


def _number(value: Any) -> Any:
    if not isinstance(value, sympy.Expr) or isinstance(value, sympy.MatrixBase):
        raise NoClosedFormError
    return value
