"""Asking SymPy's algorithms for a closed form, and telling whether what comes back is one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy
from sympy.polys.polyerrors import BasePolynomialError

from worksheet_server.symbolic.symbols import bound_symbol
from worksheet_server.symbolic.to_sympy import to_sympy
from worksheet_server.syntax.shapes import over_range
from worksheet_server.syntax.tree import Call
from worksheet_server.values.budget import Budget, OutOfTime
from worksheet_server.values.scope import Scope

_NOT_CLOSED = (
    sympy.Integral,
    sympy.Sum,
    sympy.Product,
    sympy.Limit,
    sympy.nan,
    sympy.zoo,
    sympy.AccumBounds,
    sympy.meijerg,
    sympy.polar_lift,
    sympy.exp_polar,
)


# What SymPy raises on cases that an algorithm does not cover.
_REFUSALS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    TypeError,
    ValueError,
    BasePolynomialError,
)


def attempt(propose: Callable[[], Any], budget: Budget) -> Any:
    """What ``propose`` returns.

    ``None`` where it raises what SymPy raises on cases it does not cover, or runs out of time.
    """
    try:
        with budget.enforce():
            return propose()
    except OutOfTime:
        return None
    except _REFUSALS:
        return None


def closed_form(value: Any) -> Any:
    """``value`` where it is a closed form, ``None`` where it is not.

    Of a result with cases (conditions on convergence that parameters must meet) it is the first closed one: the
    referee judges whether it holds under the assumptions.
    """
    if isinstance(value, sympy.Piecewise) and value.has(sympy.Integral, sympy.Sum, sympy.Product):
        value = next((each for each, _ in value.args if not each.has(*_NOT_CLOSED)), None)
    if not isinstance(value, sympy.Expr) or value.has(*_NOT_CLOSED):
        return None
    return value


def exact_rational(value: Any) -> Any:
    """The SymPy rational that an exact rational of the numeric route is (numerator ``p``, denominator ``q``).

    ``None`` for a ball.
    """
    if not hasattr(value, "p") or not hasattr(value, "q"):
        return None
    return sympy.Rational(int(value.p), int(value.q))


def counted(call: Call, scope: Scope, budget: Budget) -> tuple[Any, Any, Any, Any] | None:
    """Term, index, lower and upper limit of ``sum(f, i=a..b)`` or ``prod(f, i=a..b)`` as SymPy objects.

    ``None`` where a limit is certainly no integer, as in ``i=3/2..3``: then nothing is counted.
    """
    read = over_range(call)
    if read is None:
        return None
    body, specification = read
    name = specification.name.text
    lower = to_sympy(specification.lower, scope, budget)
    upper = to_sympy(specification.upper, scope, budget)
    if lower is None or upper is None or any(each.is_finite and each.is_integer is False for each in (lower, upper)):
        return None
    facts = {"integer": True}
    if lower.is_positive:
        facts["positive"] = True
    elif lower.is_nonnegative:
        facts["nonnegative"] = True
    index = bound_symbol(name, scope, **facts)
    term = to_sympy(body, scope.bind({name: index}), budget)
    return None if term is None else (term, index, lower, upper)


def written_terms(call: Call, scope: Scope, budget: Budget, most: int) -> list[Any] | None:
    """The terms of a finite sum (factors of a product) one by one, the index replaced in the tree.

    ``y[i]`` becomes ``y[1]``.

    ``None`` where the limits are not integers, there are more than ``most`` terms, or one of them has no SymPy form.
    """
    read = over_range(call)
    if read is None:
        return None
    body, over = read
    lower = to_sympy(over.lower, scope, budget)
    upper = to_sympy(over.upper, scope, budget)
    if not isinstance(lower, sympy.Integer) or not isinstance(upper, sympy.Integer):
        return None
    if not 0 <= int(upper) - int(lower) + 1 <= most:
        return None
    terms = []
    for value in range(int(lower), int(upper) + 1):
        budget.check()
        term = to_sympy(body, scope.bind({over.name.text: sympy.Integer(value)}), budget)
        if term is None:
            return None
        terms.append(term)
    return terms
