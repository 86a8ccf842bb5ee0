"""Divergence by comparison: terms that do not tend to 0, or are at least c/(k ln k) or c/(k ln k ln ln k).

These two series diverge by the integral test (K. Knopp, Theory and Application of Infinite Series, section 14).
"""

from __future__ import annotations

import sympy

from worksheet_server.api import DNE, Budget, proved_limit
from worksheet_topics.sums.methods.shape import Summation, may_have_pole


def diverging(summation: Summation, budget: Budget) -> str | None:
    """``"oo"``, ``"-oo"`` or ``"diverges"`` where it is proved; ``None`` otherwise."""
    k = summation.index
    if summation.upper is not sympy.oo or not summation.lower.is_Integer:
        return None
    if may_have_pole(summation):
        return None
    last = sympy.Dummy("k", integer=True, positive=True)
    term = summation.term.subs(k, last)
    limit = proved_limit(term, last, sympy.oo, "", budget.share(0.4))
    if limit is not None and (limit[0] is DNE or limit[0].is_zero is False):
        return "diverges" if limit[0] is DNE else _signed(limit[0])
    for weight in (last * sympy.log(last), last * sympy.log(last) * sympy.log(sympy.log(last))):
        limit = proved_limit(term * weight, last, sympy.oo, "", budget.share(0.5))
        if limit is not None and limit[0] is not DNE and limit[0].is_zero is False:
            return _signed(limit[0])
    return None


def _signed(limit: sympy.Expr) -> str | None:
    return "oo" if limit.is_positive else "-oo" if limit.is_negative else None
