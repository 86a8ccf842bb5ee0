"""Derivatives: ``f'(x)``, ``d/dx``, ``∂f/∂x``, ``diff``, gradients, of known and of unknown functions.

Owns the proof of a derivative by our own differentiation rules and their explanation.  The exact value of these
shapes is built into ``worksheet_server.symbolic``, their number into ``worksheet_server.numerics`` (Taylor series in
ball arithmetic).
"""

from __future__ import annotations

from collections.abc import Callable

from worksheet_server.api import Budget, Claim, Evidence, Explanation, Expression, Function, Rule, Scope, hookimpl
from worksheet_topics.derivatives import explain as explanations
from worksheet_topics.derivatives import proof, taylor
from worksheet_topics.derivatives.rules import RULES


@hookimpl
def register_functions(register: Callable[[Function], None]) -> None:
    """``diff``, ``grad``, ``hessian``, ``jacobian``, ``taylor``."""
    for name, signature, summary, example in (
        ("diff", "diff(f, x, n)", "The n-th derivative of f with respect to x.", "diff(x^3, x, 2) => 6*x"),
        ("grad", "grad f at (a, b)", "The vector of partial derivatives.", "grad(x^2*y) at x=1, y=2 => (4, 1)"),
        ("hessian", "hessian f", "The matrix of second partial derivatives.", "hessian(x^2*y) => [2*y, 2*x; 2*x, 0]"),
        (
            "jacobian",
            "jacobian(F)",
            "The partial derivatives of each component.",
            "jacobian((x*y, x + y)) => [y, x; 1, 1]",
        ),
    ):
        register(Function(name, signature, summary, example))
    register(
        Function(
            "taylor",
            "taylor(f, x=a, n)",
            "The Taylor polynomial of f at a, up to terms of order n.",
            "taylor(sin(x), x=0, 5) => x - x^3/6 + O(x^5)",
            taylor.exact,
        )
    )


@hookimpl
def register_rules(register: Callable[[Rule], None]) -> None:
    """The differentiation rules."""
    for rule in RULES.values():
        register(rule)


@hookimpl
def gather_evidence(claim: Claim, scope: Scope, budget: Budget) -> Evidence | None:
    """Our own differentiation against the claimed derivative."""
    return proof.gather_evidence(claim, scope, budget) or taylor.evidence(claim, scope, budget)


@hookimpl
def explain(expression: Expression, answer: Expression, scope: Scope, budget: Budget) -> Explanation | None:
    """The rule that applies at the top level."""
    return explanations.explain(expression, answer, scope)
