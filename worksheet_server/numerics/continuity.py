"""Whether a function is holomorphic along an interval, by ball arithmetic on ever smaller pieces."""

from __future__ import annotations

from worksheet_server.numerics.balls import Balls
from worksheet_server.numerics.door import acb, arb
from worksheet_server.numerics.evaluate import evaluate
from worksheet_server.syntax.tree import Expression
from worksheet_server.values.budget import Budget
from worksheet_server.values.scope import Scope

_MOST_PIECES = 2000
_BITS = 64


def is_holomorphic_along(
    expression: Expression, lower: Expression, upper: Expression, name: str, scope: Scope, budget: Budget
) -> bool:
    """Whether ``expression`` is holomorphic in ``name`` around every point from ``lower`` to ``upper``, ends included.

    ``True`` is a proof: each piece of a cover of the interval has a finite value in an arithmetic that is non-finite
    wherever a function on the way is not holomorphic.  ``False`` means that this was not shown.
    """
    field = Balls(_BITS, analytic=True)
    with field.working():
        ends = [evaluate(each, scope, budget, Balls(_BITS)) for each in (lower, upper)]
        if ends[0] is None or ends[1] is None or not all(acb(each).imag.is_zero() for each in ends):
            return False
        pieces = [(acb(ends[0]).real, acb(ends[1]).real)]
        tried = 0
        while pieces:
            budget.check()
            tried += 1
            if tried > _MOST_PIECES:
                return False
            left, right = pieces.pop()
            ball = left.union(right)
            # A thin rectangle around the real piece: the value is to be finite around the line, not on it alone.
            value = evaluate(expression, scope.bind({name: acb(ball, arb(0, 1e-9))}), budget, field)
            if value is None:
                return False
            if not acb(value).is_finite():
                middle = (left + right) / 2
                if not (right - left) > arb(2) ** -30:
                    return False
                pieces += [(left, middle), (middle, right)]
    return True
