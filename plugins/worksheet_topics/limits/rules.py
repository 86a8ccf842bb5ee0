"""The rules that explanations of limits cite."""

from __future__ import annotations

from worksheet_server.api import Rule

RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule(
            "substitution",
            "lim f(x) = f(a) where f is continuous at a",
            "A continuous function takes on the value that it approaches.",
        ),
        Rule(
            "cancellation",
            "lim f = lim g where f = g except at a",
            "A limit does not look at the point itself, so a common factor may be canceled.",
        ),
        Rule(
            "order of vanishing",
            "lim N/D = N⁽ᵏ⁾(a)/D⁽ᵏ⁾(a)",
            "Where both sides of a fraction vanish, their first Taylor terms that do not vanish decide "
            "(l'Hôpital's rule does the same).",
        ),
        Rule(
            "one-sided limits",
            "lim exists ⇔ lim from the left = lim from the right",
            "A two-sided limit exists only where both sides agree.",
        ),
        Rule(
            "limit at infinity",
            "lim f(x), x → ∞  =  lim f(1/t), t → 0+",
            "What grows without bound is looked at through its reciprocal.",
        ),
        Rule(
            "limit laws",
            "lim (f ∘ g), f + g, f g from lim f and lim g",
            "Sums, products and continuous functions of limits are limits.",
        ),
    )
}
"""By name."""
