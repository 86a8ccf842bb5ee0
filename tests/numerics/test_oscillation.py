"""Integrals whose integrand oscillates without end: proved values, divergence, refusals."""

import pytest

from tests.numerics.worksheets import SECONDS, check, read, scope_of, value_of
from worksheet_server.numerics.divergence import integral_diverges
from worksheet_server.numerics.door import acb, arb, fmpq
from worksheet_server.numerics.germ_layers import Layered
from worksheet_server.numerics.germs import Germs
from worksheet_server.numerics.pi_balls import PiBalls
from worksheet_server.numerics.waves import Waves
from worksheet_server.syntax.tree import Call, Range
from worksheet_server.values.budget import Budget

PROVED = """
int(sin(x)/x, x=0..oo)                 | 1.57079632679489661923 | pi/2, DLMF 6.2.14
int(sin(x)/x, x=1000..oo)              | 0.00056320482612540108 | pi/2 - Si(1000)
int(sin(x)^2/x^2, x=0..oo)             | 1.57079632679489661923 | pi/2
int(sin(x)^3/x^3, x=0..oo)             | 1.17809724509617246442 | 3 pi/8
int(sin(sqrt(2)*x)^2/x^2, x=0..oo)     | 2.22144146907918312350 | pi/sqrt(2)
int(cos(x)/(x^2 + 1/4), x=-oo..oo)     | 3.81094452946035987378 | 2 pi exp(-1/2)
int(x*sin(x)/(x^2 + 1), x=0..oo)       | 0.57786367489546085895 | pi/(2 e)
int(sin(x)/sqrt(x), x=0..oo)           | 1.25331413731550025120 | sqrt(pi/2)
int(cos(x^2), x=0..oo)                 | 0.62665706865775012560 | sqrt(pi/8), DLMF 7.2.9
int(sin(x^2), x=-oo..oo)               | 1.25331413731550025120 | sqrt(pi/2)
int(cos(x^3/3 + x), x=0..oo)/pi        | 0.13529241631288141552 | Ai(1), DLMF 9.5.1
int(cos(x^2 + x), x=0..oo)             | 0.27051358016221414426 | Fresnel integrals
int(sin(1/x), x=0..1)                  | 0.50406706190692837199 | sin(1) - Ci(1)
int(sin(1/x)/x, x=0..1)                | 0.62471325642771360428 | pi/2 - Si(1)
int(cos(tan(x)), x=0..pi/2)            | 0.57786367489546085895 | pi/(2 e)
int(sin(ln(x))/x^2, x=1..oo)           | 0.50000000000000000000 | exp(-t) sin(t)
int(f(x)/x, x=0..oo)                   | 1.57079632679489661923 | pi/2, through a definition
"""


@pytest.mark.parametrize("line", PROVED.strip().splitlines())
def test_proved(line: str) -> None:
    text, expected, _ = (part.strip() for part in line.split("|"))
    check(text, expected, "f(t) = sin(t)")


# Not absolutely integrable tails, or phases that do not grow: the last is undecided, not divergent.
DIVERGENT = """
int(sin(x), x=0..oo)            | diverges
int(x*sin(x^2), x=0..oo)        | diverges
int(cos(sqrt(x^2 + 1)), x=0..oo) | diverges
int(cos(ln(x))/x, x=1..oo)      | diverges
int(sin(1/x)/x^2, x=0..1)       | diverges
int(sin(x)^2/x, x=1..oo)        | oo
int(-cos(x)^2, x=0..oo)         | -oo
int(sin(x)/x, x=1..oo)          | None
int(abs(sin(x))/x, x=1..oo)     | None
"""


@pytest.mark.parametrize("line", DIVERGENT.strip().splitlines())
def test_divergence(line: str) -> None:
    text, expected = (part.strip() for part in line.split("|"))
    call = read(text)
    assert isinstance(call, Call)
    body, over = call.arguments
    assert isinstance(over, Range)
    found = integral_diverges(body, over.name.text, over.lower, over.upper, scope_of(), Budget.of(SECONDS))  # type: ignore[arg-type]
    assert str(found) == expected
    if expected != "None":
        assert value_of(text, seconds=2) is None


def test_phases_known_as_balls_are_not_taken_for_equal() -> None:
    """Two numbers may lie in one ball: cos(a x) cos(b x) keeps no constant part unless a and b are the same number."""
    germs = Germs(PiBalls(64), fmpq(1, 4))
    field = Waves(germs)
    ball = acb(arb(1, 1e-9))
    with field.working():
        inverse = germs.power(germs.variable, fmpq(-1))
        first = field.call("cos", [germs.multiply(ball, inverse)])
        second = field.call("cos", [germs.multiply(acb(arb(1, 1e-9)), inverse)])
        assert not isinstance(field.multiply(first, second), Layered)
        square = field.multiply(first, first)
        assert isinstance(square, Layered)
        assert len(square.parts) == 2
