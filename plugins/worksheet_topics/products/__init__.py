"""Products, finite and infinite.

Owns their closed forms, their enclosures, proofs by all factors and by telescoping, and their explanation.
"""

from __future__ import annotations

from collections.abc import Callable

from worksheet_server.api import Budget, Claim, Evidence, Explanation, Expression, Function, Rule, Scope, hookimpl
from worksheet_topics.products import exact, numeric, proof
from worksheet_topics.products import explain as explanations
from worksheet_topics.products.rules import RULES


@hookimpl
def register_functions(register: Callable[[Function], None]) -> None:
    """``prod``."""
    register(
        Function(
            "prod",
            "prod(f, i=a..b)",
            "The product of f for all integers i from a to b.",
            "prod(i, i=1..5) => 120",
            exact.exact,
            numeric.numeric,
        )
    )


@hookimpl
def register_rules(register: Callable[[Rule], None]) -> None:
    """The rules of products."""
    for rule in RULES.values():
        register(rule)


@hookimpl
def gather_evidence(claim: Claim, scope: Scope, budget: Budget) -> Evidence | None:
    """All factors, or telescoping."""
    return proof.gather_evidence(claim, scope, budget)


@hookimpl
def explain(expression: Expression, answer: Expression, scope: Scope, budget: Budget) -> Explanation | None:
    """The rule that applies at the top level."""
    return explanations.explain(expression, answer)
