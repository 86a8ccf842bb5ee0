"""Limits with parameters, over integers, and what oscillates."""

from __future__ import annotations

import pytest

from tests.kernel.support import result
from worksheet_server.values.answers import Verdict


@pytest.mark.parametrize(
    "lines",
    [
        ["lim((1 + a/x)^x, x -> oo) == e^a"],
        ["lim(factorial(n)^(1/n)/n, n -> oo) => 1/e"],
        ["lim(x^k/e^x, x -> oo) == 0 where k > 0"],
        ["lim((sin(2x)/x)^(1 + x), x -> 0+) => 2"],
        ["lim(sin(1/x), x -> 0) => dne"],
        ["lim(2^(1/x), x -> 0) => dne"],
        ["lim(gamma(x), x -> oo) => oo"],
        ["lim((-1/2)^n, n -> oo) => 0"],
        ["assume n in Z", "lim(cos(2*pi*n), n -> oo) => 1"],
    ],
    ids=lambda lines: lines[-1],
)
def test_limits_are_proved(lines: list[str]) -> None:
    assert result(*lines).verdict is Verdict.PROVED


@pytest.mark.parametrize(
    "lines",
    [
        ["lim(a*x, x -> oo) => oo"],
        ["lim(1/(x*sin(x)), x -> oo) => 0"],
        ["assume n in Z", "lim(sin(n^2), n -> oo) => dne"],
    ],
    ids=lambda lines: lines[-1],
)
def test_what_is_not_decided_is_not_proved(lines: list[str]) -> None:
    assert result(*lines).verdict is not Verdict.PROVED
