"""Infinite sums and products, and limits: proved values, divergence, refusals."""

import pytest

from tests.numerics.worksheets import SECONDS, check, read, refuses, scope_of, value_of
from worksheet_server.numerics.limits import limit_kind
from worksheet_server.numerics.series import series_diverges
from worksheet_server.syntax.tree import Approach, Call, Range
from worksheet_server.values.answers import Enclosure
from worksheet_server.values.budget import Budget

# Digits: of the closed form or OEIS sequence beside each.
SUMS = """
sum(1/k^2, k=1..oo)                 | 1.64493406684822643647   | pi^2/6, A013661
sum(1/k^1.1, k=1..oo)               | 10.5844484649508098      | zeta(1.1), DLMF 25.2.1
sum((1/2)^k, k=0..oo)               | 2.00000000000000000      | geometric
sum(0.99^k, k=0..oo)                | 100.000000000000         | geometric
sum(k/3^k, k=1..oo)                 | 0.75000000000000000      | 3/4
sum(1/k!, k=0..oo)                  | 2.71828182845904523      | e
sum(binomial(2k, k)/8^k, k=0..oo)   | 1.41421356237309504      | sqrt(2)
sum((-1)^k/(2k + 1), k=0..oo)       | 0.78539816339744830      | pi/4
sum((-1)^(k + 1)/k, k=1..oo)        | 0.69314718055994530      | ln 2
sum((-1)^k/sqrt(k), k=1..oo)        | -0.60489864342163037     | -eta(1/2), A113024
sum(cos(pi*k)/k^2, k=1..oo)         | -0.82246703342411321     | -pi^2/12
sum(1/(k^2 + 1), k=-oo..oo)         | 3.15334809493716234      | pi coth(pi)
sum((-2)^k/k!, k=0..oo)             | 0.13533528323661269      | exp(-2)
sum(ln(k)/k^2, k=1..oo)             | 0.93754825431584375370   | -zeta'(2), A073002
sum(ln(k)^2/k^3, k=1..oo)           | 0.23974691730538718423   | zeta''(3), DLMF 25.2.6
sum((-1)^k*ln(k)/k, k=1..oo)        | 0.15986890374243097175   | EulerGamma ln 2 - ln(2)^2/2
sum(1/(k + (-1)^k)^2, k=2..oo)      | 0.64493406684822643647   | pi^2/6 - 1: a rearrangement by pairs
sum((2 + (-1)^k)/3^k, k=0..oo)      | 3.75                     | 3 + 3/4
prod(1 + (-1)^(k + 1)/(2k - 1), k=1..oo) | 1.41421356237309504880 | sqrt(2)
prod(1 + (-1)^k/k, k=3..oo)         | 0.66666666666666666666   | pairs of factors are 1
prod(1 - 1/k^2, k=2..oo)            | 0.50000000000000000      | 1/2, DLMF 4.36.1
prod(k, k=1..0)                     | 1                        | empty
sum(k, k=1..0)                      | 0                        | empty
sum(sum(i*j, j=1..3), i=1..2)       | 18                       | 3 * 6
"""

# Divergent, or a limit that is no integer.
NO_SUM = (
    "sum(1/k, k=1..oo)",
    "sum(2^k/k^3, k=1..oo)",
    "sum((-1)^k, k=0..oo)",
    "sum(k, k=1..5/2)",
    "prod(1 + 1/k, k=1..oo)",
    "sum(1 + (-1)^k, k=0..oo)",
    "prod((-1)^k, k=1..oo)",
    "prod(2 + (-1)^k, k=1..oo)",
    "prod(1 + (-1)^k/sqrt(k), k=2..oo)",
)


@pytest.mark.parametrize("line", SUMS.strip().splitlines())
def test_sums(line: str) -> None:
    text, expected, _ = (part.strip() for part in line.split("|"))
    check(text, expected)


@pytest.mark.parametrize("text", NO_SUM)
def test_no_sum(text: str) -> None:
    refuses(text)


def test_slow_convergence_is_enclosed_widely_not_wrongly() -> None:
    found = value_of("sum(sin(k)/k^2, k=1..oo)")  # Clausen's function at 1, 1.0139591323607685043, DLMF 25.12.9
    assert isinstance(found, Enclosure)
    assert abs(float(found.midpoint) - 1.0139591323607685) <= float(found.radius)


DIVERGENT = """
sum(1/k, k=1..oo)             | oo
sum(-sqrt(k), k=1..oo)        | -oo
sum(2^k/k^3, k=1..oo)         | oo
sum((-1)^k, k=0..oo)          | diverges
sum(1/k^2, k=1..oo)           | None
sum((-1)^k/k, k=1..oo)        | None
sum(1/(k*ln(k)), k=2..oo)     | oo
sum(-ln(k)/k, k=1..oo)        | -oo
sum((3 + (-1)^k)/k, k=1..oo)  | oo
sum(1 + (-1)^k, k=0..oo)      | diverges
sum(1/(2 + (-1)^k)^k, k=0..oo) | diverges
sum(1/(k*ln(k)^2), k=2..oo)   | None
sum((-1)^k/(sqrt(k) + (-1)^k/2), k=2..oo) | None
sum(1/(k + (-1)^k)^2, k=2..oo) | None
"""


@pytest.mark.parametrize("line", DIVERGENT.strip().splitlines())
def test_divergence_of_sums(line: str) -> None:
    text, expected = (part.strip() for part in line.split("|"))
    call = read(text)
    assert isinstance(call, Call)
    term, over = call.arguments
    assert isinstance(over, Range)
    first = int(over.lower.digits) if hasattr(over.lower, "digits") else 0
    found = series_diverges(term, over.name.text, first, scope_of(), Budget.of(SECONDS))  # type: ignore[arg-type]
    assert str(found) == expected


LIMITS = """
lim(sin(x)/x, x -> 0)                        | 1                       | DLMF 4.31.1
lim((1 - cos(x))/x^2, x -> 0)                | 0.5                     | series
lim((sin(x) - x)/x^3, x -> 0)                | -0.16666666666666666    | series
lim(x*ln(x), x -> 0+)                        | 0                       | DLMF 4.31
lim(x^x, x -> 0+)                            | 1                       | exp(0)
lim((1 + 1/x)^x, x -> oo)                    | 2.71828182845904523     | e
lim(sqrt(x^2 + x) - x, x -> oo)              | 0.5                     | series
lim((exp(x) + x)/(exp(x) - x), x -> oo)      | 1                       | exp grows faster
lim(x^50*exp(-x), x -> oo)                   | 0                       | exp grows faster
lim(ln(ln(x))/ln(x), x -> oo)                | 0                       | logarithms alone
lim(tanh(x), x -> oo)                        | 1                       | DLMF 4.31
lim((cbrt(x) - 2)/(x - 8), x -> 8)           | 0.08333333333333333     | derivative 1/12
lim(floor(x), x -> 2-)                       | 1                       | jump
lim(x*sin(1/x), x -> 0)                      | 0                       | squeezed
lim(sin(x)/(x - pi), x -> pi)                | -1                      | derivative of sin at pi
lim((1 - sin(x))/(pi/2 - x)^2, x -> pi/2)    | 0.5                     | series
lim(1/x - 1/sin(x), x -> 0)                  | 0                       | series
lim(acot(x), x -> 0+)                        | 1.57079632679489661     | pi/2
lim(asinh(x)/ln(x), x -> oo)                 | 1.000000000000000       | DLMF 4.37.16
lim(ln(x) + acsch(x), x -> 0+)               | 0.69314718055994530     | ln 2
lim(gamma(x)*x, x -> 0)                      | 1.000000000000000000    | DLMF 5.5.1
"""
NO_LIMIT = (
    "lim(sin(1/x), x -> 0)",
    "lim(1/x, x -> 0)",
    "lim(abs(x)/x, x -> 0)",
    "lim(sin(x), x -> oo)",
    "lim(sqrt(x), x -> 0-)",
)


@pytest.mark.parametrize("line", LIMITS.strip().splitlines())
def test_limits(line: str) -> None:
    text, expected, _ = (part.strip() for part in line.split("|"))
    check(text, expected)


@pytest.mark.parametrize("text", NO_LIMIT)
def test_no_limit(text: str) -> None:
    assert value_of(text) is None


KINDS = """
lim(1/x, x -> 0)              | dne
lim(1/x^2, x -> 0)            | oo
lim(abs(x)/x, x -> 0)         | dne
lim(ln(x), x -> 0+)           | -oo
lim(tan(x), x -> pi/2-)       | oo
lim(sin(1/x), x -> 0)         | None
lim(x, x -> 1)                | finite
"""


@pytest.mark.parametrize("line", KINDS.strip().splitlines())
def test_kinds_of_limits(line: str) -> None:
    text, expected = (part.strip() for part in line.split("|"))
    call = read(text)
    assert isinstance(call, Call)
    body, to = call.arguments
    assert isinstance(to, Approach)
    found = limit_kind(body, to.name.text, to.point, to.side, scope_of(), Budget.of(SECONDS))  # type: ignore[arg-type]
    assert str(found) == expected
