"""Every rule that our differentiation names is a rule that explanations can cite."""

from __future__ import annotations

import pytest

from tests.kernel.support import result, topics

LINES = (
    "d/dx 5",
    "d/dx x",
    "d/dx x^3",
    "d/dx (x + 1)",
    "d/dx (3*x)",
    "d/dx (x*sin(x))",
    "d/dx (x/(x + 1))",
    "d/dx sin(x^2)",
    "d/dx e^x",
    "d/dx ln(x)",
    "d/dx cos(x)",
    "d/dx asin(x)",
    "d/dx sqrt(x)",
    "d/dx tanh(x)",
    "d/dx asinh(x)",
    "d/dx x^x",
    "d/dx erf(x)",
    "d/dx abs(x)",
    "d/dx floor(x)",
    "d/dx Si(x)",
    "d/dx sigmoid(x)",
    "d/dx {x > 0: x^2, 0}",
    "d/dx (x^2, x^3)",
    "∂/∂x (x^2*y)",
)


@pytest.mark.parametrize("line", LINES)
def test_a_derivative_names_the_rule_of_its_outermost_operation(line: str) -> None:
    found = result(line).rules
    assert found
    assert all(rule in topics().rules for rule in found)
    assert "elementary function" not in {rule.name for rule in found}
