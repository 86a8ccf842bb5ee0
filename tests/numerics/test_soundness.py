"""Enclosures of random expressions contain the value that mpmath finds with twice the digits, and radii are honest."""

from decimal import Decimal
from typing import Any

import mpmath
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.numerics.worksheets import EXACTLY
from worksheet_server.numerics.balls import Balls
from worksheet_server.numerics.decimals import value_of_ball
from worksheet_server.numerics.door import acb, arb, fmpq, precision
from worksheet_server.numerics.enclose import enclose_in_balls
from worksheet_server.numerics.estimates import Estimates
from worksheet_server.numerics.evaluate import evaluate
from worksheet_server.numerics.integrals import Integrand, enclose_integral
from worksheet_server.syntax.tree import Binary, Call, Expression, Name, Number, Unary
from worksheet_server.values.answers import Enclosure
from worksheet_server.values.budget import Budget
from worksheet_server.values.scope import Scope

FUNCTIONS = """exp ln sqrt sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh erf gamma abs sign floor cbrt
    sigmoid softplus sec csc cot log2 log10 acot""".split()


def trees(leaves: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Elementary expressions over these leaves."""

    def larger(smaller: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
        return st.one_of(
            st.builds(Binary, st.sampled_from("+-*/"), smaller, smaller),
            st.builds(lambda a, n: Binary("^", a, Number(str(n))), smaller, st.integers(0, 4)),
            st.builds(lambda a: Unary("-", a), smaller),
            st.builds(lambda f, a: Call(Name(f), (a,)), st.sampled_from(FUNCTIONS), smaller),
        )

    return st.recursive(leaves, larger, max_leaves=8)


numbers: st.SearchStrategy[Expression] = st.builds(Number, st.sampled_from(["0", "1", "2", "3", "0.5", "7", "0.1"]))
constants = numbers | st.sampled_from([Name("pi"), Name("e")])


@settings(max_examples=150, deadline=None, derandomize=True)
@given(trees(constants))
def test_balls_contain_what_mpmath_finds(tree: Expression) -> None:
    ball = evaluate(tree, Scope(), Budget.of(30), Balls(160))
    other = evaluate(tree, Scope(), Budget.of(30), Estimates(90))
    if ball is None or other is None or isinstance(ball, fmpq) or not acb(ball).is_finite():
        return
    number = Estimates(90).context.mpc(Estimates(90).float(other))
    with precision(400):
        point = acb(arb(mpmath.nstr(number.real, 80)), arb(mpmath.nstr(number.imag, 80)))
        allowed = arb(abs(point)).upper() * arb(10) ** -60 + arb(10) ** -60
        widened = ball + acb(arb(0, allowed), arb(0, allowed))
        assert widened.overlaps(point), (tree, ball, number)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(trees(constants))
def test_decimals_contain_the_ball(tree: Expression) -> None:
    """The decimal string and its radius contain both ends of the ball that they were made from."""
    ball = enclose_in_balls(tree, Scope(), Budget.of(30), 12)
    if ball is None or isinstance(ball, tuple) or abs(acb(ball)).upper() > arb(10) ** 60:
        return
    with precision(600):
        real = acb(ball).real
        found = value_of_ball(real, 12)
        assert isinstance(found, Enclosure)
        middle, radius = Decimal(found.midpoint), Decimal(found.radius)
        for end in (real.lower(), real.upper()):
            digits, spread, shift = end.mid_rad_10exp(170)
            exact = EXACTLY.create_decimal(str(digits)).scaleb(int(shift), EXACTLY)
            slack = EXACTLY.create_decimal(str(spread + 1)).scaleb(int(shift), EXACTLY)
            assert EXACTLY.abs(EXACTLY.subtract(exact, middle)) <= EXACTLY.add(radius, slack), (tree, found)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(trees(numbers | st.just(Name("x")) | st.just(Name("x"))))
def test_integrals_contain_the_riemann_sums_of_balls(tree: Expression) -> None:
    """The integral over [0, 1] lies in the sum of the integrand's enclosures on 512 pieces, where these are finite."""
    integrand = Integrand(tree, "x", Scope())
    budget = Budget.of(30)
    found = enclose_integral(integrand, 0, 1, Balls(64), budget, 4000)
    if found is None:
        return
    field = Balls(64)
    with field.working():
        total: Any = acb(0)
        for k in range(512):
            piece = integrand.at(acb(arb((k + 0.5) / 512, 0.5 / 512)), field, budget)
            if piece is None:
                return
            total += acb(piece) / 512
        assert not total.is_finite() or total.real.overlaps(found.real), (tree, found, total)
