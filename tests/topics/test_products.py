"""Products whose values are derived: what is proved, and what each method must refuse."""

from __future__ import annotations

import pytest
import sympy

from tests.kernel.support import result
from worksheet_server.values.answers import Verdict
from worksheet_server.values.budget import Budget
from worksheet_topics.products.methods.circular import equal_parts, halved_angles
from worksheet_topics.products.methods.gamma_quotients import gamma_quotient, reflected

k = sympy.Dummy("k", integer=True, positive=True)
n = sympy.Symbol("n", integer=True, positive=True)
ONE = sympy.Integer(1)


@pytest.mark.parametrize(
    "line",
    [
        "prod(4k^2/(4k^2 - 1), k=1..oo) => pi/2",  # Wallis
        "prod(1 - x^2/(pi^2*k^2), k=1..oo) == sin(x)/x",  # Euler, DLMF 4.22.1
        "prod(1 + 1/k^2, k=1..oo) => sinh(pi)/pi",  # DLMF 4.36.1
        "prod((k^3 - 1)/(k^3 + 1), k=2..oo) => 2/3",
        "prod(cos(pi/2^k), k=2..oo) => 2/pi",  # Viète
        "prod(1 + (-1)^(k + 1)/(2k - 1), k=1..oo) => sqrt(2)",
        "prod(sin(pi*k/n), k=1..(n - 1)) == n/2^(n - 1) where n in Z, n >= 1",  # DLMF 4.21.35
        "prod(1 - 1/k, k=2..oo) => 0",
        "prod(1 + 1/k, k=1..oo) => oo",
        "prod((k + 1)/k, k=1..n) == n + 1",
    ],
)
def test_values_are_proved(line: str) -> None:
    assert result(line).verdict is Verdict.PROVED


def test_false_values_are_refuted() -> None:
    assert result("prod(4k^2/(4k^2 - 1), k=1..oo) == pi").verdict is Verdict.REFUTED


def test_methods_refuse_what_they_do_not_cover() -> None:
    budget = Budget.of(20)
    assert gamma_quotient((k - 4) / (k - 5), k, ONE, n, budget) is None  # undefined at k = 5
    assert gamma_quotient((k**2 - 25) / (k**2 + 1), k, ONE, sympy.oo, budget) is None  # 0 from k = 5 on
    assert gamma_quotient(sympy.exp(1 / k), k, ONE, n, budget) is None
    assert gamma_quotient(1 + sympy.Integer(-1) ** k / 2, k, ONE, sympy.oo, budget) is None  # factors do not tend to 1
    assert halved_angles(sympy.cos(1 / k), k, ONE, sympy.oo, budget) is None
    assert equal_parts(sympy.sin(sympy.pi * k / n), k, ONE, n, budget) is None


def test_reflection_keeps_the_value() -> None:
    quarter = sympy.Rational(1, 4)
    value = sympy.gamma(quarter + 2) * sympy.gamma(3 - quarter) / sympy.gamma(ONE / 3)
    assert abs(sympy.N(reflected(value) - value, 30)) < 1e-25
