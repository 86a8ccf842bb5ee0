"""Singular points that are no rational numbers: isolated by proof, integrals across them."""

import pytest

from tests.numerics.worksheets import SECONDS, check, read, refuses, scope_of
from worksheet_server.numerics.divergence import integral_diverges
from worksheet_server.numerics.door import arb
from worksheet_server.numerics.zeros import isolated_zeros
from worksheet_server.syntax.tree import Call, Range
from worksheet_server.values.budget import Budget

# Digits: mpmath at 40 digits, split at the zero (the closed form where one is given).
PROVED = """
int(ln(abs(x^2 - 2)), x=0..2)        | -0.12080467831918732758 | 4 ln 2 - 4 + sqrt(2) ln((2 + sqrt(2))/(2 - sqrt(2)))
int(1/sqrt(abs(x^2 - 2)), x=0..2)    | 2.45216991381443964447  | pi/2 + acosh(sqrt(2))
int(1/cbrt(x^3 - x - 1), x=1..2)     | 0.20404001605016981467  | mpmath
"""

DIVERGENT = """
int(tan(x), x=0..3)                  | diverges
int(1/(x^2 - 2), x=0..2)             | diverges
int(1/(x^2 - 2)^2, x=0..2)           | oo
int(-1/(x^2 - 2)^2, x=0..2)          | -oo
int(1/ln(x), x=1/2..2)               | diverges
int(sec(2*x + 1)^2, x=0..1)          | oo
int(1/(cos(x) - x), x=0..1)          | diverges
int(1/(x^2 - 2), x=-oo..oo)          | diverges
int(1/sqrt(abs(x^2 - 2)), x=0..2)    | None
int((x^2 - 2)/(x^4 - 4), x=0..2)     | None
int(f(3*x), x=1..2)                  | None
"""


@pytest.mark.parametrize("line", PROVED.strip().splitlines())
def test_proved(line: str) -> None:
    text, expected, _ = (part.strip() for part in line.split("|"))
    check(text, expected)


@pytest.mark.parametrize("line", DIVERGENT.strip().splitlines())
def test_divergence(line: str) -> None:
    text, expected = (part.strip() for part in line.split("|"))
    scope = scope_of("f(x) = 1/(x^2 - 2)")  # the divisor vanishes at sqrt(2), but f(3*x) is regular there
    call = read(text, scope)
    assert isinstance(call, Call)
    body, over = call.arguments
    assert isinstance(over, Range)
    found = integral_diverges(body, over.name.text, over.lower, over.upper, scope, Budget.of(SECONDS))  # type: ignore[arg-type]
    assert str(found) == expected


def test_double_zeros_and_regular_points_are_not_isolated() -> None:
    """No derivative tells a double zero; where the integrand is regular nothing needs telling."""
    for text in ("1/(x^2 - 2*sqrt(2)*x + 2)", "1/(3 + (x^2 - 2))", "1/(exp(x) + 1)"):
        assert isolated_zeros(read(text), "x", 0, 2, scope_of(), Budget.of(SECONDS), 128) == []


def test_an_isolated_zero_lies_in_its_ball() -> None:
    (zero,) = isolated_zeros(read("1/(x^2 - 2)"), "x", 0, 2, scope_of(), Budget.of(SECONDS), 128)
    assert zero.ball.real.contains(arb(2).sqrt().mid()) or zero.ball.real.overlaps(arb(2).sqrt())
    assert zero.ball.real.rad() < 1e-30


def test_across_a_pole_nothing_is_proved() -> None:
    refuses("int(1/(x^2 - 2), x=0..2)")
