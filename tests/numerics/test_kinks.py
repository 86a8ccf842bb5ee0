"""Iterated integrals with kinks that move with the outer variable."""

import pytest

from tests.numerics.worksheets import check, read, scope_of
from worksheet_server.numerics.balls import Balls
from worksheet_server.numerics.door import acb, arb
from worksheet_server.numerics.integrands import Integrand
from worksheet_server.numerics.kinks import smooth_pieces
from worksheet_server.values.budget import Budget

# Digits: of the closed form beside each.
PROVED = """
int(int(abs(x - y), y=-1..3), x=0..1)         | 4.33333333333333333333 | ((x + 1)^2 + (3 - x)^2)/2 integrated
int(int(max(x, 2*y), y=-1..1), x=-1/2..1)     | 1.96875000000000000000 | (1 + x + x^2/4) integrated
int(int(sign(y - x)*y, y=-1..2), x=0..1)      | 2.16666666666666666666 | (5/2 - x^2) integrated
"""


@pytest.mark.parametrize("line", PROVED.strip().splitlines())
def test_proved(line: str) -> None:
    text, expected, _ = (part.strip() for part in line.split("|"))
    check(text, expected)


def pieces(text: str, x: object) -> int:
    field = Balls(64, analytic=True)
    with field.working():
        integrand = Integrand(read(text), "y", scope_of().bind({"x": x}))
        return len(smooth_pieces(integrand, acb(0), acb(1), field, Budget.of(5)))


def test_only_affine_kinks_that_are_inside_split_the_range() -> None:
    assert pieces("abs(x - y)", acb(arb(0.5, 0.1), arb(0, 0.1))) == 2
    assert pieces("abs(x - y)", acb(2)) == 1
    assert pieces("abs(x - y)", acb(arb(0, 0.1))) == 1  # the kink may be at the end or outside
    assert pieces("abs(x - y^2)", acb(0.5)) == 1  # not affine
