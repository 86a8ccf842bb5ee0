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
        Rule("root", "d/dx √x = 1/(2 √x)", "The power rule for the exponent 1/2 (or 1/3)."),
        Rule(
            "inverse trigonometric",
            "d/dx arctan x = 1/(1 + x²),  d/dx arcsin x = 1/√(1 − x²)",
            "The slope of an inverse function is the reciprocal slope of the function.",
        ),
        Rule("hyperbolic", "d/dx sinh x = cosh x,  d/dx tanh x = 1 − tanh² x", "Sums and quotients of eˣ and e⁻ˣ."),
        Rule(
            "inverse hyperbolic",
            "d/dx arsinh x = 1/√(x² + 1)",
            "The slope of an inverse function is the reciprocal slope of the function.",
        ),
        Rule("absolute value", "d/dx |x| = sign x,  x ≠ 0", "The slope is 1 to the right of 0 and −1 to its left."),
        Rule(
            "step",
            "d/dx ⌊x⌋ = 0 between the steps",
            "A function that is constant on pieces does not change inside them.",
        ),
        Rule(
            "error function",
            "d/dx erf x = 2/√π e^(−x²)",
            "erf is defined as an integral of the bell curve, so its slope is the bell curve.",
        ),
        Rule(
            "integral function",
            "d/dx Si x = sin x / x, and so on",
            "A function defined as an integral has the integrand as its slope (fundamental theorem).",
        ),
        Rule(
            "activation",
            "σ' = σ (1 − σ),  softplus' = σ,  relu' = [x > 0]",
            "The slopes that backpropagation multiplies at each neuron.",
        ),
        Rule(
            "Taylor's theorem",
            "f(x) = f(a) + f'(a)(x − a) + f''(a)/2 (x − a)² + … + O((x − a)ⁿ)",
            "The derivatives at one point tell how a function continues near it; Newton's method uses the first two.",
        ),
        Rule("components", "d/dx (f, g) = (f', g')", "A vector changes entry by entry."),
        Rule("cases", "d/dx {A: f, g} = {A: f', g'}", "Inside each case only that case matters."),
        Rule(
            "defined function",
            "d/dx f(u) = f'(u) u'",
            "The definition of f is differentiated, then the chain rule applies.",
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
