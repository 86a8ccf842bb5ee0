"""The rules that explanations of derivatives cite."""

from __future__ import annotations

from worksheet_server.api import Rule

RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule("constant", "d/dx c = 0", "A constant does not change, so its rate of change is zero."),
        Rule("variable", "d/dx x = 1", "The variable changes exactly as fast as itself."),
        Rule("power", "d/dx xⁿ = n xⁿ⁻¹", "Each of the n factors x contributes xⁿ⁻¹ to the change."),
        Rule("sum", "d/dx (f + g) = f' + g'", "Changes of the parts add up to the change of the whole."),
        Rule(
            "constant multiple",
            "d/dx (c f) = c f'",
            "Stretching a function by a factor stretches its slope by the same factor.",
        ),
        Rule(
            "product",
            "d/dx (f g) = f' g + f g'",
            "Both factors change: first one while the other rests, then the other way round.",
        ),
        Rule(
            "quotient",
            "d/dx (f/g) = (f' g − f g')/g²",
            "The product rule for f · (1/g), with the slope of 1/g written out.",
        ),
        Rule(
            "chain",
            "d/dx f(g(x)) = f'(g(x)) g'(x)",
            "A small change passes through g first, then through f: the rates multiply. "
            "Backpropagation is this rule, layer by layer.",
        ),
        Rule(
            "general power",
            "d/dx fᵍ = fᵍ (g' ln f + g f'/f)",
            "Base and exponent both change; write fᵍ as e to the power g ln f and use the chain rule.",
        ),
        Rule("exponential", "d/dx eˣ = eˣ", "The exponential function grows at a rate equal to its own value."),
        Rule(
            "logarithm",
            "d/dx ln x = 1/x",
            "The logarithm undoes the exponential, so its slope is the reciprocal slope.",
        ),
        Rule(
            "trigonometric",
            "d/dx sin x = cos x,  d/dx cos x = −sin x",
            "The velocity on the unit circle is the position turned by 90°.",
        ),
        Rule(
            "elementary function",
            "d/dx f(x) = f'(x) from the table",
            "The derivative of this function is known in closed form; tables list it.",
        ),
        Rule(
            "unknown function",
            "d/dx f(x) = f'(x)",
            "Nothing is known about f but that it is differentiable, so its derivative keeps its name.",
        ),
        Rule(
            "partial derivative",
            "∂f/∂x with the other variables fixed",
            "All other variables are treated as constants.",
        ),
        Rule(
            "gradient",
            "∇f = (∂f/∂x, ∂f/∂y, …)",
            "The vector of all slopes points where f grows fastest; gradient descent walks the other way.",
        ),
    )
}
"""By name."""
