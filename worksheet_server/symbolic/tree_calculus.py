"""Derivatives, sums, integrals and limits that SymPy left as they were, in our spelling."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from worksheet_server.symbolic.fresh_names import fresh_name
from worksheet_server.symbolic.writing import NotInLanguageError, Write
from worksheet_server.syntax.tree import (
    Approach,
    Argument,
    At,
    Call,
    Derivative,
    Expression,
    Name,
    Number,
    Option,
    Prime,
    Range,
)


def derivative(value: Any, write: Write) -> Expression:
    """``f'(x)`` and ``∂/∂x (p(x, y))`` of unknown functions, else ``diff(body, x, 2)``."""
    body, counts = value.expr, value.variable_count
    if isinstance(body, AppliedUndef) and len(counts) == 1 and body.args == (counts[0][0],):
        # SymPy also writes f'(g(x)) as the derivative of f(g(x)) by g(x).
        return Call(Prime(Name(body.func.__name__), int(counts[0][1])), (write(body.args[0]),))
    if any(not isinstance(symbol, sympy.Symbol) or not isinstance(count, sympy.Integer) for symbol, count in counts):
        raise NotInLanguageError
    if isinstance(body, AppliedUndef):
        variables = tuple(Name(symbol.name) for symbol, count in counts for _ in range(int(count)))
        return Derivative(write(body), variables, partial=True)
    arguments: list[Argument] = [write(body)]
    for symbol, count in counts:
        arguments += [write(symbol)] + ([Number(str(count))] if count > 1 else [])
    return Call(Name("diff"), tuple(arguments))


def substituted(value: Any, write: Write) -> Expression:
    """``f'(g(x))``, and ``∂/∂t (p(t, y)) at t=x^2`` for partial derivatives at a point."""
    body, places, points = value.expr, value.variables, value.point
    if not isinstance(body, sympy.Derivative):
        raise NotInLanguageError
    applied = body.expr
    if isinstance(applied, AppliedUndef) and applied.args == tuple(places) and len(places) == 1:
        return Call(Prime(Name(applied.func.__name__), int(body.derivative_count)), (write(points[0]),))
    taken = {symbol.name for symbol in value.atoms(sympy.Symbol) - set(places)}
    taken |= {each.func.__name__ for each in value.atoms(AppliedUndef)}
    renamed = {}
    for place in places:
        name = fresh_name(taken)
        taken.add(name)
        renamed[place] = sympy.Symbol(name, **place.assumptions0)
    bindings = tuple(
        Option(Name(renamed[place].name), write(point)) for place, point in zip(places, points, strict=True)
    )
    return At(write(body.xreplace(renamed)), bindings)


def over_ranges(function: str, value: Any, write: Write) -> Expression:
    """``sum(f, i=a..b)``, nested for several ranges; ``int(f, x)`` without limits."""
    written = write(value.function)
    for limits in value.limits:
        name = Name(limits[0].name)
        if len(limits) == 3:
            written = Call(Name(function), (written, Range(name, write(limits[1]), write(limits[2]))))
        elif len(limits) == 1 and function == "int":
            written = Call(Name(function), (written, name))
        else:
            raise NotInLanguageError
    return written


def limit(value: Any, write: Write) -> Expression:
    """``lim(f, x -> a+)``."""
    body, variable, point, side = value.args
    written = str(side)
    direction = "" if written == "+-" or point.is_infinite else written
    return Call(Name("lim"), (write(body), Approach(Name(variable.name), write(point), direction)))
