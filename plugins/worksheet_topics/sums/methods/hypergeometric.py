"""Power series known by the ratio of their neighboring terms: exp, cosh, cos, binomial, arcsine and what differs from
them by a polynomial factor.

A ratio x prod(k + a)/prod(k + b) makes the terms t(0) x^k prod (a)_k/prod (b)_k; a pair a = b + m is a polynomial in k,
which acts on the series as a polynomial in x d/dx.

Sources: NIST DLMF 4.2.19, 4.6.7, 4.19.1, 4.33.1, 15.4.13 … 15.4.16.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy

from worksheet_server.api import Budget, proves_zero
from worksheet_topics.sums.methods.shape import Found, Summation, is_below_one

_ONE, _HALF = sympy.Integer(1), sympy.Rational(1, 2)
_MOST = 12
_Y = sympy.Dummy("y", positive=True)


def power_series(summation: Summation, budget: Budget) -> Found | None:
    """The sum from an integer on to ∞ of hypergeometric terms of a known family."""
    k, lower = summation.index, summation.lower
    if summation.upper is not sympy.oo or not lower.is_Integer:
        return None
    for _ in range(_MOST):
        if summation.term.subs(k, lower) != 0:
            break
        lower += 1
    term = summation.term.subs(k, k + lower)
    read = _ratio(term, k, budget)
    if read is None:
        return None
    x, above, below = read
    first = term.subs(k, 0)
    if not first.is_finite and first.is_finite is not None:
        return None
    polynomial = _ONE
    for a in list(above):
        b = next((each for each in below if (a - each).is_Integer and 0 <= a - each <= _MOST), None)
        if b is not None:
            above.remove(a)
            below.remove(b)
            polynomial *= sympy.prod([(b + k + j) / (b + j) for j in range(int(a - b))])
    moved = _from_one(below)
    initial = sympy.Integer(0)
    if moved:
        # x^k/(b)_k = (b-1)! x^(1-b) x^j/j! with j = k + b - 1.
        below = [_ONE if each == moved + 1 else each for each in below]
        above = [each - moved for each in above]
        if above:
            return None
        polynomial = polynomial.subs(k, k - moved)
        first = first * sympy.factorial(moved) / x**moved
        rest = _pochhammers(below, k)
        initial = sum((polynomial.subs(k, j) * x**j / rest.subs(k, j) for j in range(moved)), sympy.Integer(0))
    base = _base(above, below, x, summation.below, k)
    if base is None:
        return None
    function, name, factor = base
    polynomial *= factor
    value = _applied(polynomial, k, function)
    if value is None:
        return None
    return first * (
        value.subs(_Y, x).replace(sympy.Abs, _unchanged) - initial
    ), f"{name}, by the ratio of neighboring terms"


def _ratio(term: Any, k: Any, budget: Budget) -> tuple[Any, list[Any], list[Any]] | None:
    """(x, [a], [b]) with term(k + 1)/term(k) = x prod(k + a)/prod(k + b), proved."""
    ratio = sympy.simplify(sympy.combsimp(term.subs(k, k + 1) / term))
    if not ratio.is_rational_function(k):
        return None
    # A binomial coefficient with a real upper entry is a quotient of gamma functions, continued to the whole numbers.
    forms = (term, term.rewrite(sympy.gamma))
    if not any(proves_zero(each.subs(k, k + 1) - ratio * each, budget.share(0.5)) for each in forms):
        return None
    top, bottom = (_linear(each, k) for each in sympy.fraction(sympy.factor(ratio)))
    if top is None or bottom is None:
        return None
    (c, above), (d, below) = top, bottom
    if any(each.is_Integer and each <= 0 for each in below):
        return None
    return c / d, above, below


def _linear(product: Any, k: Any) -> tuple[Any, list[Any]] | None:
    constant, roots = _ONE, []
    for factor in sympy.Mul.make_args(product):
        if not factor.has(k):
            constant *= factor
            continue
        base, power = factor.as_base_exp()
        if not power.is_Integer or power < 0 or sympy.degree(base, k) != 1:
            return None
        slope, shift = sympy.Poly(base, k).all_coeffs()
        constant *= slope**power
        roots += [sympy.cancel(shift / slope)] * int(power)
    return constant, roots


def _from_one(below: list[Any]) -> int:
    """How far the whole number among the lower parameters lies above 1, where none is 1 itself."""
    whole = [each for each in below if each.is_Integer and each > 1]
    return int(whole[0]) - 1 if len(whole) == 1 and _ONE not in below and len(below) == 1 else 0


def _pochhammers(below: list[Any], k: Any) -> Any:
    return sympy.prod([sympy.factorial(k) if each == 1 else sympy.rf(each, k) for each in below])


def _base(above: list[Any], below: list[Any], x: Any, bounds: dict[Any, Any], k: Any) -> tuple[Any, str, Any] | None:
    """The function of y = x whose series it is, its name, and the polynomial that is left."""
    if not above and below == [_ONE]:
        return sympy.exp(_Y), "the exponential series", _ONE
    if len(above) == 1 and below == [_ONE]:
        return ((1 - _Y) ** -above[0], "the binomial series", _ONE) if is_below_one(x, bounds) else None
    if not (x.is_nonnegative or x.is_nonpositive) or (above and not is_below_one(x, bounds)):
        return None
    for (a, b), found in _ROOTED.items():
        polynomial = _between(above, below, a, b, k)
        if polynomial is not None:
            function = found[0](sympy.sqrt(_Y)) if x.is_nonnegative else found[1](sympy.sqrt(-_Y))
            return function, found[2], polynomial
    return None


def _between(above: list[Any], below: list[Any], a: tuple[Any, ...], b: tuple[Any, ...], k: Any) -> Any:
    """The polynomial by which terms differ from those with the parameters a and b; ``None`` where they do not."""
    if len(above) != len(a) or len(below) != len(b):
        return None
    polynomial = _ONE
    larger, smaller = (*sorted(above, key=str), *sorted(b, key=str)), (*sorted(a, key=str), *sorted(below, key=str))
    for high, low in zip(larger, smaller, strict=True):
        distance = high - low
        if not distance.is_Integer or not 0 <= distance <= _MOST:
            return None
        polynomial *= sympy.prod([(low + k + j) / (low + j) for j in range(int(distance))])
    return polynomial


_Rooted = tuple[Callable[[Any], Any], Callable[[Any], Any], str]
_ROOTED: dict[tuple[tuple[Any, ...], tuple[Any, ...]], _Rooted] = {
    ((), (_ONE, _HALF)): (lambda r: sympy.cosh(2 * r), lambda r: sympy.cos(2 * r), "the cosine series"),
    ((), (_ONE, 3 * _HALF)): (
        lambda r: sympy.sinh(2 * r) / (2 * r),
        lambda r: sympy.sin(2 * r) / (2 * r),
        "the sine series",
    ),
    ((_HALF, _HALF), (_ONE, 3 * _HALF)): (
        lambda r: sympy.asin(r) / r,
        lambda r: sympy.asinh(r) / r,
        "the arcsine series",
    ),
    ((_ONE,), (3 * _HALF,)): (
        lambda r: sympy.asin(r) / (r * sympy.sqrt(1 - r**2)),
        lambda r: sympy.asinh(r) / (r * sympy.sqrt(1 + r**2)),
        "the series of the arcsine over its derivative",
    ),
}
"""For x = r² and for x = -r², by the parameters that are left."""


def _applied(polynomial: Any, k: Any, function: Any) -> Any:
    """P(y d/dy) applied to a function of y."""
    degree = sympy.degree(polynomial, k) if polynomial.has(k) else 0
    if degree > _MOST:
        return None
    coefficients = sympy.Poly(polynomial, k).all_coeffs()[::-1]
    total = sympy.Integer(0)
    for coefficient in coefficients:
        total += coefficient * function
        function = _Y * sympy.diff(function, _Y)
    return total


def _unchanged(inner: Any) -> Any:
    """The functions here are even in the root, so that |z| may be z."""
    return inner
