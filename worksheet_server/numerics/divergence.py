"""Whether a definite integral diverges, as a topic asks it."""

from __future__ import annotations

from worksheet_server.numerics.balls import Balls
from worksheet_server.numerics.definite import integral_end
from worksheet_server.numerics.improper import diverges
from worksheet_server.numerics.integrals import Integrand
from worksheet_server.syntax.tree import Expression
from worksheet_server.values.budget import Budget
from worksheet_server.values.scope import Scope

_BITS = 128


def integral_diverges(
    expression: Expression, variable: str, lower: Expression, upper: Expression, scope: Scope, budget: Budget
) -> str | None:
    """``"oo"``, ``"-oo"`` or ``"diverges"`` where it is proved that the integral does not converge, else ``None``."""
    field = Balls(_BITS)
    a, b = integral_end(lower, scope, budget, field), integral_end(upper, scope, budget, field)
    if a is None or b is None:
        return None
    return diverges(Integrand(expression, variable, scope), a, b, _BITS, budget)
