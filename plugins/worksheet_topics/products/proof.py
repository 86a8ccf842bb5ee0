"""Proofs of products: all factors, and telescoping with a base case."""

from __future__ import annotations

from functools import partial
from typing import Any

import sympy

from worksheet_server.api import (
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
from worksheet_topics.products.methods.known import proved_product

MOST_FACTORS = 300
"""Finite products with at most this many factors are compared factor by factor."""


def gather_evidence(claim: Claim, scope: Scope, budget: Budget) -> Evidence | None:
    """A proof that a product has the value that the claim says."""
    if claim.relation not in ("=", "==") or not isinstance(claim.left, Call) or claim.left.function != Name("prod"):
        return None
    read = counted(claim.left, scope, budget)
    right = to_sympy(claim.right, scope, budget)
    if right is None or is_special(right):
        return None
    if read is None:
        factors = written_terms(claim.left, scope, budget, MOST_FACTORS)
        if factors is None or not proves_zero(sympy.Mul(*factors) - right, budget):
            return None
        return Evidence(Verdict.PROVED, "all-factors", f"all {len(factors)} factors multiplied")
    tests = () if right.is_infinite else (("all-factors", all_factors), ("telescoping", telescoping))
    for method, prove in tests:
        reason = attempt(partial(prove, *read, right, budget), budget.share(0.6))
        if reason:
            return Evidence(Verdict.PROVED, method, reason)
    found = attempt(lambda: proved_product(*read, budget.share(0.6)), budget.share(0.6))
    if found is not None and (found[0] == right or proves_equal(found[0], right, budget.share(0.5))):
        return Evidence(Verdict.PROVED, "known-product", found[1])
    return None


def all_factors(factor: Any, index: Any, lower: Any, upper: Any, value: Any, budget: Budget) -> str | None:
    """A product with few factors: they are written out."""
    count = upper - lower + 1
    if not (count.is_Integer and 0 <= int(count) <= MOST_FACTORS):
        return None
    factors = [factor.subs(index, lower + step) for step in range(int(count))]
    return f"all {int(count)} factors multiplied" if proves_zero(sympy.Mul(*factors) - value, budget) else None


def telescoping(factor: Any, index: Any, lower: Any, upper: Any, value: Any, budget: Budget) -> str | None:
    """``P(n) = P(n-1) · (last factor)`` and the product of no factors is 1: induction from the empty product."""
    steps = upper.free_symbols - lower.free_symbols
    if len(steps) != 1:
        return None
    (last,) = steps
    if sympy.diff(upper, last) != 1 or factor.has(last):
        return None
    if not proves_zero(value - value.subs(last, last - 1) * factor.subs(index, upper), budget.share(0.7)):
        return None
    empty = sympy.expand(last - upper + lower - 1)
    if proves_zero(value.subs(last, empty) - 1, budget):
        return "P(n) is P(n−1) times the last factor, and the empty product is 1"
    if proves_zero(value.subs(last, empty + 1) - factor.subs(index, lower), budget):
        return "P(n) is P(n−1) times the last factor, and the product of one factor is that factor"
    return None
