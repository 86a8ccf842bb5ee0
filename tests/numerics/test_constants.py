"""Iterated integrals whose factors come apart."""

import pytest

from tests.numerics.worksheets import check, read, refuses, scope_of
from worksheet_server.numerics.constants import separated
from worksheet_server.syntax.printer import show

PROVED = """
int(int(exp(-x^2 - y^2), y=-oo..oo), x=-oo..oo)                         | 3.14159265358979323846 | pi
int(int(int(exp(-x^2 - y^2 - z^2), z=-oo..oo), y=-oo..oo), x=-oo..oo)   | 5.56832799683170784528 | pi^(3/2)
int(int(e^(-x - 2*y), y=0..oo), x=0..oo)                                | 0.50000000000000000000 | 1/2
int(int(sin(x)/x*exp(-y), y=0..oo), x=0..oo)                            | 1.57079632679489661923 | pi/2
int(int(exp(x)*y, y=0..x), x=0..1)                                      | 0.35914091422952261768 | e/2 - 1
int(sum(x^k/k!, k=0..3), x=0..1)                                        | 1.70833333333333333333 | 41/24
"""


@pytest.mark.parametrize("line", PROVED.strip().splitlines())
def test_proved(line: str) -> None:
    text, expected, _ = (part.strip() for part in line.split("|"))
    check(text, expected)


def test_what_may_depend_on_the_variable_is_not_constant() -> None:
    scope = scope_of("f(t) = t*x")
    assert show(separated(read("f(y)*sin(y)", scope), "x", scope)[1]) == "f(y)"
    constant, rest = separated(read("x + y"), "x", scope_of())
    assert (show(constant), show(rest)) == ("1", "x + y")
    constant, rest = separated(read("3*sin(x)/y"), "x", scope_of())
    assert "x" not in show(constant)
    assert "y" not in show(rest)


def test_a_divergent_factor_is_not_hidden() -> None:
    refuses("int(int(x/y, y=0..1), x=0..1)")
    refuses("int(int(exp(x - y), y=0..oo), x=0..oo)")
