"""The grader's derivatives against difference quotients of mpmath."""

from __future__ import annotations

import pytest
from mpmath import mp

from benchmarks.referee.cases import read
from benchmarks.referee.jets import Jet, Unknown
from benchmarks.referee.values import evaluate
from worksheet_server.syntax.names import Names

EXPRESSIONS = """sqrt(x) cbrt(x) exp(x) ln(x) log2(x) log10(x) sin(x) cos(x) tan(x) cot(x) sec(x) csc(x) asin(x) acos(x)
atan(x) acot(x) asec(1/x) acsc(1/x) sinh(x) cosh(x) tanh(x) coth(x) sech(x) csch(x) asinh(x) acosh(1/x) atanh(x)
acoth(1/x) asech(x) acsch(x) abs(-x) sign(x) floor(x) ceil(x) gamma(x) factorial(x) erf(x) erfc(x) erfi(x) zeta(x+2)
Si(x) Ci(x) Ei(x) li(x) sigmoid(x) relu(x) softplus(x) x^x x^3 2^x x^(1/3) (x+1)/(x-2) min(x,1) max(x,1) mod(3*x,1)
sum(x^k,k=0..5) prod(x+k,k=0..3) int(exp(t*x),t=0..x) {x<1:x^2,x}""".split()


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_derivatives(text: str) -> None:
    tree = read(text, Names())
    with mp.workdps(40):
        at = mp.mpf("0.37")
        slope = evaluate(tree, {"x": Jet(at, mp.mpf(1))}).slope
        quotient = mp.diff(lambda x: evaluate(tree, {"x": Jet(x)}).value, at)
        assert abs(slope - quotient) < mp.mpf("1e-12") * (1 + abs(quotient))


def test_substitution() -> None:
    jet = evaluate(read("t^2 at t=x", Names()), {"x": Jet(mp.mpf(3), mp.mpf(1))})
    assert (jet.value, jet.slope) == (9, 6)


def test_what_has_no_derivative_here_is_unknown() -> None:
    with pytest.raises(Unknown):
        evaluate(read("binomial(x, 2)", Names()), {"x": Jet(mp.mpf(3), mp.mpf(1))})
