"""Closed forms from digits: found where they are short, refused where digits are arbitrary."""

from __future__ import annotations

import mpmath
import pytest

from worksheet_server.numerics.recognition import recognized
from worksheet_server.syntax.printer import show
from worksheet_server.values.budget import Budget


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (lambda mp: mp.pi**2 / 6, "pi^2/6"),
        (lambda mp: mp.mpf(5) / 7, "5/7"),
        (lambda mp: mp.pi / 4 - mp.log(2) / 2, "pi/4 - ln(2)/2"),
        (lambda mp: mp.catalan * 3 - mp.pi * mp.log(2), "-pi*ln(2) + 3*Catalan"),
        (lambda mp: mp.sqrt(mp.pi) / 2, "sqrt(pi)/2"),
        (lambda mp: 1 - mp.euler, "1 - EulerGamma"),
        (lambda mp: 2 * mp.zeta(3) - 1, "-1 + 2*zeta(3)"),
        (lambda mp: 1 - 2 / mp.e, "1 - 2/e"),
    ],
)
def test_short_combinations_are_found(formula: object, expected: str) -> None:
    context = mpmath.mp.clone()
    context.dps = 70
    found = recognized(context.nstr(formula(context), 66), Budget.of(20))  # type: ignore[operator]
    assert found is not None
    assert show(found) == expected


@pytest.mark.parametrize("number", ["sin(sin(1))", "cosh(cos(2))/gamma(1/3)", "zeta(5)*erf(1/7)"])
def test_arbitrary_numbers_are_refused(number: str) -> None:
    context = mpmath.mp.clone()
    context.dps = 70
    values = {
        "sin(sin(1))": context.sin(context.sin(1)),
        "cosh(cos(2))/gamma(1/3)": context.cosh(context.cos(2)) / context.gamma(context.mpf(1) / 3),
        "zeta(5)*erf(1/7)": context.zeta(5) * context.erf(context.mpf(1) / 7),
    }
    assert recognized(context.nstr(values[number], 66), Budget.of(20)) is None
