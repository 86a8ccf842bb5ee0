"""SymPy objects in our spelling: how they look, and that they read back as equal objects."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
import sympy
from sympy import (
    Derivative,
    Eq,
    I,
    Integral,
    Limit,
    Max,
    Piecewise,
    Rational,
    Subs,
    Sum,
    cos,
    exp,
    log,
    oo,
    pi,
    sin,
    sqrt,
)

from worksheet_server.symbolic.to_tree import to_tree
from worksheet_server.symbolic.zero import proves_equal
from worksheet_server.syntax.printer import show
from worksheet_server.values.budget import Budget

a, n, x, y, t = sympy.symbols("a n x y t", real=True)
d = sympy.Dummy("x", real=True)
f = sympy.Function("f", real=True)
P = sympy.Function("P", real=True)
PAGE = "assume f: R -> R\nassume P: R^2 -> R"

ROUND_TRIPS = {
    "7": sympy.Integer(7),
    "-7": sympy.Integer(-7),
    "-3/4": Rational(-3, 4),
    "x^3/3": x**3 / 3,
    "2*x/3": 2 * x / 3,
    "-x/2": -x / 2,
    "1 - x": 1 - x,
    "x - 1": x - 1,
    "1/x": 1 / x,
    "1/(2*x)": 1 / (2 * x),
    "-1/x^2": -1 / x**2,
    "x^2*cos(x) + 2*x*sin(x)": 2 * x * sin(x) + x**2 * cos(x),
    "x^2 + x*y + x + y^2 + 1": x**2 + x * y + y**2 + x + 1,
    "n*(n + 1)*(2*n + 1)/6": n * (n + 1) * (2 * n + 1) / 6,
    "(x + 1)^2/(y - 1)": (x + 1) ** 2 / (y - 1),
    "sqrt(x)": sqrt(x),
    "1/sqrt(x)": 1 / sqrt(x),
    "x^(1/3)": x ** Rational(1, 3),
    "x^(-n)": x ** (-n),
    "2^n": 2**n,
    "(-2)^n": (-2) ** n,
    "2^(x^2)": 2 ** (x**2),
    "1/(3*(y - 2))": 1 / (3 * sympy.Add(y, -2)).factor(),
    "e": sympy.E,
    "exp(-x)": exp(-x),
    "exp(-x^2/2)": exp(-(x**2) / 2),
    "x*exp(x) - exp(x)": x * exp(x) - exp(x),
    "ln(x)/2": log(x) / 2,
    "-oo": -oo,
    "sqrt(2)*pi/3": sqrt(2) * pi / 3,
    "3 + 4*ⅈ": 3 + 4 * I,
    "ⅈ*x/2": I * x / 2,
    "EulerGamma + Catalan": sympy.EulerGamma + sympy.Catalan,
    "cbrt(x)": sympy.sign(x) * sympy.Abs(x) ** Rational(1, 3),
    "max(0, x, y)": Max(x, 0, y),
    "mod(n, 3)": sympy.Mod(n, 3),
    "factorial(n)": sympy.factorial(n),
    "ceil(x)": sympy.ceiling(x),
    "{x > 0: x, 0}": Piecewise((x, x > 0), (0, True)),
    "{0 < x < 1: x}": Piecewise((x, sympy.And(x > 0, x < 1, evaluate=False))),
    "x^2 = 2": Eq(x**2, 2),
    "f'(x)": Derivative(f(x), x),
    "f''(x)": Derivative(f(x), x, x),
    "2*x*f'(x^2)": sympy.diff(f(x**2), x),
    "f'(2)": Subs(Derivative(f(t), t), t, 2),
    "∂/∂x (P(x, y))": Derivative(P(x, y), x),
    "∂²/∂x∂y (P(x, y))": Derivative(P(x, y), x, y),
    "∂/∂t (P(t, y)) at t=(x + 1)": sympy.diff(P(d, y), d).subs(d, x + 1),
    "(x, y)": sympy.Tuple(x, y),
    "[1, x; y, 2]": sympy.ImmutableMatrix([[1, x], [y, 2]]),
    "P(x, y)*f(x)": f(x) * P(x, y),
}

ONE_WAY = {
    "x - x^3/6 + x^5/120 + O(x^6)": sin(x).series(x, 0, 6),
    "sum(n^2, n=1..x)": Sum(n**2, (n, 1, x)),
    "sum(t^2, t=1..x)": Sum(sympy.Dummy("x") ** 2, (sympy.Dummy("x"), 1, x)),
    "int(f(t), t=0..x)": Integral(f(t), (t, 0, x)),
    "int(exp(x^x), x)": Integral(exp(x**x), x),
    "lim(f(x), x -> 0+)": Limit(f(x), x, 0),
    "lim(f(x), x -> 0)": Limit(f(x), x, 0, "+-"),
    "lim(f(x), x -> oo)": Limit(f(x), x, oo),
    "x": sympy.Tuple(x),
    "none": sympy.Tuple(),
    "{x > 1: 2, x < -1: 2, 0}": Piecewise((2, (x > 1) | (x < -1)), (0, True)),
    "{x = y: 1, 0}": sympy.KroneckerDelta(x, y),
    "1/2 + sqrt(5)/2": sympy.GoldenRatio,
    "t + x": sympy.Dummy("x") + x,
}

NOT_IN_THE_LANGUAGE = [
    sympy.nan,
    sympy.zoo,
    sympy.Float(1.5),
    sympy.LambertW(x),
    sympy.true,
    sympy.Or(x > 1, x < -1),
    sympy.meijerg([Rational(1, 2)], [], [0], [], x),
    sympy.exp_polar(I),
    sympy.zeta(x, 2),
    sympy.AccumBounds(0, 1),
    x + sympy.nan,
    sympy.Tuple(x, sympy.LambertW(x)),
    "x",
    3,
]


@pytest.mark.parametrize(("text", "value"), ROUND_TRIPS.items())
def test_round_trips(text: str, value: Any, page: Callable[[str], Any]) -> None:
    tree = to_tree(value)
    assert tree is not None
    assert show(tree) == text
    assert page(PAGE).value(text) == value


@pytest.mark.parametrize(("text", "value"), ONE_WAY.items())
def test_spelling(text: str, value: Any) -> None:
    if text.startswith("sum(t"):
        bound = sympy.Dummy("x", integer=True)
        value = Sum(bound**2, (bound, 1, x))
    tree = to_tree(value)
    assert tree is not None
    assert show(tree) == text


@pytest.mark.parametrize("value", NOT_IN_THE_LANGUAGE, ids=str)
def test_what_the_language_has_no_word_for(value: Any) -> None:
    assert to_tree(value) is None


def test_very_long_numbers_are_written(page: Callable[[str], Any]) -> None:
    tree = to_tree(sympy.Integer(10) ** 20000 + 1)
    assert tree is not None
    assert page("").value(show(tree)) == sympy.Integer(10) ** 20000 + 1


def test_random_expressions_read_back_equal(page: Callable[[str], Any]) -> None:
    source = random.Random(7)
    here = page(PAGE)
    functions = [sin, cos, exp, log, sqrt, sympy.Abs, f, sympy.atan, sympy.sign, sympy.tanh]

    def expression(depth: int) -> Any:
        if depth == 0:
            return source.choice([x, y, n, pi, I, sympy.E, sympy.Integer(source.randint(-9, 9)), Rational(-3, 7)])
        first, second = expression(depth - 1), expression(depth - 1)
        kind = source.randrange(5)
        if kind == 0:
            return first + second
        if kind == 1:
            return first * second
        if kind == 2:
            return first ** source.choice([2, -1, -2, Rational(1, 2), Rational(-2, 3), n, -x])
        if kind == 3:
            return first - second / 3
        return source.choice(functions)(first)

    for _ in range(250):
        value = expression(source.choice([2, 3]))
        tree = to_tree(value)
        if tree is not None:
            back = here.value(show(tree))
            # SymPy does not always flatten a product that it makes itself.
            assert back == value or proves_equal(back, value, Budget.of(20)) is True, show(tree)
