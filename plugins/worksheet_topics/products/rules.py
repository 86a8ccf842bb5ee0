"""The rules that explanations of products cite."""

from __future__ import annotations

from worksheet_server.api import Rule

RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule(
            "expansion",
            "∏ aᵢ = a₁ a₂ … aₙ",
            "Pi notation stands for its factors, one for each value of the index; "
            "likelihoods of independent events multiply.",
        ),
        Rule("constant factors", "∏ c = cⁿ", "Equal factors are counted in the exponent."),
        Rule("factorial", "∏ k = n!", "The product of the first n positive integers has a name of its own."),
        Rule("nested product", "∏ᵢ ∏ⱼ aᵢⱼ", "The inner product is done first, with the outer index fixed."),
        Rule("telescoping", "∏ F(k+1)/F(k) = F(n+1)/F(1)", "Neighboring factors cancel and only the ends remain."),
    )
}
"""By name."""
