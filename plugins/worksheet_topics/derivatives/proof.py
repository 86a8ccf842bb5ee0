"""Proofs of derivatives: our own rules of differentiation against the claimed answer, by an exact zero test."""

from __future__ import annotations

from worksheet_server.api import (
    Budget,
    Claim,
    Evidence,
    Expression,
    Scope,
    Verdict,
    differentiate,
    proves_equal,
    to_sympy,
)
from worksheet_topics.derivatives.shape import differentiations


def gather_evidence(claim: Claim, scope: Scope, budget: Budget) -> Evidence | None:
    """A proof that a derivative is what the claim says."""
    read = differentiations(claim.left)
    if claim.relation not in ("=", "==") or read is None:
        return None
    body, variables = read
    derivative: Expression = body
    for variable in variables:
        found = differentiate(derivative, variable, scope)
        if found is None:
            return None
        derivative = found[0]
    left, right = to_sympy(derivative, scope, budget), to_sympy(claim.right, scope, budget)
    if left is None or right is None or not proves_equal(left, right, budget):
        return None
    return Evidence(Verdict.PROVED, "differentiation-rules", "our own differentiation gives the same function")
