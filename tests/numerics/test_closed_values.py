"""Closed expressions against digits from elsewhere."""

from decimal import Decimal

import pytest

from tests.numerics.worksheets import SECONDS, check, contains, read, refuses, scope_of, value_of
from worksheet_server.numerics.evaluate import evaluate
from worksheet_server.numerics.rationals import Rationals
from worksheet_server.values.answers import ComplexEnclosure, Enclosure, Rigor
from worksheet_server.values.budget import Budget

# Digits: OEIS, by the sequence named; DLMF for the rest.
KNOWN = """
pi                      | 3.14159265358979323846264338327950288   | A000796
e                       | 2.71828182845904523536028747135266249   | A001113
sqrt(2)                 | 1.41421356237309504880168872420969807   | A002193
EulerGamma              | 0.57721566490153286060651209008240243   | A001620
Catalan                 | 0.91596559417721901505460351493238411   | A006752
zeta(3)                 | 1.20205690315959428539973816151144999   | A002117
exp(pi*sqrt(163))       | 262537412640768743.999999999999250072   | A060295
gamma(1/3)              | 2.67893853470774763365569294097467764   | A073005
gamma(1/4)              | 3.62560990822190831193068515586767200   | A068466
erf(1)                  | 0.84270079294971486934122063508260925   | A186706
Si(pi)                  | 1.85193705198246617036105337015799136   | A036792
Ei(1)                   | 1.89511781635593675546652093433163426   | A091725
li(2)                   | 1.04516378011749278484458888919461313   | A069284
cbrt(-27)               | -3                                      | real root
10!                     | 3628800                                 | A000142
binomial(50, 25)        | 126410606437752                         | A000984
gcd(84, 36)             | 12                                      | Euclid
mod(-7, 3)              | 2                                       | floored
sum(i^2, i=1..10)       | 385                                     | A000330
floor(-pi)              | -4                                      | A000796
0.1 + 0.2               | 0.3                                     | exact
"""


@pytest.mark.parametrize("line", KNOWN.strip().splitlines())
def test_known_digits(line: str) -> None:
    text, expected, _ = (part.strip() for part in line.split("|"))
    check(text, expected)


@pytest.mark.parametrize("text", ["0.1 + 0.2", "10!", "2^-60", "(1/2)^10", "sum(1/2^k, k=1..20)", "sqrt(9/4)"])
def test_a_rational_whose_decimals_end_has_radius_0(text: str) -> None:
    found = value_of(text)
    assert isinstance(found, Enclosure)
    assert found.radius == "0"


def test_what_is_too_large_to_write_out_is_enclosed() -> None:
    found = value_of("9^9^9")  # A241293: 9^9^9 has 369693100 digits and begins with 428124773175747
    assert isinstance(found, Enclosure)
    assert found.midpoint.startswith("4.28124773175747")
    assert found.midpoint.endswith("e369693099")
    large = value_of("factorial(10^9)")  # A061019: 10^9! begins with 99046265792229937 and has 8565705523 digits
    assert isinstance(large, Enclosure)
    assert large.midpoint.startswith("9.9046265792229937")
    assert large.midpoint.endswith("e8565705522")


def test_zero_by_cancellation_is_not_called_exact() -> None:
    found = value_of("sin(pi)")
    assert isinstance(found, Enclosure)
    assert found.midpoint == "0"
    assert 0 < Decimal(found.radius) < Decimal("1e-50")


def test_principal_powers_are_complex() -> None:
    found = value_of("(-8)^(1/3)")  # 1 + i sqrt(3), DLMF 4.2.28
    assert isinstance(found, ComplexEnclosure)
    contains(found.re, "1.0000000000000000000")
    contains(found.im, "1.7320508075688772935")


NO_VALUE = ("1/0", "x + 1", "oo", "0^(-1)", "ln(0)", "sum(floor(sqrt(k)), k=1..10^12)", "sum(k, k=1..-2)")


@pytest.mark.parametrize("text", NO_VALUE)
def test_no_value_is_no_value(text: str) -> None:
    assert value_of(text) is None


def test_vectors() -> None:
    assert value_of("(1, 2) + (3, 4)") == value_of("(4, 6)")
    check("norm((3, 4))", "5")
    check("mean((1, 2, 6))", "3")
    check("dot((1, 2), (3, 4))", "11")
    check("v[2]", "7", "v = (5, 7)")


def test_definitions_are_read_where_they_stand() -> None:
    check("f(3)", "21", "f(x) = x^3 - 2x")
    check("w", "4", "a = 1", "b = a + a", "w = b + b")
    check("g", "5", "f(x) = x^2 + 1", "x = 2", "g = f")
    refuses("f(y)", "f(x) = x + a")


def test_cases_and_relations() -> None:
    check("f(2) + f(-2)", "6", "f(x) = {x > 0: x^2, -x}")
    check("f(5)", "3", "f(t) = {0 < t < 1: 1, t in [1, 2): 2, 3}")
    check("{pi^2 < 10: 1, 2}", "1")


def test_estimates_are_marked() -> None:
    found = value_of("int(zeta(x) - 1, x=2..oo)")  # sum(1/(n^2 ln n)), A168218; zeta has no germ at infinity
    assert isinstance(found, Enclosure)
    assert found.rigor is Rigor.ESTIMATED
    assert abs(Decimal(found.midpoint) - Decimal("0.605521788882600")) < Decimal("1e-10")


def test_rationals_stay_exact_or_say_nothing() -> None:
    scope = scope_of()
    exact = evaluate(read("sum(1/k, k=1..1000)"), scope, Budget.of(SECONDS), Rationals())
    assert exact is not None
    assert exact.q % 997 == 0  # the largest prime up to 1000 divides the denominator of the harmonic number (A002805)
    assert evaluate(read("prod((k + 1)/k, k=1..99)"), scope, Budget.of(SECONDS), Rationals()) == 100
    assert evaluate(read("sqrt(2)"), scope, Budget.of(SECONDS), Rationals()) is None
    assert evaluate(read("sin(1)"), scope, Budget.of(SECONDS), Rationals()) is None
    assert evaluate(read("9^9^9"), scope, Budget.of(SECONDS), Rationals()) is None
