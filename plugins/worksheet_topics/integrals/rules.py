"""The rules that explanations of integrals cite."""

from __future__ import annotations

from worksheet_server.api import Rule

RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule("constant", "∫ a dx = a x + C", "A constant rate accumulates in proportion to x."),
        Rule("power", "∫ xⁿ dx = xⁿ⁺¹/(n+1) + C,  n ≠ −1", "The power rule of derivatives, read backwards."),
        Rule(
            "reciprocal",
            "∫ 1/x dx = ln |x| + C",
            "The one power that the power rule leaves out; ln |x| has the slope 1/x on both sides of 0.",
        ),
        Rule(
            "exponential",
            "∫ eˣ dx = eˣ + C",
            "The exponential function is its own derivative, hence its own antiderivative.",
        ),
        Rule(
            "trigonometric",
            "∫ cos x dx = sin x + C,  ∫ sin x dx = −cos x + C",
            "The derivatives of sine and cosine, read backwards.",
        ),
        Rule(
            "linearity",
            "∫ (a f + b g) dx = a ∫ f dx + b ∫ g dx",
            "Accumulation of a sum is the sum of the accumulations.",
        ),
        Rule("substitution", "∫ f(g(x)) g'(x) dx = ∫ f(u) du,  u = g(x)", "The chain rule, read backwards."),
        Rule("integration by parts", "∫ u dv = u v − ∫ v du", "The product rule, read backwards."),
        Rule(
            "partial fractions",
            "P/Q = sum of simpler fractions",
            "A fraction of polynomials is a sum of fractions whose antiderivatives are known.",
        ),
        Rule("rewriting", "f = g, hence ∫ f dx = ∫ g dx", "The same function in a form whose antiderivative is known."),
        Rule(
            "known antiderivative",
            "∫ f dx from the table",
            "The antiderivative of this function is known; its derivative confirms it.",
        ),
        Rule(
            "fundamental theorem",
            "∫ₐᵇ f dx = F(b) − F(a),  F' = f",
            "The accumulated change of F between a and b is the difference of its values; "
            "probabilities are computed this way.",
        ),
        Rule(
            "improper integral",
            "∫ₐ^∞ f dx = lim ∫ₐᴿ f dx, R → ∞",
            "The area over an infinite range is the limit of areas over finite ones.",
        ),
        Rule(
            "iterated integral",
            "∬ f dA = ∫ (∫ f dy) dx",
            "The inner integral is done first, with the outer variable fixed.",
        ),
    )
}
"""By name."""
