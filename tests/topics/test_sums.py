"""Sums whose values are derived: what is proved, and what each method must refuse."""

from __future__ import annotations

import pytest
import sympy

from tests.kernel.support import answer, result
from worksheet_server.values.answers import Verdict
from worksheet_server.values.budget import Budget
from worksheet_topics.sums.methods.certificates import certified
from worksheet_topics.sums.methods.comparison import diverging
from worksheet_topics.sums.methods.hypergeometric import power_series
from worksheet_topics.sums.methods.known import proved_sum
from worksheet_topics.sums.methods.powers import rational_times_power
from worksheet_topics.sums.methods.quadratic import quadratic_poles
from worksheet_topics.sums.methods.shape import Summation
from worksheet_topics.sums.methods.telescoping import telescoped

k = sympy.Dummy("k", integer=True, nonnegative=True)
n = sympy.Symbol("n", integer=True, nonnegative=True)
x = sympy.Symbol("x", real=True)


def over(term: sympy.Expr, lower: int = 1, upper: sympy.Expr = sympy.oo, size: int | None = None) -> Summation:
    """The sum of ``term`` in ``k``; ``size`` bounds |x|."""
    return Summation(term, k, sympy.Integer(lower), upper, {} if size is None else {x: sympy.Integer(size)})


@pytest.mark.parametrize(
    "line",
    [
        "sum(1/(k*(k + 1)), k=1..oo) => 1",
        "sum(k^3/2^k, k=1..oo) => 26",
        "sum((-1)^(k + 1)/k, k=1..oo) => ln(2)",
        "sum((-1)^k/(2k + 1), k=0..oo) => pi/4",  # Leibniz
        "sum((-1)^k/(2k + 1)^2, k=0..oo) => Catalan",  # by definition
        "sum((-1)^k/(2k + 1)^3, k=0..oo) => pi^3/32",  # DLMF 24.8
        "sum(1/((3k + 1)*(3k + 2)), k=0..oo) => pi/(3*sqrt(3))",
        "sum(1/(k^2 + 1), k=1..oo) => (pi*coth(pi) - 1)/2",  # DLMF 4.36.3
        "sum(k^2/factorial(k), k=0..oo) => 2e",
        "sum(1/binomial(2k, k), k=0..oo) => 4/3 + 2*pi*sqrt(3)/27",
        "sum(atan(1/(k^2 + k + 1)), k=0..oo) => pi/2",
        "sum(1/(k*ln(k)), k=2..oo) => oo",
        "sum(binomial(n, k)^2, k=0..n) == binomial(2n, n)",
        "sum(k*factorial(k), k=1..n) == factorial(n + 1) - 1",
        "sum(sin(k*x), k=1..n) == (cos(x/2) - cos((n + 1/2)*x))/(2*sin(x/2))",
    ],
)
def test_values_are_proved(line: str) -> None:
    assert result(line).verdict is Verdict.PROVED


def test_bounds_of_names_decide_convergence() -> None:
    assert result("assume abs(x) < 1", "sum(x^k, k=0..oo)").verdict is Verdict.PROVED
    assert result("assume 0 < x < 1", "sum(k*x^k, k=1..oo) == x/(1 - x)^2").verdict is Verdict.PROVED
    assert result("assume x > 2", "sum(x^k, k=0..oo) == 1/(1 - x)").verdict is not Verdict.PROVED


@pytest.mark.parametrize(
    "line",
    [
        "sum((-1)^k/k, k=1..oo) == ln(2)",
        "sum(binomial(n, k)^2, k=0..n) == binomial(2n, n) + 1",
        "sum(x^k/factorial(k), k=0..oo) == e^x + x",
    ],
)
def test_false_values_are_refuted(line: str) -> None:
    assert result(line).verdict is Verdict.REFUTED


def test_methods_refuse_what_they_do_not_cover() -> None:
    budget = Budget.of(20)
    assert telescoped(over(1 / k, upper=n), budget) is None
    assert rational_times_power(over(1 / k), budget) is None
    assert rational_times_power(over(x**k / k), budget) is None  # |x| is not known
    assert rational_times_power(over(1 / (k**2 + 1)), budget) is None
    assert power_series(over(x**k * sympy.factorial(k), 0), budget) is None
    assert power_series(over(sympy.binomial(2 * k, k) * x**k, 0, size=1), budget) is None  # |4x| < 1 is not known
    assert quadratic_poles(over(1 / (k**2 - x)), budget) is None
    assert diverging(over(1 / k**2), budget) is None
    assert diverging(over(1 / (k * sympy.log(k + 1) ** 2)), budget) is None  # it converges
    assert certified(over(sympy.binomial(n, k), 0, n), 2**n + 1, budget) is None
    assert certified(over(sympy.binomial(n, k), 0, n), sympy.Integer(3) ** n, budget) is None


@pytest.mark.parametrize("term", [1 / ((k - 5) * (k - 4)), 1 / (k - 3) ** 2, 1 / (k**2 - 4)], ids=str)
def test_sums_over_a_pole_have_no_value(term: sympy.Expr) -> None:
    assert proved_sum(over(term), Budget.of(10)) is None


def test_few_terms_between_names_are_written_out() -> None:
    assert answer("assume a in Z, a >= 1", "sum(x, x=a..a)") == "a"
