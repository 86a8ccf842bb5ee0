"""Definitions written out: what a name means where it is used, and no name captured by accident."""

from __future__ import annotations

import pytest

from tests.symbolic.conftest import read_page
from worksheet_server.symbolic.unfold import MOST_NODES, TooLarge, unfold
from worksheet_server.syntax.printer import show

CASES = (
    (("a = 2", "f(x) = a*x", "a = 3"), "f(1)", "2*1", "a name defined above a definition is fixed by it"),
    (("f(x) = a*x", "a = 3"), "f(1)", "3*1", "an open name takes its value where the definition is used"),
    (("w = 1", "w = w + 1"), "w", "1 + 1", "a definition means the one above it, never itself"),
    (("a = b", "b = a"), "b", "b", "definitions in a circle leave a name free"),
    (("f(x) = x^2",), "f(f(t))", "(t^2)^2", "arguments are unfolded outside the function"),
    (("f(x) = x^2",), "f", "x^2", "a bare function means the function of its own parameters"),
    (("a = i^2",), "sum(a, i=1..3)", "sum(i^2, i=1..3)", "an open name is caught by the sum that uses it"),
    (("p(k) = sum(i*k, i=1..3)",), "p(i)", "sum(i_1*i, i_1=1..3)", "an argument is not caught by a sum inside"),
    (("f(x) = x^2",), "f'(3)", "diff(x^2, x) at x=3", "a prime is a derivative at a point"),
    (("u = x + 1", "y = u^2"), "dy/du", "d/du (u^2) at u=(x + 1)", "dy/du keeps u a variable, then evaluates"),
    (("u = x + 1", "y = u^2"), "dy/dx", "d/dx ((x + 1)^2)", "dy/dx looks through u"),
    (("x = 3",), "d/dx (x^2)", "d/dx (x^2) at x=3", "a variable with a value is differentiated, then evaluated"),
    (
        ("g(t) = diff(x*t, t)",),
        "g(x)",
        "diff(x*t, t) at t=x",
        "the variable of a derivative is not confused with an argument",
    ),
    (("q(x, y) = x*y^2",), "grad q at (1, 2)", "(∂/∂x (x*y^2), ∂/∂y (x*y^2)) at x=1, y=2", "a gradient at a point"),
)


@pytest.mark.parametrize(("definitions", "asked", "expected", "why"), CASES, ids=[case[3] for case in CASES])
def test_unfold(definitions: tuple[str, ...], asked: str, expected: str, why: str) -> None:
    page = read_page("\n".join(definitions))
    assert show(unfold(page.tree(asked), page.scope)) == expected, why


def test_definitions_that_double_forever_are_refused() -> None:
    lines = ["d_0 = x + 1", *(f"d_{n} = d_{n - 1} + d_{n - 1}" for n in range(1, 20))]
    page = read_page("\n".join(lines))
    assert MOST_NODES < 2**19
    with pytest.raises(TooLarge):
        unfold(page.tree("d_19"), page.scope)
