"""Algebra: other forms of an expression, equations, and the elementary functions of the language.

Owns the documentation of the elementary functions, whose values are built into both routes.
"""

from __future__ import annotations

from collections.abc import Callable

from worksheet_server.api import Budget, Claim, Evidence, Explanation, Expression, Function, Rule, Scope, hookimpl
from worksheet_topics.algebra import exact, proof
from worksheet_topics.algebra import explain as explanations
from worksheet_topics.algebra.elementary import ELEMENTARY
from worksheet_topics.algebra.rules import RULES


@hookimpl
def register_functions(register: Callable[[Function], None]) -> None:
    """``simplify``, ``expand``, ``factor``, ``solve``, and the elementary functions."""
    register(
        Function("simplify", "simplify(f)", "A shorter form.", "simplify(sin(x)^2 + cos(x)^2) => 1", exact.simplify)
    )
    register(
        Function("expand", "expand(f)", "Products written out.", "expand((x + 1)^2) => x^2 + 2*x + 1", exact.expand)
    )
    register(
        Function(
            "factor", "factor(f)", "Factors over the rationals.", "factor(x^2 - 1) => (x - 1)*(x + 1)", exact.factor
        )
    )
    register(
        Function("solve", "solve(equation, x)", "All real solutions.", "solve(x^2 = 4, x) => (-2, 2)", exact.solve)
    )
    for function in ELEMENTARY:
        register(function)


@hookimpl
def register_rules(register: Callable[[Rule], None]) -> None:
    """The rules of algebra."""
    for rule in RULES.values():
        register(rule)


@hookimpl
def gather_evidence(claim: Claim, scope: Scope, budget: Budget) -> Evidence | None:
    """Canonical forms, and the count of all roots."""
    return proof.gather_evidence(claim, scope, budget)


@hookimpl
def explain(expression: Expression, answer: Expression, scope: Scope, budget: Budget) -> Explanation | None:
    """The rule that applies at the top level."""
    return explanations.explain(expression, answer)
