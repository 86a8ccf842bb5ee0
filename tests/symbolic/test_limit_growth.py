"""Limits by comparison of growth: values known from elsewhere, and what must be refused."""

from __future__ import annotations

import pytest
import sympy
from sympy import E, Rational, acosh, binomial, cos, erfc, exp, factorial, floor, gamma, log, pi, sin, sqrt, tan

from worksheet_server.symbolic.limit_growth import by_growth
from worksheet_server.symbolic.special import DNE
from worksheet_server.values.budget import Budget

x = sympy.Dummy("x", positive=True)
m = sympy.Dummy("m", positive=True, integer=True)
a = sympy.Symbol("a", real=True)
k = sympy.Symbol("k", positive=True)
n = sympy.Symbol("n", positive=True, integer=True)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ((1 + a / x) ** x, exp(a)),
        ((3**x + 5**x) ** (1 / x), 5),
        (cos(1 / x) ** (x**2), exp(Rational(-1, 2))),
        (log(x) ** k / x, 0),
        (x**k / exp(x), 0),
        (exp(x) * (sin(1 / x + exp(-x)) - sin(1 / x)), 1),  # Gruntz (1996), 8.1
        (exp(exp(x - exp(-x)) - exp(x)), exp(-1)),
        (exp(log(log(x + exp(log(x) * log(log(x))))) / log(log(log(exp(x) + x + log(x))))), E),  # Gruntz, 8.19
        (x / factorial(x) ** (1 / x), E),  # Stirling
        (factorial(x) * exp(x) / (x**x * sqrt(x)), sqrt(2 * pi)),
        (16**x / (x * binomial(2 * x, x) ** 2), pi),  # Wallis
        (gamma(x + k) / (gamma(x) * x**k), 1),  # DLMF 5.11.12
        (x * exp(x**2) * erfc(x), 1 / sqrt(pi)),  # DLMF 7.12.1
        (sqrt(x) * acosh(1 + 1 / x), sqrt(2)),
        (x**7 * (sin(tan(1 / x)) - tan(sin(1 / x))), Rational(-1, 30)),
        (sin(x) / x, 0),
        (floor(x) / x, 1),
        (Rational(-1, 2) ** m, 0),
        (abs(x + a) - abs(x - a), 2 * a),
        (sin(x), DNE),
        (x * sin(x), DNE),
        (sympy.Integer(-1) ** m, DNE),
        (1 / x + cos(x), DNE),
        (x**n - x ** (n - k), sympy.oo),
        (sqrt(x + sin(x)) - sqrt(x), 0),
    ],
    ids=str,
)
def test_limits_are_proved(expression: sympy.Expr, value: sympy.Expr) -> None:
    found = by_growth(expression, x if expression.has(x) else m, Budget.of(10))
    assert found is not None
    assert found[0] == value or sympy.simplify(found[0] - value) == 0


@pytest.mark.parametrize(
    "expression",
    [
        a * x,  # the sign of a is not known
        1 / (2 + sin(x)),  # bounded, but its values are not looked at
        sin(x) ** 2 + cos(x) ** 2,  # two oscillating parts
        log(sin(x)),
        1 / (x * sin(x)),  # unbounded beside every multiple of pi
        exp(-x) * log(2 + sin(x)) / (1 + sin(x)),
        gamma(-x),
        (-2) ** (2 * x),  # not real for most x
        sympy.zeta(x),
        sin(m**2 + m / 3),  # at whole numbers alone
    ],
    ids=str,
)
def test_what_is_not_decided_is_refused(expression: sympy.Expr) -> None:
    assert by_growth(expression, m if expression.has(m) else x, Budget.of(10)) is None
