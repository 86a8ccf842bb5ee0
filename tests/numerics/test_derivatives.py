"""Derivatives by jets, to any order and in several variables, proved."""

import pytest

from tests.numerics.worksheets import check, refuses, value_of
from worksheet_server.values.answers import Enclosure

# Each beside its derivative in closed form, worked out by the rules of calculus.
DERIVATIVES = """
f'(2)                                    | 10                                    | f(x) = x^3 - 2x
f''(2)                                   | 12                                    | f(x) = x^3 - 2x
f'''(1)                                  | 10*e                                  | f(x) = exp(x)*(x^2 - x + 1)
(d/dx (x^2 sin(x))) at x=2               | 4*sin(2) + 4*cos(2)                   |
diff(x^10, x, 10) at x=3                 | 10!                                   |
(∂g/∂y) at x=2, y=5                      | 7                                     | g(x, y) = x^2 y + 3y
diff(sin(x*y), x, y) at x=1, y=2         | cos(2) - 2*sin(2)                     |
f'(1/2)                                  | 1/sqrt(1 - 1/4)                       | f(x) = asin(x)
f'(-2)                                   | -1                                    | f(x) = abs(x)
f'(3)                                    | 3^3*(ln(3) + 1)                       | f(x) = x^x
f'(2)                                    | 2*exp(-4)/sqrt(pi)                    | f(x) = erf(x)
f''(-8)                                  | 1/144                                 | f(x) = cbrt(x)
f'(1)                                    | 2                                     | f(x) = {x > 0: x^2, -x}
f'(1)                                    | 2*cos(1) - sin(1)                     | g(x) = sin(x) ; f(x) = x*g'(x) + g(x)
F'(2)                                    | exp(-4)                               | F(x) = int(exp(-t^2), t=0..x)
F'(1)                                    | 2*sin(1)                              | F(x) = int(sin(t)/sqrt(t), t=0..x^2)
F''(1)                                   | 1/4                                   | F(x) = int(x^2*t^3/2, t=0..1)
F'(2)                                    | sin(4) - (1 - cos(4))/4               | F(x) = int(sin(x*t)/x, t=0..x)
(dy/du) at x=2                           | 12                                    | u = 3x ; y = u^2
"""


@pytest.mark.parametrize("line", DERIVATIVES.strip().splitlines())
def test_derivatives(line: str) -> None:
    text, closed, definitions = (part.strip() for part in line.split("|"))
    expected = value_of(closed, digits=30)
    assert isinstance(expected, Enclosure)
    decimals = expected.midpoint[:25] if "." in expected.midpoint else expected.midpoint
    check(text, decimals, *(each.strip() for each in definitions.split(";") if each.strip()))


def test_gradients_and_matrices() -> None:
    definition = "g(x, y) = x^2 y + 3y"
    assert value_of("grad g at (1, 2)", definition) == value_of("(4, 4)")
    assert value_of("hessian(g) at (1, 2)", definition) == value_of("((4, 2), (2, 0))")


KINKS = ("abs(x)", "sqrt(x)", "cbrt(x)", "floor(x)", "sign(x)", "max(x, 2x)", "{x < 0: x, x^2}", "1/x", "ln(x)")


@pytest.mark.parametrize("body", KINKS)
def test_no_derivative_at_a_kink_a_jump_or_a_pole(body: str) -> None:
    refuses("f'(0)", f"f(x) = {body}")
