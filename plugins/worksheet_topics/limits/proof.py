"""Proofs of limits: by limit laws and Taylor coefficients.

And by enclosures of both sides where no value is to be equaled.
"""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.api import (
    DNE,
    Budget,
    Call,
    Claim,
    Evidence,
    Name,
    Scope,
    Verdict,
    attempt,
    exact_rational,
    proved_limit,
    same_limit,
    to_sympy,
)
from worksheet_topics.limits.exact import approach
from worksheet_topics.limits.numeric import differ, sides


def gather_evidence(claim: Claim, scope: Scope, budget: Budget) -> Evidence | None:
    """A proof that a limit is what the claim says, or that it does not exist because its sides differ."""
    if claim.relation not in ("=", "==") or not isinstance(claim.left, Call) or claim.left.function != Name("lim"):
        return None
    read = approach(claim.left, scope, budget)
    right = to_sympy(claim.right, scope, budget)
    if read is None or right is None:
        return None
    proved = attempt(lambda: proved_limit(*read, budget), budget.share(0.5))
    if proved is not None and same_limit(proved[0], right, budget):
        return Evidence(Verdict.PROVED, "limit-theorems", proved[1])
    if right is DNE or right.is_infinite or right.is_Rational:
        return _by_enclosures(claim.left, right, scope, budget)
    return None


def _by_enclosures(call: Call, right: Any, scope: Scope, budget: Budget) -> Evidence | None:
    """Infinite limits, and limits that differ: there the enclosures of the sides decide."""
    found = sides(call, scope, budget)
    if found is None:
        return None
    signs = {each.infinity for each in found}
    rationals = [exact_rational(each.value) for each in found]
    if right.is_Rational and all(each == right for each in rationals):
        detail = "the expansion beside the point has this number as its constant term"
        return Evidence(Verdict.PROVED, "leading-term", detail)
    if len(signs) == 1 and 0 not in signs:
        value = sympy.oo if signs == {1} else -sympy.oo
        detail = "the leading term beside the point grows without bound"
        return Evidence(Verdict.PROVED, "leading-term", detail) if value == right else None
    if right.is_infinite and 0 in signs:
        detail = "the values beside the point stay within a finite enclosure"
        return Evidence(Verdict.REFUTED, "finite-enclosure", detail)
    if right is DNE and differ(found):
        return Evidence(Verdict.PROVED, "differing-sides", "the limits from the two sides have disjoint enclosures")
    return None
