"""Our own differentiation: its rules, and that SymPy's independent derivative is equal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sympy

from worksheet_server.symbolic.differentiate import differentiate
from worksheet_server.symbolic.to_sympy import to_sympy
from worksheet_server.symbolic.zero import proves_equal
from worksheet_server.syntax.printer import show
from worksheet_server.values.budget import Budget

PAGE = """
    f(t) = t^3 + a t
    s = x^2
    assume F: R -> R
    assume a > 0
    assume n in N
"""

DERIVATIVES = {
    "7": ("constant", "0"),
    "a^2 + s0": ("constant", "0"),
    "x": ("variable", "1"),
    "-x": ("constant multiple", "-1"),
    "5x": ("constant multiple", "5"),
    "x/3": ("constant multiple", "1/3"),
    "x^2": ("power", "2*x"),
    "x^(1/2)": ("power", "x^(-1/2)/2"),
    "x^-1": ("power", "-x^(-2)"),
    "x^n": ("power", "n*x^(n - 1)"),
    "(x + 1)^3": ("chain", "3*(x + 1)^2"),
    "x^3 - 2x + 1": ("sum", "3*x^2 - 2"),
    "x sin(x)": ("product", "sin(x) + x*cos(x)"),
    "sin(x)/x": ("quotient", "(cos(x)*x - sin(x))/x^2"),
    "1/x": ("quotient", "-1/x^2"),
    "sin(x)": ("trigonometric", "cos(x)"),
    "sin(3x)": ("chain", "cos(3x)*3"),
    "ln(x)": ("logarithm", "1/x"),
    "exp(-x)": ("chain", "-exp(-x)"),
    "e^x": ("exponential", "e^x"),
    "2^x": ("exponential", "2^x*ln(2)"),
    "x^x": ("general power", "x^x*(ln(x) + x/x)"),
    "sqrt(x)": ("root", "1/(2*sqrt(x))"),
    "|x|": ("absolute value", "sign(x)"),
    "F(x)": ("unknown function", "F'(x)"),
    "F(x^2)": ("chain", "F'(x^2)*(2*x)"),
    "F'(x)": ("unknown function", "F''(x)"),
    "f(x)": ("defined function", "f'(x)"),
    "f(2x)": ("chain", "f'(2x)*2"),
    "(x, x^2)": ("components", "(1, 2*x)"),
    "{x > 0: x^2, -x}": ("cases", "{x > 0: 2*x, -1}"),
    "sum(x^k, k=0..n)": ("sum", "sum(k*x^(k - 1), k=0..n)"),
}

EQUAL_TO_SYMPY = """
    (x^2 + 1)^5/(x - 3)^2
    exp(-x^2/2)/sqrt(2 pi)
    x^2 sin(x) cos(3x) + tan(x)
    ln(x + sqrt(x^2 + 1))
    sqrt(1 - x^2) asin(x) - acos(x)
    atan(x/a)/a
    a^x + x^a
    x^x
    sec(x) csc(x) cot(x)
    sinh(x) cosh(x) + tanh(x)^2 + coth(x) sech(x) csch(x)
    asinh(x) + atanh(x) + acosh(x) + acoth(x)
    asec(x) acsc(x) acot(x)
    sigmoid(a x) softplus(x)
    erf(x) erfc(x) + erfi(x)
    Si(x) + Ci(x) + Ei(x) + li(x)
    F(sin(x)) F'(x^2)
    f(x^2)/f(x)
    log2(x) log10(x^2 + 1)
    (1/x + 1)^-3
""".strip().splitlines()


@pytest.mark.parametrize(("text", "expected"), DERIVATIVES.items())
def test_rules(text: str, expected: tuple[str, str], page: Callable[[str], Any]) -> None:
    here = page(PAGE)
    derived = differentiate(here.tree(text), "x", here.scope)
    assert derived is not None
    assert (derived[1], show(derived[0])) == expected


@pytest.mark.parametrize("text", [each.strip() for each in EQUAL_TO_SYMPY])
def test_agrees_with_sympy(text: str, page: Callable[[str], Any]) -> None:
    here = page(PAGE)
    derived = differentiate(here.tree(text), "x", here.scope)
    assert derived is not None
    ours = to_sympy(derived[0], here.scope, Budget.of(20))
    theirs = sympy.diff(here.value(text), sympy.Symbol("x", real=True))
    assert proves_equal(ours, theirs, Budget.of(20)) is True


@pytest.mark.parametrize(
    "text", ["s", "x s", "x!", "mod(x, 2)", "sum(x^k, k=0..oo)", "sum(k, k=0..x)", "int(x, x=0..x)"]
)
def test_what_no_rule_covers(text: str, page: Callable[[str], Any]) -> None:
    here = page(PAGE)
    assert differentiate(here.tree(text), "x", here.scope) is None
