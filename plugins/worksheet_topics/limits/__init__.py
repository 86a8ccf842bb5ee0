"""Limits, one-sided and two-sided, at points and at infinity.

Owns their closed forms, their estimates, the proof by limit laws and Taylor coefficients, and their explanation.
"""

from __future__ import annotations

from collections.abc import Callable

from worksheet_server.api import Budget, Claim, Evidence, Explanation, Expression, Function, Rule, Scope, hookimpl
from worksheet_topics.limits import exact, numeric, proof
from worksheet_topics.limits import explain as explanations
from worksheet_topics.limits.rules import RULES


@hookimpl
def register_functions(register: Callable[[Function], None]) -> None:
    """``lim``."""
    register(
        Function(
            "lim",
            "lim(f, x -> a)",
            "The limit of f as x approaches a; write 0+ or 0- for one side.",
            "lim(sin(x)/x, x -> 0) => 1",
            exact.exact,
            numeric.numeric,
        )
    )


@hookimpl
def register_rules(register: Callable[[Rule], None]) -> None:
    """The rules of limits."""
    for rule in RULES.values():
        register(rule)


@hookimpl
def gather_evidence(claim: Claim, scope: Scope, budget: Budget) -> Evidence | None:
    """The limit laws, or Taylor coefficients."""
    return proof.gather_evidence(claim, scope, budget)


@hookimpl
def explain(expression: Expression, answer: Expression, scope: Scope, budget: Budget) -> Explanation | None:
    """The rule that applies at the top level."""
    return explanations.explain(expression, answer, scope, budget)
