"""The rules that explanations of sums cite."""

from __future__ import annotations

from worksheet_server.api import Rule

RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule(
            "expansion",
            "∑ aᵢ = a₁ + a₂ + … + aₙ",
            "Sigma notation stands for its terms, one for each value of the index.",
        ),
        Rule("constant terms", "∑ c = n c", "Equal terms are counted; loss functions are averaged this way."),
        Rule(
            "Faulhaber's formula",
            "∑ k = n(n+1)/2,  ∑ k² = n(n+1)(2n+1)/6,  ∑ k³ = (n(n+1)/2)²",
            "The sum of the p-th powers up to n is a polynomial of degree p + 1 in n; induction proves it.",
        ),
        Rule(
            "geometric series",
            "∑ rᵏ = (1 − rⁿ⁺¹)/(1 − r), and 1/(1 − r) for |r| < 1",
            "Multiplying by r shifts the sum by one term; discounted rewards add up this way.",
        ),
        Rule("telescoping", "∑ (F(k+1) − F(k)) = F(n+1) − F(1)", "Neighboring terms cancel and only the ends remain."),
        Rule("infinite series", "∑ aₖ = lim of the partial sums", "An infinite sum is what its partial sums approach."),
        Rule(
            "linearity of sums",
            "∑ (a f + b g) = a ∑ f + b ∑ g",
            "Terms may be added in any order; gradients of mini-batches add up for this reason.",
        ),
    )
}
"""By name."""
