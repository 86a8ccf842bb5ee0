"""Expressions as they are written, evaluated where calculus functions have numeric routes alone."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, Decimal
from typing import Any

from worksheet_server.numerics.definite import definite_integral
from worksheet_server.numerics.enclose import enclose
from worksheet_server.numerics.limits import limit_value
from worksheet_server.numerics.sums import product_value, sum_value
from worksheet_server.syntax.names import Names
from worksheet_server.syntax.parser import parse, parse_expression
from worksheet_server.syntax.statements import Definition
from worksheet_server.syntax.tree import Call, Expression
from worksheet_server.values.answers import Enclosure, Rigor, Value
from worksheet_server.values.budget import Budget
from worksheet_server.values.scope import Function, Scope

SECONDS = 20
EXACTLY = Context(prec=400, Emax=10**15, Emin=-(10**15))


def _over_range(route: Callable[..., Any]) -> Callable[..., Any]:
    def numeric(call: Call, scope: Scope, budget: Budget, field: Any) -> Any:
        over: Any = call.arguments[1]
        return route(call.arguments[0], over.name.text, over.lower, over.upper, scope, budget, field)

    return numeric


def _limit(call: Call, scope: Scope, budget: Budget, field: Any) -> Any:
    to: Any = call.arguments[1]
    return limit_value(call.arguments[0], to.name.text, to.point, to.side, scope, budget, field)  # type: ignore[arg-type]


_ROUTES = {
    "int": _over_range(definite_integral),
    "sum": _over_range(sum_value),
    "prod": _over_range(product_value),
    "lim": _limit,
}
FUNCTIONS = {name: Function(name, "", "", "", numeric=route) for name, route in _ROUTES.items()}


def scope_of(*definitions: str) -> Scope:
    """The scope below these definitions."""
    found: list[Definition] = []
    for line in definitions:
        statement = parse(line, names_of(found))
        assert isinstance(statement.content, Definition)
        found.append(statement.content)
    return Scope(tuple(found), functions=FUNCTIONS)


def names_of(definitions: list[Definition]) -> Names:
    """The names in force below these definitions."""
    functions = frozenset(each.name.text for each in definitions if each.parameters is not None)
    return Names(functions, frozenset(each.name.text for each in definitions))


def read(text: str, scope: Scope | None = None) -> Expression:
    """The tree of an expression below the definitions of ``scope``."""
    found = parse_expression(text, names_of(list(scope.definitions) if scope else []))
    assert isinstance(found, Expression)
    return found


def value_of(text: str, *definitions: str, digits: int = 15, seconds: float = SECONDS) -> Value | None:
    """What ``enclose`` says of an expression."""
    scope = scope_of(*definitions)
    return enclose(read(text, scope), scope, Budget.of(seconds), digits)


def check(text: str, expected: str, *definitions: str, radius: str = "1e-12") -> None:
    """``text`` has a proved enclosure around ``expected``, of at most this relative radius."""
    found = value_of(text, *definitions)
    assert isinstance(found, Enclosure), found
    assert found.rigor is Rigor.PROVED, found
    contains(found, expected)
    assert Decimal(found.radius) <= abs(Decimal(expected)) * Decimal(radius) + Decimal("1e-40"), found


def contains(found: Enclosure, expected: str) -> None:
    """The enclosure holds a number whose decimals, cut behind their last digit, are ``expected``."""
    exponent = Decimal(expected).as_tuple().exponent
    assert isinstance(exponent, int)
    unit = Decimal(1).scaleb(exponent, EXACTLY) if "." in expected else Decimal(0)
    distance = EXACTLY.abs(EXACTLY.subtract(Decimal(found.midpoint), Decimal(expected)))
    assert distance <= EXACTLY.add(Decimal(found.radius), unit), (found, expected)


def refuses(text: str, *definitions: str) -> None:
    """Nothing is proved of ``text``: no value, or an estimate that says so."""
    found = value_of(text, *definitions)
    assert found is None or (isinstance(found, Enclosure) and found.rigor is Rigor.ESTIMATED), found
