"""Sums, finite and infinite.

Owns their closed forms, their enclosures, proofs by all terms, by telescoping and by known series, and their
explanation.
"""

from __future__ import annotations

from collections.abc import Callable

from worksheet_server.api import Budget, Claim, Evidence, Explanation, Expression, Function, Rule, Scope, hookimpl
from worksheet_topics.sums import exact, numeric, proof
from worksheet_topics.sums import explain as explanations
from worksheet_topics.sums.rules import RULES


@hookimpl
def register_functions(register: Callable[[Function], None]) -> None:
    """``sum``."""
    register(
        Function(
            "sum",
            "sum(f, i=a..b)",
            "The sum of f for all integers i from a to b.",
            "sum(i^2, i=1..10) => 385",
            exact.exact,
            numeric.numeric,
        )
    )


@hookimpl
def register_rules(register: Callable[[Rule], None]) -> None:
    """The rules of summation."""
    for rule in RULES.values():
        register(rule)


@hookimpl
def gather_evidence(claim: Claim, scope: Scope, budget: Budget) -> Evidence | None:
    """All terms, telescoping, or a known series."""
    return proof.gather_evidence(claim, scope, budget)


@hookimpl
def explain(expression: Expression, answer: Expression, scope: Scope, budget: Budget) -> Explanation | None:
    """The rule that applies at the top level."""
    return explanations.explain(expression, answer)
