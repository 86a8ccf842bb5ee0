"""Gosper's algorithm: T with T(k + 1) - T(k) = t(k), from the ratio of neighboring terms; a proposal to be proved.

R. W. Gosper, Proc. Natl. Acad. Sci. 75 (1978); M. Petkovšek, H. Wilf, D. Zeilberger, A = B (1996), chapter 5.
"""

from __future__ import annotations

from typing import Any

import sympy
from sympy.concrete.gosper import gosper_normal

_MOST_DEGREE = 30


def ratio_of(term: Any, k: Any) -> Any:
    """term(k + 1)/term(k) as a rational function of k; ``None`` where it is none."""
    quotient = sympy.combsimp(term.subs(k, k + 1) / term)
    for shape in (sympy.powsimp, sympy.simplify):
        quotient = shape(quotient)
        if quotient.is_rational_function(k):
            return sympy.cancel(quotient)
    return None


def certificate(ratio: Any, k: Any) -> Any:
    """R(k) with T = R t, for terms with this ratio; ``None`` where there is no hypergeometric T."""
    above, below = sympy.fraction(sympy.cancel(ratio))
    if not below.has(k) and not above.has(k):
        return k if ratio == 1 else 1 / (ratio - 1)
    a, b, c = gosper_normal(above, below, k)
    a, b, c = (sympy.Poly(each, k) for each in (a, b, c))
    b = b.compose(sympy.Poly(k - 1, k))
    degree = _degree(a, b, c)
    if degree is None or not 0 <= degree <= _MOST_DEGREE:
        return None
    unknown = sympy.symbols(f"c0:{degree + 1}", cls=sympy.Dummy)
    x = sympy.Add(*(each * k**power for power, each in enumerate(unknown)))
    equation = sympy.Poly(sympy.expand(a.as_expr() * x.subs(k, k + 1) - b.as_expr() * x - c.as_expr()), k)
    solution = sympy.linsolve(equation.all_coeffs(), *unknown)
    if not solution:
        return None
    (values,) = solution
    found = x.subs(dict(zip(unknown, values, strict=True))).subs(dict.fromkeys(unknown, 0))
    return b.as_expr() * found / c.as_expr()


def _degree(a: Any, b: Any, c: Any) -> int | None:
    """A = B, steps 1 to 3: the degree that the polynomial solution must have."""
    n, m = a.degree(), b.degree()
    if n != m or sympy.simplify(a.LC() - b.LC()) != 0:
        return int(c.degree()) - int(max(n, m))
    if n == 0:
        return int(c.degree()) + 1
    free = sympy.simplify((b.nth(n - 1) - a.nth(n - 1)) / a.LC())
    usual = int(c.degree()) - int(n) + 1
    return max(usual, int(free)) if free.is_Integer else usual
