"""Gosper's algorithm: T with T(k + 1) - T(k) = t(k), from the ratio of neighboring terms; a proposal to be proved.

R. W. Gosper, Proc. Natl. Acad. Sci. 75 (1978); M. Petkovšek, H. Wilf, D. Zeilberger, A = B (1996), chapter 5.
"""

from __future__ import annotations

from typing import Any

import sympy

_MOST_DEGREE = 30
_MOST_SHIFT = 50


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
    a, b, c = _normal_form(above, below, k)
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


def _normal_form(above: Any, below: Any, k: Any) -> tuple[Any, Any, Any]:
    """A, B, C with above/below = A(k)/B(k) C(k + 1)/C(k), where no factor of A is one of B moved to the right."""
    top, bottom = _monic_factors(above, k), _monic_factors(below, k)
    constant = sympy.cancel(above / below / (sympy.Mul(*top) / sympy.Mul(*bottom)))
    c: Any = sympy.Integer(1)
    for factor in list(top):
        for other in list(bottom):
            shift = _shift(factor, other, k)
            if shift is not None:
                top.remove(factor)
                bottom.remove(other)
                c *= sympy.Mul(*(factor.subs(k, k - j) for j in range(1, shift + 1)))
                break
    return constant * sympy.Mul(*top), sympy.Mul(*bottom), c


def _monic_factors(polynomial: Any, k: Any) -> list[Any]:
    found: list[Any] = []
    for factor, power in sympy.factor_list(polynomial)[1]:
        if factor.has(k):
            found += [sympy.expand(sympy.cancel(factor / sympy.Poly(factor, k).LC()))] * int(power)
    return found


def _shift(factor: Any, other: Any, k: Any) -> int | None:
    """h >= 0 with factor(k) = other(k + h), for monic polynomials."""
    degree = sympy.degree(factor, k)
    if degree != sympy.degree(other, k):
        return None
    distance = sympy.cancel((sympy.Poly(factor, k).nth(degree - 1) - sympy.Poly(other, k).nth(degree - 1)) / degree)
    if not distance.is_Integer or not 0 <= distance <= _MOST_SHIFT:
        return None
    return int(distance) if sympy.cancel(other.subs(k, k + distance) - factor) == 0 else None


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
