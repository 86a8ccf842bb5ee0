"""Integrals: antiderivatives with ``+ C``, definite, improper and iterated integrals.

Owns their closed forms, their enclosures, the proof by the fundamental theorem, and their explanation.
"""

from __future__ import annotations

from collections.abc import Callable

from worksheet_server.api import Budget, Claim, Evidence, Explanation, Expression, Function, Rule, Scope, hookimpl
from worksheet_topics.integrals import exact, numeric, proof
from worksheet_topics.integrals import explain as explanations
from worksheet_topics.integrals.rules import RULES


@hookimpl
def register_functions(register: Callable[[Function], None]) -> None:
    """``int``."""
    register(
        Function(
            "int",
            "int(f, x=a..b)",
            "The integral of f from a to b; without a range, an antiderivative.",
            "int(x^2, x=0..3) => 9",
            exact.exact,
            numeric.numeric,
            alternatives=exact.alternatives,
        )
    )


@hookimpl
def register_rules(register: Callable[[Rule], None]) -> None:
    """The integration rules."""
    for rule in RULES.values():
        register(rule)


@hookimpl
def gather_evidence(claim: Claim, scope: Scope, budget: Budget) -> Evidence | None:
    """The derivative of an antiderivative, or the fundamental theorem."""
    return proof.gather_evidence(claim, scope, budget)


@hookimpl
def explain(expression: Expression, answer: Expression, scope: Scope, budget: Budget) -> Explanation | None:
    """The rule that applies at the top level."""
    return explanations.explain(expression, answer, scope, budget)
