"""The rules that explanations in algebra cite."""

from __future__ import annotations

from worksheet_server.api import Rule

RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule("expanding", "a (b + c) = a b + a c", "Products of sums are written out term by term."),
        Rule("factoring", "a b + a c = a (b + c)", "A common factor is taken out; zeros can then be read off."),
        Rule("simplification", "f = g for all values", "The same function in a shorter form."),
        Rule(
            "roots",
            "f(x) = 0",
            "A value solves an equation when both sides agree there; every solution is checked by putting it in.",
        ),
    )
}
"""By name."""
