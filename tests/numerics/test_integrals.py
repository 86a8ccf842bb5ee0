"""Definite integrals: what is proved, and what must not be."""

import pytest

from tests.numerics.worksheets import SECONDS, check, read, refuses, scope_of, value_of
from worksheet_server.numerics.balls import Balls
from worksheet_server.numerics.definite import integral_end
from worksheet_server.numerics.door import acb, arb
from worksheet_server.numerics.improper import diverges
from worksheet_server.numerics.integrals import Integrand, enclose_integral
from worksheet_server.syntax.tree import Call, Range
from worksheet_server.values.answers import Enclosure, Rigor
from worksheet_server.values.budget import Budget

# Digits: of the closed form beside each (mpmath at 40 digits), or of the source named.
PROVED = """
int(x^2, x=0..3)                                 | 9                        | power rule
int(x^2, x=3..0)                                 | -9                       | power rule
int(exp(-x^2), x=0..1)                           | 0.74682413281242702539   | sqrt(pi) erf(1)/2, DLMF 7.2.1
int(sqrt(x), x=0..1)                             | 0.66666666666666666666   | 2/3
int(sqrt(1 - x^2), x=-1..1)                      | 1.57079632679489661923   | pi/2
int(abs(x - 1/3), x=0..1)                        | 0.27777777777777777777   | 5/18
int(abs(sin(x)), x=0..20)                        | 12.5919179381866080      | 13 - cos(20)
int(max(x, x^2), x=0..2)                         | 2.83333333333333333      | 1/2 + 7/3
int({x < 1: x, 2 - x}, x=0..2)                   | 1.00000000000000000      | a triangle
int(floor(x)*x, x=0..3)                          | 6.5000000000000          | 1.5 + 5
int(cbrt(x), x=-1..2)                            | 1.13988157484230974      | 3 (2^(4/3) - 1)/4
int(exp(-(x - 0.123456)^2*10^8), x=-1..1)        | 0.000177245385090551602  | sqrt(pi)/10^4; quad answers 0
int(1/sqrt(x), x=0..1)                           | 2.00000000000000000      | 2
int(ln(x), x=0..1)                               | -1.00000000000000000     | -1
int(x^x, x=0..1)                                 | 0.78343051071213440705   | A083648
int(ln(sin(x)), x=0..pi)                         | -2.17758609030360213     | -pi ln 2
int(ln(-ln(x)), x=0..1)                          | -0.57721566490153286060   | -EulerGamma, DLMF 5.9.18
int(sqrt(-ln(x)), x=0..1)                        | 0.88622692545275801364   | sqrt(pi)/2
int(ln(x)/x^2, x=1..oo)                          | 1.00000000000000000000   | by parts
int(ln(x)^2/(x^2 + x + 1), x=0..1)               | 1.76804762350015971350   | 8 pi^3/(81 sqrt(3))
int(1/(x*ln(x)^2), x=2..oo)                      | 1.44269504088896340735   | 1/ln 2
int(1/x^2, x=100..oo)                            | 0.01000000000000000000   | 1/100
int(1/sqrt(x), x=0..1/10)                        | 0.63245553203367586639   | 2/sqrt(10)
int(sqrt(tan(x)), x=0..pi/2)                     | 2.22144146907918312      | pi/sqrt(2)
int(1/sqrt(abs(x)), x=-1..1)                     | 4.00000000000000000      | singular inside
int(sin(x)/x, x=0..1)                            | 0.94608307036718301494   | Si(1), A099281
int(exp(-x^2), x=-oo..oo)                        | 1.77245385090551602729   | sqrt(pi)
int(exp(-x^2) + exp(-(x - 2024)^2/4), x=-oo..oo) | 5.31736155271654808      | 3 sqrt(pi); quad and mpmath say sqrt(pi)
int(1/(1 + x^2), x=-oo..oo)                      | 3.14159265358979323      | pi
int(x^3/(exp(x) - 1), x=0..oo)                   | 6.49393940226682914      | pi^4/15
int(x^(-1/3)*exp(-x), x=0..oo)                   | 1.35411793942640041      | gamma(2/3)
int(sech(x), x=-oo..oo)                          | 3.14159265358979323      | pi
int(int(x*y, y=0..x), x=0..1)                    | 0.125000000000000        | 1/8
int(int(exp(x*y), y=0..x^2), x=0..1)             | 0.43930071715146796      | mpmath, tanh-sinh twice
int(int(int(x*y*z, z=0..x + y), y=0..x), x=0..1) | 0.118055555555555555     | 17/144
int(d/dx (x*sin(x)), x=0..1)                     | 0.841470984807896506     | sin(1), A049469
"""

# Poles, divergence, branch cuts across the range, conditional convergence: nothing may be proved.
REFUSED = """
int(1/x, x=-1..1)
int(1/x, x=0..1)
int(1/x^2, x=-1..1)
int(tan(x), x=0..2)
int(1/(x - 1/3)^2, x=0..1)
int(1/x, x=1..oo)
int(sin(x), x=0..oo)
int(x, x=-oo..oo)
int(1/(x^2 - 2), x=0..2)
int(1/ln(x), x=0..2)
int(1/sin(x), x=0..pi)
int(a*x, x=0..1)
"""


@pytest.mark.parametrize("line", PROVED.strip().splitlines())
def test_proved(line: str) -> None:
    text, expected, _ = (part.strip() for part in line.split("|"))
    check(text, expected)


@pytest.mark.parametrize("text", REFUSED.strip().splitlines())
def test_refused(text: str) -> None:
    found = value_of(text)
    assert found is None


# The continuation of a real function is sound only where its argument is real: here it is not, or jumps across a cut.
CUTS = """
int(abs(x + sqrt(-2)), x=0..1)
int(sqrt(x - 1/2), x=0..1)
int(ln(x - 1/2), x=0..1)
int(x^(1/3), x=-1..1)
int(acosh(x), x=0..2)
"""


@pytest.mark.parametrize("text", CUTS.strip().splitlines())
def test_across_a_cut_nothing_false_is_proved(text: str) -> None:
    """Either nothing is proved, or the real part agrees with the sum of both sides' principal values."""
    parts = {
        "int(abs(x + sqrt(-2)), x=0..1)": ("int(sqrt(x^2 + 2), x=0..1)",),
        "int(sqrt(x - 1/2), x=0..1)": ("int(sqrt(x - 1/2), x=1/2..1)",),
        "int(ln(x - 1/2), x=0..1)": ("2*int(ln(x), x=0..1/2)",),
        "int(x^(1/3), x=-1..1)": ("9/8",),
        "int(acosh(x), x=0..2)": ("int(acosh(x), x=1..2)",),
    }[text]
    found, expected = value_of(text, seconds=3), value_of(parts[0])
    assert isinstance(expected, Enclosure)
    real = getattr(found, "re", found)
    if isinstance(real, Enclosure) and real.rigor is Rigor.PROVED:
        assert (
            abs(float(real.midpoint) - float(expected.midpoint)) <= float(real.radius) + float(expected.radius) + 1e-12
        )


DIVERGENT = """
int(1/x, x=0..1)              | oo
int(-1/x^2, x=0..1)           | -oo
int(1/x, x=1..oo)             | oo
int(1/x, x=-1..1)             | diverges
int(1/(x - 1/3)^2, x=0..1)    | oo
int(exp(x), x=0..oo)          | oo
int(1/x, x=1..0)              | -oo
int(1/(x*ln(x)), x=2..oo)     | oo
int(ln(x)/x, x=1..oo)         | oo
int(1/(x*ln(x)^2), x=2..oo)   | None
int(1/sqrt(x), x=0..1)        | None
int(exp(-x), x=0..oo)         | None
int(sin(x), x=0..oo)          | diverges
"""


@pytest.mark.parametrize("line", DIVERGENT.strip().splitlines())
def test_divergence(line: str) -> None:
    text, expected = (part.strip() for part in line.split("|"))
    call = read(text)
    assert isinstance(call, Call)
    body, over = call.arguments
    assert isinstance(over, Range)
    scope, budget = scope_of(), Budget.of(SECONDS)
    ends = [integral_end(each, scope, budget, Balls(128)) for each in (over.lower, over.upper)]
    found = diverges(Integrand(body, over.name.text, scope), ends[0], ends[1], 96, budget)  # type: ignore[arg-type]
    assert str(found) == expected


def test_more_bits_give_a_narrower_ball_inside_the_wider() -> None:
    integrand = Integrand(read("exp(sin(3*x))"), "x", scope_of())
    balls = [enclose_integral(integrand, 0, 2, Balls(bits), Budget.of(SECONDS)) for bits in (64, 256)]
    assert balls[0] is not None
    assert balls[1] is not None
    assert balls[0].overlaps(balls[1])
    assert balls[1].rad() < balls[0].rad()


def test_infinitely_many_kinks_prove_nothing() -> None:
    refuses("int(abs(sin(1/x))/x, x=0..1)")


def test_the_continuation_from_the_real_line_keeps_complex_constants_out() -> None:
    """Inside an analytic integrand a real function of a complex constant has no continuation."""
    field = Balls(64, analytic=True)
    x = acb(arb(1, 0.25), arb(0, 0.25))
    for text in ("abs(x + acos(2))", "max(x, sqrt(-2))", "sign(x - (-8)^(1/3))", "cbrt(x*ln(-1))", "abs(x*(-2)^x)"):
        value = Integrand(read(text), "x", scope_of()).at(x, field, Budget.of(SECONDS))
        assert value is None or not acb(value).is_finite(), text


def test_a_complex_parameter_forbids_the_continuation_of_real_functions() -> None:
    scope = scope_of().bind({"c": acb(3, 4)})
    integrand = Integrand(read("abs(c*x)"), "x", scope)
    found = enclose_integral(integrand, 0, 1, Balls(64), Budget.of(SECONDS), 2000)  # |3 + 4i|/2
    assert found is None or found.real.contains(2.5)
