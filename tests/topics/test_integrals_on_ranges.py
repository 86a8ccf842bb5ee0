"""Definite integrals: proofs by pieces, theorems with their conditions, and lists of zeros that are complete."""

from __future__ import annotations

from typing import Any

import pytest
import sympy

from worksheet_server.api import DIVERGES
from worksheet_server.values.budget import Budget
from worksheet_server.values.scope import Scope
from worksheet_topics.integrals.definite import proved_value
from worksheet_topics.integrals.ranges.singular import singular_points
from worksheet_topics.integrals.ranges.smooth import smooth_pieces
from worksheet_topics.integrals.ranges.zeros import zeros_inside
from worksheet_topics.integrals.theorems import by_theorem

X = sympy.Symbol("x", real=True)
A = sympy.Symbol("a", real=True)
PI, OO, ONE, ZERO = sympy.pi, sympy.oo, sympy.Integer(1), sympy.Integer(0)


def value(integrand: Any, lower: Any, upper: Any) -> Any:
    found = proved_value(integrand, X, lower + ZERO, upper + ZERO, Scope(), Budget.of(8))
    return None if found is None else found.value


@pytest.mark.parametrize(
    ("integrand", "lower", "upper", "wanted"),
    [
        (sympy.Abs(sympy.sin(3 * X)), ZERO, 3 * PI, 6),
        (sympy.Abs(X**2 - 1), -2, 2, 4),
        (sympy.floor(X), 0, 3, 3),
        (sympy.sign(X - 2) * X**2, 0, 3, sympy.Rational(11, 3)),
        (sympy.Max(X, 1 - X), 0, 1, sympy.Rational(3, 4)),
        (1 / (2 + sympy.cos(X)), ZERO, 2 * PI, 2 * PI / sympy.sqrt(3)),
        (sympy.log(X), 0, 1, -1),
        (X**3 * sympy.cos(X), -PI, PI, 0),
        (1 / X, 1, OO, OO),
        (sympy.tan(X), 0, 3, DIVERGES),
        (1 / X, -1, 1, DIVERGES),
        (1 / (X - 1) ** 2, 0, 2, OO),
        (X**2, 2, 0, -sympy.Rational(8, 3)),
    ],
)
def test_an_integral_is_proved(integrand: Any, lower: Any, upper: Any, wanted: Any) -> None:
    found = value(integrand, lower, upper)
    assert found is not None
    if wanted is DIVERGES or not (wanted + ZERO).is_finite:
        assert found == wanted
    else:
        assert abs(sympy.N(found - wanted, 30)) < 1e-20


def test_an_odd_integrand_with_a_pole_is_not_zero() -> None:
    assert value(1 / X**3, -1, 1) is DIVERGES


def test_nothing_is_proved_where_the_kinks_are_not_all_known() -> None:
    integrand = sympy.Abs(sympy.exp(X) - 3 * sympy.cos(X) - X)
    assert smooth_pieces(integrand, X, ZERO, ONE) is None
    assert value(integrand, 0, 1) is None


@pytest.mark.parametrize(
    ("function", "lower", "upper", "wanted"),
    [
        (sympy.sin(2 * X), ZERO, 2 * PI, (PI / 2, PI, 3 * PI / 2)),
        (X**3 - 2 * X, -2, 2, (-sympy.sqrt(2), 0, sympy.sqrt(2))),
        (2 * sympy.cos(X) ** 2 - 1, ZERO, PI, (PI / 4, 3 * PI / 4)),
        (sympy.exp(2 * X) - 3 * sympy.exp(X) + 2, -1, 1, (0, sympy.log(2))),
        (3 + 2 * sympy.cos(X), ZERO, OO, ()),
        (sympy.log(X) - 1, 0, 5, (sympy.E,)),
    ],
)
def test_all_zeros_are_found(function: Any, lower: Any, upper: Any, wanted: tuple[Any, ...]) -> None:
    found = zeros_inside(function, X, lower + ZERO, upper + ZERO)
    assert found is not None
    assert {each + ZERO for each in wanted} <= set(found)


@pytest.mark.parametrize("function", [sympy.sin(X**2 + X) - X, sympy.exp(X) + X - 2, sympy.gamma(X) - X])
def test_a_list_that_may_be_incomplete_is_none(function: Any) -> None:
    assert zeros_inside(function, X, ZERO, sympy.Integer(4)) is None


def test_singular_points_are_where_a_function_is_not_analytic() -> None:
    function = sympy.log(sympy.Abs(X - 1)) + sympy.atan(1 / X) + sympy.sqrt(X + 3)
    assert singular_points(function, X, -OO, OO) == (-3, 0, 1)
    assert singular_points(sympy.gamma(X), X, ZERO, ONE) is None


@pytest.mark.parametrize(
    ("integrand", "lower", "upper", "wanted"),
    [
        (sympy.cos(X**2), ZERO, OO, sympy.sqrt(2 * PI) / 4),
        (sympy.sin(X) / X, ZERO, OO, PI / 2),
        (X**4 * sympy.exp(-2 * X**2), ZERO, OO, 3 * sympy.sqrt(2 * PI) / 64),
        (1 / (1 + X**4), ZERO, OO, sympy.sqrt(2) * PI / 4),
        (X / (sympy.exp(X) - 1), ZERO, OO, PI**2 / 6),
        (X**2 * sympy.exp(-(X**2) + 2 * X), -OO, OO, 3 * sympy.sqrt(PI) * sympy.E / 2),
        (sympy.cos(3 * X) / (X**2 + 4), -OO, OO, PI * sympy.exp(-6) / 2),
        (sympy.sqrt(X) * (1 - X), ZERO, ONE, sympy.Rational(4, 15)),
    ],
)
def test_a_theorem_gives_the_value(integrand: Any, lower: Any, upper: Any, wanted: Any) -> None:
    found = by_theorem(integrand, X, lower, upper)
    assert found is not None
    assert abs(sympy.N(found[0] - wanted, 30)) < 1e-20


@pytest.mark.parametrize(
    ("integrand", "lower", "upper"),
    [
        (sympy.cos(X), ZERO, OO),
        (sympy.cos(X) / X, ZERO, OO),
        (sympy.exp(A * X), ZERO, OO),
        (1 / (X + 1), ZERO, OO),
        (1 / (sympy.exp(X) - 1), ZERO, OO),
        (sympy.exp(X**2), -OO, OO),
        (X * sympy.cos(X) / (X + 1), -OO, OO),
        (sympy.cos(X) / (X**2 - 1), -OO, OO),
        (sympy.cos(X) / (X**2 + 1) ** 2, -OO, OO),
        (1 / X / (1 - X), ZERO, ONE),
    ],
)
def test_a_theorem_is_not_used_outside_its_conditions(integrand: Any, lower: Any, upper: Any) -> None:
    assert by_theorem(integrand, X, lower, upper) is None
