"""The rule that an integral begins with is the one a textbook would use."""

from __future__ import annotations

import pytest

from tests.kernel.support import result


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ("int(5, x)", {"constant"}),
        ("int(x^4, x)", {"power"}),
        ("int(1/x, x)", {"reciprocal"}),
        ("int(exp(x), x)", {"exponential"}),
        ("int(sin(x), x)", {"trigonometric"}),
        ("int(x^2 + 1, x)", {"linearity"}),
        ("int(3*x^2, x)", {"linearity"}),
        ("int(2*x*cos(x^2), x)", {"substitution"}),
        ("int(sin(x)^2*cos(x), x)", {"substitution"}),
        ("int(x*exp(x), x)", {"integration by parts"}),
        ("int(ln(x), x)", {"integration by parts"}),
        ("int(1/(x^2 - 1), x)", {"partial fractions"}),
        ("int(x^2, x=0..3)", {"fundamental theorem", "power"}),
        ("int(exp(-x), x=0..oo)", {"improper integral", "substitution"}),
        ("int(int(x*y, y=0..x), x=0..1)", {"fundamental theorem", "linearity"}),
    ],
)
def test_the_first_rule(line: str, rules: set[str]) -> None:
    assert {rule.name for rule in result(line).rules} == rules
