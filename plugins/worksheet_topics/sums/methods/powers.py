"""The sum of R(k) x^k over k >= a for a rational function R with rational poles, from partial fractions of R.

Polynomial parts by differentiating the geometric series; 1/(k + p/q) x^k with 0 < x < 1 by the q-th roots of unity and
ln(1 - y); for x = 1 by Gauss's values of the digamma function (DLMF 5.4.19), the Hurwitz zeta function at 1, 1/2, 1/4
and 3/4 (25.11.2, 25.11.11, 25.11.40) and its reflection (5.15.6); for x = -1 from pairs of terms.
"""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.api import Budget, proves_zero
from worksheet_topics.sums.methods.shape import Found, Summation, is_below_one

_LARGEST_DENOMINATOR = 12
_MOST_SHIFT = 200
_ONE, _HALF = sympy.Integer(1), sympy.Rational(1, 2)


def rational_times_power(summation: Summation, budget: Budget) -> Found | None:
    """The sum of R(k) x^k from an integer on, where its terms have that shape."""
    if summation.upper is not sympy.oo or not summation.lower.is_Integer:
        return None
    k = summation.index
    split = _split(summation.term.subs(k, k + summation.lower), k)
    if split is None:
        return None
    factor, rational, powers = split
    # For whole k a product of powers b^(s k) is (product of b^s)^k, whatever the signs of the bases.
    x = sympy.Mul(*(base**slope for base, slope in powers))
    written = factor * rational * sympy.Mul(*(base ** (slope * k) for base, slope in powers))
    if not proves_zero(summation.term.subs(k, k + summation.lower) - written, budget):
        return None
    value = _value(rational, x, k, summation.below, budget)
    if value is None:
        return None
    return factor * value, "partial fractions, and the sums of their terms"


def _split(term: Any, k: Any) -> tuple[Any, Any, list[tuple[Any, Any]]] | None:
    """(c, R, [(b, s)]) with term = c R(k) times the powers b^(s k)."""
    factor, rational = _ONE, _ONE
    powers: list[tuple[Any, Any]] = []
    for each in sympy.Mul.make_args(sympy.powsimp(sympy.together(term))):
        if not each.has(k):
            factor *= each
        elif each.is_rational_function(k):
            rational *= each
        elif isinstance(each, sympy.Pow | sympy.exp) and not each.as_base_exp()[0].has(k):
            base, exponent = each.as_base_exp()
            exponent = sympy.expand(exponent)
            slope = exponent.coeff(k, 1)
            rest = exponent - slope * k
            if rest.has(k) or slope.has(k):
                return None
            factor *= base**rest
            powers.append((base, slope))
        else:
            return None
    return factor, rational, powers


def _value(rational: Any, x: Any, k: Any, below: dict[Any, Any], budget: Budget) -> Any:
    if x == -1:
        even, odd = rational.subs(k, 2 * k), rational.subs(k, 2 * k + 1)
        vanishes = sympy.degree(sympy.fraction(sympy.cancel(rational))[0], k) < sympy.degree(
            sympy.fraction(sympy.cancel(rational))[1], k
        )
        return _value(sympy.together(even - odd), _ONE, k, below, budget) if vanishes else None
    parts = _partial_fractions(rational, k, budget)
    if parts is None:
        return None
    polynomial, poles = parts
    if x == 1:
        return None if polynomial != 0 else _at_one(poles, budget)
    if not is_below_one(x, below):
        return None
    if x.is_number and x.is_negative and poles:
        even, odd = rational.subs(k, 2 * k), x * rational.subs(k, 2 * k + 1)
        return _value(sympy.together(even + odd), x**2, k, below, budget)
    place = sympy.Dummy("x")
    total = _ONE * 0
    derived = 1 / (1 - place)
    for coefficient in reversed(sympy.Poly(polynomial, k).all_coeffs()) if polynomial != 0 else ():
        total += coefficient * derived.subs(place, x)
        derived = place * sympy.diff(derived, place)
    for (start, order), coefficient in poles.items():
        found = _pole(start, order, x)
        if found is None:
            return None
        total += coefficient * found
    return total


def _partial_fractions(rational: Any, k: Any, budget: Budget) -> tuple[Any, dict[tuple[Any, int], Any]] | None:
    """The polynomial part, and c by (a, m) for the parts c/(k + a)^m with rational a."""
    polynomial = sympy.Integer(0)
    poles: dict[tuple[Any, int], Any] = {}
    whole = sympy.apart(sympy.cancel(rational), k)
    if not proves_zero(whole - rational, budget):
        return None
    for each in sympy.Add.make_args(whole):
        above, below = sympy.fraction(each)
        if not below.has(k):
            polynomial += each
            continue
        constant, rest = below.as_independent(k, as_Add=False)
        base, order = rest.as_base_exp()
        if not order.is_Integer or order < 1 or above.has(k) or sympy.degree(base, k) != 1:
            return None
        slope, shift = sympy.Poly(base, k).all_coeffs()
        start = shift / slope
        if not start.is_Rational or (start.is_Integer and start <= 0):
            return None
        key = (start, int(order))
        poles[key] = poles.get(key, sympy.Integer(0)) + above / constant / slope**order
    return polynomial, poles


def _pole(start: Any, order: int, x: Any) -> Any:
    """The sum of x^k/(k + start)^order for 0 < x < 1; symbols only with whole starts."""
    if start.q > _LARGEST_DENOMINATOR or abs(start) > _MOST_SHIFT:
        return None
    if start > 1 or start <= 0:
        shift = sympy.ceiling(start) - 1
        base = start - shift
        if shift < 0:
            return None
        inner = _pole(base, order, x)
        if inner is None:
            return None
        return (inner - sum(x**j / (j + base) ** order for j in range(int(shift)))) / x**shift
    if start == 1:
        if order == 1:
            return -sympy.log(1 - x) / x
        if order == 2 and x == _HALF:
            return (sympy.pi**2 / 12 - sympy.log(2) ** 2 / 2) / x  # DLMF 25.12.6 at 1/2
        return None
    if order != 1:
        return None
    return _roots_of_unity(int(start.p), int(start.q), x) if x.is_number and x.is_positive else _odd_powers(start, x)


def _odd_powers(start: Any, x: Any) -> Any:
    """The sum of x^k/(k + 1/2): 2 atan(z)/z for x = -z², 2 atanh(z)/z for x = z² (DLMF 4.24.3, 4.38.5)."""
    if start != _HALF or not (x.is_nonpositive or x.is_nonnegative):
        return None
    size = sympy.sqrt(-x if x.is_nonpositive else x)
    root = size.replace(sympy.Abs, lambda inner: inner)
    return 2 * (sympy.atan if x.is_nonpositive else sympy.atanh)(root) / root


def _roots_of_unity(p: int, q: int, x: Any) -> Any:
    """q y^-p times the sum of y^j/j over j = p mod q, with y = x^(1/q)."""
    y = x ** sympy.Rational(1, q)
    total = sympy.log(1 - y)
    if q % 2 == 0:
        total += (-1) ** p * sympy.log(1 + y)
    for r in range(1, (q + 1) // 2):
        angle = 2 * sympy.pi * r / q
        total += sympy.cos(angle * p) * sympy.log(1 - 2 * y * sympy.cos(angle) + y**2)
        total -= 2 * sympy.sin(angle * p) * sympy.atan(y * sympy.sin(angle) / (1 - y * sympy.cos(angle)))
    return -total * y**-p


def _at_one(poles: dict[tuple[Any, int], Any], budget: Budget) -> Any:
    """The sum over k >= 0 of the parts c/(k + a)^m, of which those with m = 1 must cancel."""
    residues = sympy.Add(*(c for (_, order), c in poles.items() if order == 1))
    if not proves_zero(residues, budget):
        return None
    total = sympy.Integer(0)
    kept: dict[tuple[Any, int], Any] = {}
    for (start, order), coefficient in poles.items():
        if start.q > _LARGEST_DENOMINATOR or abs(start) > _MOST_SHIFT:
            return None
        base = start - sympy.ceiling(start) + 1
        low, high = (base, start) if start > base else (start, base)
        moved = sum(((low + j) ** -order for j in range(int(high - low))), sympy.Integer(0))
        total += coefficient * (-moved if start > base else moved)
        kept[base, order] = kept.get((base, order), sympy.Integer(0)) + coefficient
    for (base, order), coefficient in sorted(kept.items(), key=lambda item: -item[0][0]):
        if order == 1:
            total -= coefficient * _digamma(base)
            continue
        if base > _HALF and base != 1 and (1 - base, order) in kept:
            mirrored = _reflection(1 - base, order)
            total += coefficient * mirrored
            kept[1 - base, order] -= coefficient * (-1) ** order
            continue
        found = _hurwitz(base, order) if kept[base, order] != 0 else sympy.Integer(0)
        if found is None:
            return None
        total += kept[base, order] * found
    return total


def _digamma(base: Any) -> Any:
    """The digamma function at 0 < p/q <= 1 plus Euler's constant, which cancels (DLMF 5.4.12, 5.4.19)."""
    if base == 1:
        return sympy.Integer(0)
    p, q = int(base.p), int(base.q)
    total = -sympy.log(2 * q) - sympy.pi / 2 * sympy.cot(sympy.pi * base)
    for n in range(1, (q + 1) // 2):
        total += 2 * sympy.cos(2 * sympy.pi * n * p / q) * sympy.log(sympy.sin(sympy.pi * n / q))
    return total


def _hurwitz(base: Any, order: int) -> Any:
    """zeta(m, a) for a = 1, 1/2, and for m = 2 at 1/4 and 3/4, where Catalan's constant is defined."""
    if base == 1:
        return sympy.zeta(order)
    if base == _HALF:
        return (2**order - 1) * sympy.zeta(order)
    if order == 2 and base in (sympy.Rational(1, 4), sympy.Rational(3, 4)):
        sign = 1 if base == sympy.Rational(1, 4) else -1
        return sympy.pi**2 + sign * 8 * sympy.Catalan
    return None


def _reflection(base: Any, order: int) -> Any:
    """zeta(m, 1 - a) + (-1)^m zeta(m, a), from the derivatives of pi cot(pi a) (DLMF 5.15.6)."""
    place = sympy.Dummy("a")
    derived = sympy.diff(sympy.pi * sympy.cot(sympy.pi * place), place, order - 1)
    return -derived.subs(place, base) / sympy.factorial(order - 1)
