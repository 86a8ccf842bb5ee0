"""Proofs of sums: all terms, telescoping with a base case, a derivation of the value, a certificate."""

from __future__ import annotations

from functools import partial
from typing import Any

import sympy

from worksheet_server.api import (
    DIVERGES,
    Budget,
    Call,
    Claim,
    Evidence,
    Name,
    Scope,
    Verdict,
    attempt,
    counted,
    is_special,
    proves_equal,
    proves_zero,
    to_sympy,
    written_terms,
)
from worksheet_topics.sums.derived import derived, diverges
from worksheet_topics.sums.methods.certificates import certified
from worksheet_topics.sums.methods.shape import Summation

MOST_TERMS = 300
"""Finite sums with at most this many terms are compared term by term."""


def gather_evidence(claim: Claim, scope: Scope, budget: Budget) -> Evidence | None:
    """A proof that a sum has the value that the claim says."""
    if claim.relation not in ("=", "==") or not isinstance(claim.left, Call) or claim.left.function != Name("sum"):
        return None
    call = claim.left
    read = counted(call, scope, budget)
    right = to_sympy(claim.right, scope, budget)
    if right is None:
        return None
    if read is None:
        terms = written_terms(claim.left, scope, budget, MOST_TERMS)
        if terms is None or not proves_zero(sympy.Add(*terms) - right, budget):
            return None
        return Evidence(Verdict.PROVED, "all-terms", f"all {len(terms)} terms added up")
    if is_special(right) or right.is_infinite:
        return _diverging(claim.left, right, scope, budget)
    for method, prove in (("all-terms", all_terms), ("telescoping", telescoping)):
        reason = attempt(partial(prove, *read, right, budget.share(0.4)), budget.share(0.4))
        if reason:
            return Evidence(Verdict.PROVED, method, reason)
    found = attempt(lambda: derived(call, scope, budget.share(0.6)), budget.share(0.6))
    if found is not None and (found[0] == right or proves_equal(found[0], right, budget.share(0.5))):
        method = "known-series" if read[3].is_infinite else "telescoping"
        return Evidence(Verdict.PROVED, method, found[1])
    reason = attempt(lambda: certified(Summation(*read), right, budget.share(0.8)), budget.share(0.8))
    return Evidence(Verdict.PROVED, "certificate", reason) if reason else None


def _diverging(call: Call, value: Any, scope: Scope, budget: Budget) -> Evidence | None:
    found = diverges(call, scope, budget)
    wanted = "diverges" if value is DIVERGES else str(value)
    if found is None or (found != wanted and value is not DIVERGES):
        return None
    detail = "its terms do not decrease fast enough, or do not tend to 0"
    return Evidence(Verdict.PROVED, "leading-term", detail)


def all_terms(term: Any, index: Any, lower: Any, upper: Any, value: Any, budget: Budget) -> str | None:
    """A sum with few terms: they are written out; terms that are 0 need not be counted."""
    if term == 0 and value == 0:
        return "every term is 0"
    count = upper - lower + 1
    if not (count.is_Integer and 0 <= int(count) <= MOST_TERMS):
        return None
    terms = [term.subs(index, lower + step) for step in range(int(count))]
    if proves_zero(sympy.Add(*terms) - value, budget):
        return f"all {int(count)} terms added up"
    return None


def telescoping(term: Any, index: Any, lower: Any, upper: Any, value: Any, budget: Budget) -> str | None:
    """``S(n) - S(n-1)`` is the last term, and the sum of no terms is 0: induction from the empty sum.

    M. Petkovšek, H. Wilf, D. Zeilberger, A = B (1996), chapter 5.
    """
    steps = upper.free_symbols - lower.free_symbols
    if len(steps) != 1:
        return None
    (last,) = steps
    slope = sympy.diff(upper, last)
    if slope != 1 or term.has(last):
        return None
    difference = value - value.subs(last, last - 1) - term.subs(index, upper)
    if not proves_zero(difference, budget.share(0.7)):
        return None
    empty = sympy.expand(last - upper + lower - 1)
    base = value.subs(last, empty)
    if base.is_finite is not False and proves_zero(base, budget):
        return "S(n) − S(n−1) is the last term, and the empty sum is 0"
    first = value.subs(last, empty + 1) - term.subs(index, lower)
    if proves_zero(first, budget):
        return "S(n) − S(n−1) is the last term, and the sum of one term is that term"
    return None
