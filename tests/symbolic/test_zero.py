"""The exact zero test: it finds textbook identities, and never proves what fails on a branch."""

from __future__ import annotations

import random

import pytest
import sympy
from sympy import (
    Abs,
    I,
    Max,
    Min,
    Rational,
    acos,
    acot,
    asin,
    asinh,
    atan,
    binomial,
    ceiling,
    cos,
    cosh,
    cot,
    diff,
    erf,
    erfc,
    exp,
    factorial,
    floor,
    gamma,
    log,
    pi,
    sign,
    sin,
    sinh,
    sqrt,
    tan,
    tanh,
)

from worksheet_server.symbolic.zero import proves_constant_zero, proves_equal, proves_zero
from worksheet_server.values.budget import Budget

a, b, x, y, t = sympy.symbols("a b x y t", real=True)
p, q = sympy.symbols("p q", positive=True)
r = sympy.Symbol("r", negative=True)
k, n = sympy.symbols("k n", integer=True, nonnegative=True)
m = sympy.Symbol("m", integer=True)
z = sympy.Symbol("z")
f = sympy.Function("f", real=True)
u = sympy.Function("u", real=True)
σ = 1 / (1 + exp(-x))


def check(left: object, right: object, expected: bool | None) -> None:
    assert proves_equal(left, right, Budget.of(30)) is expected


IDENTITIES = [
    ((x + 1) ** 3, x**3 + 3 * x**2 + 3 * x + 1),
    (1 / (sqrt(x) + 1), (sqrt(x) - 1) / (x - 1)),
    (n * (n + 1) / 2 + n + 1, (n + 1) * (n + 2) / 2),
    (sin(x) ** 2, 1 - cos(x) ** 2),
    (sin(2 * x), 2 * sin(x) * cos(x)),
    (sin(3 * x), 3 * sin(x) - 4 * sin(x) ** 3),
    (cos(x) ** 4, (3 + 4 * cos(2 * x) + cos(4 * x)) / 8),
    (tan(x + y), (tan(x) + tan(y)) / (1 - tan(x) * tan(y))),
    (sin(x + pi / 3), sin(x) / 2 + sqrt(3) / 2 * cos(x)),
    (cos(pi * m + x), (-1) ** m * cos(x)),
    (cot(x), 1 / tan(x)),
    (acos(x), pi / 2 - asin(x)),
    (cos(asin(x)), sqrt(1 - x**2)),
    (cosh(x) ** 2 - sinh(x) ** 2, sympy.Integer(1)),
    (tanh(x), (exp(2 * x) - 1) / (exp(2 * x) + 1)),
    (asinh(x), log(x + sqrt(x**2 + 1))),
    (exp(I * x), cos(x) + I * sin(x)),
    (exp(x + y), exp(x) * exp(y)),
    (exp(x / 2) ** 2 * exp(x / 3), exp(4 * x / 3)),
    (6**x, 2**x * 3**x),
    (4**x, 2 ** (2 * x)),
    (p**a * p**b, p ** (a + b)),
    (diff(σ, x), σ * (1 - σ)),
    (sqrt(p * q), sqrt(p) * sqrt(q)),
    (sqrt(x**2 * (y**2 + 1)), Abs(x) * sqrt(y**2 + 1)),
    (sqrt(6), sqrt(2) * sqrt(3)),
    (log(p * q), log(p) + log(q)),
    (log(x**2), 2 * log(Abs(x))),
    (log(sqrt(p)), log(p) / 2),
    (log(12), 2 * log(2) + log(3)),
    (diff(log(x + sqrt(x**2 + 1)), x), 1 / sqrt(x**2 + 1)),
    (diff(sqrt(1 - x**2) * asin(x), x), 1 - x * asin(x) / sqrt(1 - x**2)),
    ((n + 1) * factorial(n), factorial(n + 1)),
    (binomial(n, k) + binomial(n, k + 1), binomial(n + 1, k + 1)),
    (binomial(n, 2), n * (n - 1) / 2),
    (gamma(x + 1), x * gamma(x)),
    ((-1) ** (2 * m), sympy.Integer(1)),
    ((-1) ** (m + 1), -((-1) ** m)),
    (Abs(x) ** 2, x**2),
    (sign(x) * Abs(x), x),
    (sign(x**3), sign(x)),
    (sign(x * y) * Abs(y), sign(x) * y),
    (sqrt(r * (x**2 + 1) * -1), sqrt(-r) * sqrt(x**2 + 1)),
    (Max(x, y) + Min(x, y), x + y),
    (floor(x + 2), floor(x) + 2),
    (erf(x) + erfc(x), sympy.Integer(1)),
    (erf(-x), -erf(x)),
    (f(sin(x) ** 2), f(1 - cos(x) ** 2)),
    (diff(f(x**2), x), 2 * x * sympy.Subs(sympy.Derivative(f(t), t), t, x**2)),
    (diff(u(x, y), x, y), diff(u(x, y), y, x)),
    (sympy.Tuple(sin(x) ** 2, y), sympy.Tuple(1 - cos(x) ** 2, y)),
]

# Each fails somewhere where both sides are defined; the second of sums of radicals fails by less than 1e-10.
TRAPS = [
    (sqrt(z**2), z),
    (Abs(x), x),
    (sqrt(sin(x) ** 2), sin(x)),
    ((x**3) ** Rational(1, 3), x),
    ((z**2) ** Rational(1, 4), sqrt(z)),
    (sqrt(x) * sqrt(y), sqrt(x * y)),
    (sqrt(x - 1) * sqrt(x + 1), sqrt(x**2 - 1)),
    (sqrt(1 / x), 1 / sqrt(x)),
    (sqrt(-x), I * sqrt(x)),
    ((x * y) ** Rational(1, 3), x ** Rational(1, 3) * y ** Rational(1, 3)),
    (log(x * y), log(x) + log(y)),
    (log(x**2), 2 * log(x)),
    (log(1 / x), -log(x)),
    (log(exp(z)), z),
    (exp(z / 2), sqrt(exp(z))),
    ((z**a) ** b, z ** (a * b)),
    ((x**a) ** b, x ** (a * b)),
    (asin(sin(x)), x),
    (atan(tan(x)), x),
    (atan(x) + atan(1 / x), pi / 2),
    (atan(x) + acot(x), pi / 2),
    (atan(x) + atan(y), atan((x + y) / (1 - x * y))),
    (sign(x) ** 2, sympy.Integer(1)),
    (floor(x) + ceiling(-x), sympy.Integer(1)),
    (binomial(m, k), binomial(m, m - k)),
    (factorial(2 * n), 2 * factorial(n)),
    ((-1) ** m, sympy.Integer(1)),
    (f(x), f(-x)),
    (diff(u(x, x), x), 2 * diff(u(x, y), x).subs(y, x)),
]


@pytest.mark.parametrize(("left", "right"), IDENTITIES, ids=str)
def test_proves_identities(left: sympy.Expr, right: sympy.Expr) -> None:
    check(left, right, True)


@pytest.mark.parametrize(("left", "right"), TRAPS, ids=str)
def test_never_proves_what_fails_on_a_branch(left: sympy.Expr, right: sympy.Expr) -> None:
    check(left, right, None)


@pytest.mark.parametrize(("left", "right"), IDENTITIES, ids=str)
def test_never_proves_an_identity_that_is_off(left: sympy.Expr, right: sympy.Expr) -> None:
    if isinstance(left, sympy.Tuple):
        return
    for wrong in (left + Rational(1, 10**9), 2 * left, left + x * y):
        assert proves_equal(wrong, right, Budget.of(30)) is not True


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (sqrt(3 + 2 * sqrt(2)) - 1 - sqrt(2), True),
        (cos(pi / 5) - (1 + sqrt(5)) / 4, True),
        ((1 + sqrt(2)) ** 5 - 41 - 29 * sqrt(2), True),
        (log(8) / log(2) - 3, True),
        ((2 + sqrt(5)) ** Rational(1, 3) + sympy.real_root(2 - sqrt(5), 3) - 1, True),
        (sqrt(2) - Rational(141421356, 10**8), False),
        (sqrt(1000000000000000001) - 10**9 - Rational(5, 10**10), False),
        (pi - Rational(22, 7), False),
        (exp(pi * sqrt(163)) - 262537412640768744, False),
        (exp(1) * pi - pi * exp(1), True),
    ],
    ids=str,
)
def test_constants(value: sympy.Expr, expected: bool) -> None:
    assert proves_constant_zero(value, Budget.of(30)) is expected


def test_rational_functions_are_decided_both_ways() -> None:
    check(1 / (x - 1) - 1 / (x + 1), 2 / (x**2 - 1), True)
    check(1 / (x - 1) + 1 / (x + 1), 2 / (x**2 - 1), False)
    check(m * (m - 1) * (m - 2), sympy.Integer(0), None)


def test_what_is_known_to_be_positive_lets_roots_split() -> None:
    left, right = sqrt((1 - x) * y), sqrt(1 - x) * sqrt(y)
    check(left, right, None)
    assert proves_equal(left, right, Budget.of(30), positive=[1 - x]) is True


def test_other_things_are_left_alone() -> None:
    for value in (sympy.nan, sympy.zoo, sympy.Piecewise((x, x > 0), (0, True)), x + sympy.oo, sympy.Float(0.5) - x):
        assert proves_zero(value, Budget.of(5)) is None


def test_what_would_explode_is_given_up() -> None:
    assert proves_zero((a + b + x + y + t) ** 400 - 1, Budget.of(30)) is None


def _random_expression(source: random.Random, depth: int) -> sympy.Expr:
    if depth == 0:
        return source.choice([x, y, z, p, sympy.Integer(source.randint(-3, 3)), Rational(1, 2)])
    inner = _random_expression(source, depth - 1)
    other = _random_expression(source, depth - 1)
    kinds = [
        lambda: inner + other,
        lambda: inner * other,
        lambda: inner**2 + other,
        lambda: sqrt(inner),
        lambda: inner ** Rational(source.choice([1, 2, -1]), 3),
        lambda: log(inner),
        lambda: exp(inner),
        lambda: Abs(inner) if inner.is_real else inner,
        lambda: sin(inner),
        lambda: atan(inner),
    ]
    return source.choice(kinds)()


_REWRITES = [
    lambda e: sympy.expand_log(e, force=True),
    lambda e: sympy.logcombine(e, force=True),
    lambda e: sympy.powdenest(e, force=True),
    lambda e: sympy.expand_power_base(e, force=True),
    lambda e: sympy.expand(e),
    lambda e: sympy.powsimp(e, force=True),
]


def test_forced_rewriting_is_proved_only_where_it_is_right() -> None:
    """SymPy's forced rewriting ignores branches; whatever we prove of it must hold at points on every side of them."""
    source = random.Random(20240607)
    proved = 0
    for _ in range(300):
        before = _random_expression(source, 3)
        after = source.choice(_REWRITES)(before)
        if before == after or before.has(sympy.nan, sympy.zoo) or after.has(sympy.nan, sympy.zoo):
            continue
        if proves_equal(before, after, Budget.of(20)) is True:
            proved += 1
            for _ in range(6):
                point: dict[object, complex] = {each: source.uniform(-3, 3) for each in (x, y)}
                point[p] = source.uniform(0, 3)
                point[z] = complex(source.uniform(-3, 3), source.uniform(-3, 3))
                first, second = (complex(sympy.N(each.subs(point))) for each in (before, after))
                assert abs(first - second) <= 1e-6 * (1 + abs(first)), (before, after, point)
    assert proved > 10
