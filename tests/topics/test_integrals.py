"""Antiderivatives: what each method finds, and what it must leave alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sympy

from worksheet_server.symbolic.zero import proves_zero
from worksheet_server.values.budget import Budget
from worksheet_topics.integrals.antiderivatives import OWN, antiderivatives, derivative
from worksheet_topics.integrals.methods.absolute import by_signs
from worksheet_topics.integrals.methods.circular import by_circular, by_hyperbolic
from worksheet_topics.integrals.methods.continuous import in_tangent
from worksheet_topics.integrals.methods.exponential import by_exponential
from worksheet_topics.integrals.methods.inverse import by_inverse_function
from worksheet_topics.integrals.methods.linearity import power_rule, term_by_term
from worksheet_topics.integrals.methods.parts import by_parts
from worksheet_topics.integrals.methods.quadratic_root import by_quadratic_root
from worksheet_topics.integrals.methods.radicals import by_root
from worksheet_topics.integrals.methods.rational import integrate_rational
from worksheet_topics.integrals.methods.rewriting import rewrite
from worksheet_topics.integrals.methods.search import Method, Search
from worksheet_topics.integrals.methods.squares import as_square
from worksheet_topics.integrals.methods.substitution import by_substitution
from worksheet_topics.integrals.methods.tabular import by_repeated_parts
from worksheet_topics.integrals.sampling import agrees

X = sympy.Symbol("x", real=True)


def rational(integrand: Any, variable: Any, search: Search) -> Any:
    return integrate_rational(integrand, variable)


def proposed(method: Method, integrand: Any) -> Any:
    """What one method proposes, with all of them at its service."""
    return Search(OWN, Budget.of(8)).apply(method, integrand, X)


FOUND: list[tuple[Method, Any]] = [
    (rational, 1 / (X**6 + 2)),
    (rational, (X**3 + 1) / (X**2 - 2 * X + 5) ** 3),
    (rational, 1 / ((X + 1) ** 4 + 3)),
    (rational, X**2 / (X**4 - 3 * X**2 - 1)),
    (power_rule, 1 / (2 * X + 3)),
    (term_by_term, X * sympy.log(X) + sympy.sin(X)),
    (by_repeated_parts, X**3 * sympy.exp(2 * X + 1) * sympy.sin(3 * X)),
    (by_repeated_parts, (X**2 + 1) * sympy.cos(X)),
    (rewrite, 3**X),
    (rewrite, sympy.exp(sympy.atanh(X) * sympy.Rational(2, 3)) * X),
    (rewrite, sympy.sqrt(sympy.csc(X) ** 2 - 1)),
    (rewrite, sympy.sqrt(1 + sympy.sin(X))),
    (by_signs, X * sympy.Abs(X - 1)),
    (by_circular, 1 / (2 + sympy.cos(X))),
    (by_circular, sympy.sin(X) ** sympy.Rational(3, 2) * sympy.cos(X) ** 3),
    (by_circular, sympy.sin(X) ** 3 / sympy.cos(3 * X)),
    (by_hyperbolic, sympy.sech(X) ** 2 / sympy.sqrt(4 - sympy.sech(X) ** 2)),
    (by_exponential, 1 / (sympy.exp(X) + 2 * sympy.exp(-X) + 3)),
    (by_quadratic_root, sympy.sqrt(1 + X**2) / (2 + X**2)),
    (by_quadratic_root, 1 / ((X - 3) * sympy.sqrt(2 - X - X**2))),
    (by_root, 1 / (X + X ** sympy.Rational(3, 5))),
    (by_root, sympy.sqrt(1 + sympy.sqrt(X))),
    (by_substitution, X**5 * sympy.exp(X**3)),
    (by_parts, sympy.acosh(sympy.sqrt(X)) * X),
    (by_parts, sympy.atan(X) * sympy.log(1 + X**2)),
    (by_inverse_function, sympy.sin(sympy.log(X)) * X),
]

REFUSED: list[tuple[Method, Any]] = [
    (rational, 1 / (X**5 - X - 1)),
    (rational, sympy.exp(X) / X),
    (power_rule, (X**2 + 1) ** 3),
    (term_by_term, sympy.exp(X**2) + X),
    (by_repeated_parts, sympy.exp(X) / X),
    (by_repeated_parts, X * sympy.sin(X**2)),
    (rewrite, X**2 + 1),
    (by_signs, sympy.Abs(X) + sympy.Abs(X - 1) * sympy.Abs(X)),
    (by_circular, X * sympy.sin(X)),
    (by_circular, sympy.sin(X) + sympy.sin(sympy.pi * X)),
    (by_hyperbolic, sympy.sinh(X**2)),
    (by_exponential, sympy.exp(X) + sympy.exp(sympy.sqrt(2) * X)),
    (by_quadratic_root, 1 / sympy.sqrt(X**3 + 1)),
    (by_root, sympy.sqrt(X**4 + 1)),
    (by_substitution, sympy.exp(X**2)),
    (by_parts, sympy.exp(X) / X),
    (by_inverse_function, sympy.asin(X) * sympy.atan(X)),
]


def is_antiderivative(found: Any, integrand: Any) -> bool:
    difference = derivative(found, X) - integrand
    return (
        proves_zero(difference, Budget.of(4)) is True or agrees(derivative(found, X), integrand, Budget.of(4)) is True
    )


@pytest.mark.parametrize(("method", "integrand"), FOUND, ids=lambda each: getattr(each, "__name__", str(each)))
def test_a_method_finds(method: Callable[..., Any], integrand: Any) -> None:
    found = proposed(method, integrand)
    assert found is not None
    assert is_antiderivative(found, integrand), found


@pytest.mark.parametrize(("method", "integrand"), REFUSED, ids=lambda each: getattr(each, "__name__", str(each)))
def test_a_method_refuses(method: Callable[..., Any], integrand: Any) -> None:
    assert proposed(method, integrand) is None


def test_results_are_continuous_where_the_tangent_of_the_half_angle_jumps() -> None:
    found = proposed(by_circular, 1 / (5 + 3 * sympy.cos(X) - sympy.sin(X)))
    before, after = (found.subs(X, sympy.pi + step).evalf() for step in (-sympy.Rational(1, 1000), 0.001))
    assert abs(after - before) < 0.01


def test_a_falling_argument_of_an_arctangent_is_turned_round() -> None:
    tangent = sympy.Dummy("t", real=True)
    found = in_tangent(sympy.atan(1 - 2 * tangent), tangent, X)
    values = [(found - sympy.atan(1 - 2 * sympy.tan(X))).subs(X, each).evalf() for each in (0.1, 0.7, 1.3)]
    assert max(values) - min(values) < 1e-9


@pytest.mark.parametrize(
    "form", [2 - 2 * sympy.sin(X), 3 - 3 * sympy.tanh(X) ** 2, 1 + sympy.cos(X), sympy.cosh(X) - 1]
)
def test_a_square_under_a_root_is_seen(form: Any) -> None:
    found = as_square(form)
    assert found is not None
    assert agrees(found, form, Budget.of(2)) is True
    assert as_square(form + 1) is None


def test_proposals_that_differ_somewhere_are_dropped() -> None:
    assert agrees(sympy.sqrt(X**2), X, Budget.of(2)) is False
    assert agrees(sympy.sqrt(X - 100), sympy.sqrt(X - 100), Budget.of(2)) is None


def test_what_has_no_elementary_antiderivative_gets_none_of_ours() -> None:
    integrand = sympy.exp(sympy.sin(X))
    assert list(antiderivatives(integrand, X, Budget.of(4), 3)) == []
