"""Products of cosines of halved angles (Viète), and of sines of equal parts of pi.

sin(2x) = 2 sin x cos x makes the first telescope; the second is NIST DLMF 4.21.35.
"""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.api import DNE, Budget, is_nonzero, proved_limit, proves_zero


def halved_angles(factor: Any, k: Any, lower: Any, upper: Any, budget: Budget) -> tuple[Any, str] | None:
    """prod cos(c/2^k), or sec, over k = L … N: sin(c/2^(L-1)) / (2^(N-L+1) sin(c/2^N))."""
    if isinstance(factor, sympy.sec):
        found = halved_angles(sympy.cos(factor.args[0]), k, lower, upper, budget)
        return None if found is None else (1 / found[0], found[1])
    if not isinstance(factor, sympy.cos) or lower.is_infinite:
        return None
    angle = factor.args[0]
    if not proves_zero(angle - 2 * angle.subs(k, k + 1), budget):
        return None
    start = sympy.sin(2 * angle.subs(k, lower))
    last = sympy.Dummy("N", integer=True, positive=True) if upper is sympy.oo else upper
    end = 2 ** (last - lower + 1) * sympy.sin(angle.subs(k, last))
    reason = "sin(2x) = 2 sin x cos x, from one factor to the next"
    if upper is not sympy.oo:
        return start / end, reason
    limit = proved_limit(end, last, sympy.oo, "", budget)
    if limit is None or limit[0] is DNE or limit[0].is_infinite or not is_nonzero(limit[0]):
        return None
    return start / limit[0], reason


def equal_parts(factor: Any, k: Any, lower: Any, upper: Any, budget: Budget) -> tuple[Any, str] | None:
    """prod sin(pi k/n) over k = 1 … n - 1 is n/2^(n - 1)."""
    n = upper + 1
    if lower != 1 or not (n.is_integer and n.is_positive) or not isinstance(factor, sympy.sin):
        return None
    if not proves_zero(factor.args[0] - sympy.pi * k / n, budget):
        return None
    return n / 2 ** (n - 1), "the roots of unity: |1 − ω| … |1 − ωⁿ⁻¹| = n"
