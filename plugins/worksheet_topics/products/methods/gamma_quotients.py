"""Products of rational functions of the index: what cancels between neighbors, and quotients of gamma functions.

prod (k + a) over k = L … N is gamma(N + 1 + a)/gamma(L + a) (NIST DLMF 5.5.1); an irreducible factor f(k + h) over f(k)
leaves 2h factors at the ends.  Infinite products are limits of these finite ones, with gamma(a) gamma(1 - a) =
pi/sin(pi a) (5.5.3) where both occur.
"""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.api import DNE, Budget, proved_limit, proves_zero

_MOST_SHIFT = 20
_ONE = sympy.Integer(1)


def gamma_quotient(factor: Any, k: Any, lower: Any, upper: Any, budget: Budget) -> tuple[Any, str] | None:
    """The product of ``factor`` from ``lower`` to ``upper``, a name or ∞."""
    if lower.is_infinite:
        return None
    if upper is sympy.oo and any(each.base == -1 and each.exp.has(k) for each in factor.atoms(sympy.Pow)):
        return _in_pairs(factor, k, lower, budget)
    if not factor.is_rational_function(k):
        return None
    last = sympy.Dummy("N", integer=True, positive=True)
    finite = _finite(factor, k, lower, last if upper is sympy.oo else upper, budget)
    if finite is None:
        return None
    if upper is not sympy.oo:
        return finite, "factors that cancel between neighbors, and gamma functions"
    parts = sympy.Mul.make_args(finite)
    fixed = sympy.Mul(*(each for each in parts if not each.has(last)))
    moving = _without_balanced([each for each in parts if each.has(last)], last)
    limit = proved_limit(moving, last, sympy.oo, "", budget)
    if limit is None or limit[0] is DNE or (limit[0].is_infinite and not fixed.is_positive):
        return None
    return limit[0] * reflected(fixed), "the limit of the finite products, which are quotients of gamma functions"


def _without_balanced(parts: list[Any], last: Any) -> Any:
    """What moves with N, without gamma quotients that tend to 1: gamma(N + a)/gamma(N + b) ~ N^(a - b) (5.11.12)."""
    gammas = [each.as_base_exp() for each in parts if isinstance(each.as_base_exp()[0], sympy.gamma)]
    shifts = sympy.expand(sympy.Add(*(power * (base.args[0] - last) for base, power in gammas)))
    if sympy.Add(*(power for _, power in gammas)) == 0 and shifts == 0:
        parts = [each for each in parts if not isinstance(each.as_base_exp()[0], sympy.gamma)]
    return sympy.Mul(*parts)


def _finite(factor: Any, k: Any, lower: Any, last: Any, budget: Budget) -> Any:
    split = _factors(factor, k)
    if split is None or not proves_zero(factor - split[0] * _written(split[1]), budget):
        return None
    constant, powers = split
    if any(_vanishes_from(base, k, lower) for base in powers):
        return None
    total = constant ** (last - lower + 1)
    rest = dict(powers)
    for base in list(rest):
        for other in list(rest):
            total *= _cancelled(base, other, rest, k, lower, last)
    for base, power in rest.items():
        if power == 0:
            continue
        if sympy.degree(base, k) != 1:
            return None
        start = sympy.Poly(base, k).nth(0)
        if lower.is_Integer and start.is_Integer and lower + start <= 0:
            return None
        total *= (sympy.gamma(last + 1 + start) / sympy.gamma(lower + start)) ** power
    return None if total.has(sympy.zoo, sympy.nan) else total


def _vanishes_from(base: Any, k: Any, lower: Any) -> bool:
    """Whether a factor is 0 at a whole number of the range: the product is 0 or undefined there."""
    if not lower.is_Integer or base.free_symbols != {k}:
        return False
    if sympy.degree(base, k) == 1:
        roots = [-sympy.Poly(base, k).nth(0)]
    else:
        roots = list(sympy.Poly(base, k).ground_roots())
    return any(root.is_Integer and root >= lower for root in roots)


def _cancelled(base: Any, other: Any, rest: dict[Any, int], k: Any, lower: Any, last: Any) -> Any:
    """What is left of f(k + h)/f(k) for h > 0, whose powers are taken off."""
    first, second = rest[base], rest[other]
    if first * second >= 0:
        return _ONE
    shift = _shift(base, other, k)
    if shift is None:
        return _ONE
    power = min(abs(first), abs(second)) * (1 if first > 0 else -1)
    rest[base] -= power
    rest[other] += power
    ends = _ONE
    for j in range(shift):
        ends *= other.subs(k, last + 1 + j) / other.subs(k, lower + j)
    return ends**power


def _shift(base: Any, other: Any, k: Any) -> int | None:
    """h > 0 with base(k) = other(k + h), for monic polynomials."""
    degree = sympy.degree(base, k)
    if degree != sympy.degree(other, k):
        return None
    difference = sympy.Poly(base, k).nth(degree - 1) - sympy.Poly(other, k).nth(degree - 1)
    shift = sympy.cancel(difference / degree)
    if not shift.is_Integer or not 0 < shift <= _MOST_SHIFT:
        return None
    return int(shift) if sympy.expand(other.subs(k, k + shift) - base) == 0 else None


def _factors(factor: Any, k: Any) -> tuple[Any, dict[Any, int]] | None:
    """The constant and the monic factors with their powers; squares are split over their square roots."""
    constant = _ONE
    powers: dict[Any, int] = {}
    for each in sympy.Mul.make_args(sympy.factor(sympy.together(factor))):
        if not each.has(k):
            constant *= each
            continue
        base, power = each.as_base_exp()
        if not power.is_Integer or not base.is_polynomial(k):
            return None
        polynomial = sympy.Poly(base, k)
        constant *= polynomial.LC() ** power
        for monic in _monic(polynomial, k):
            powers[monic] = powers.get(monic, 0) + int(power)
    return constant, powers


def _monic(polynomial: Any, k: Any) -> list[Any]:
    monic = sympy.expand(polynomial.as_expr() / polynomial.LC())
    if polynomial.degree() != 2:
        return [monic]
    middle = sympy.Poly(monic, k).nth(1) / 2
    distance = sympy.cancel(middle**2 - sympy.Poly(monic, k).nth(0))
    if not (distance.is_nonnegative or distance.is_negative):
        return [monic]
    # A product over both roots is even in the root, so that |z| may be z.
    root = sympy.sqrt(distance).replace(sympy.Abs, _unchanged)
    return [k + middle + root, k + middle - root]


def _unchanged(inner: Any) -> Any:
    return inner


def _written(powers: dict[Any, int]) -> Any:
    return sympy.Mul(*(base**power for base, power in powers.items()))


def _in_pairs(factor: Any, k: Any, lower: Any, budget: Budget) -> tuple[Any, str] | None:
    """With (-1)^k: the factors two by two; the single factors must tend to 1."""
    if not lower.is_Integer:
        return None
    j = sympy.Dummy("j", integer=True, nonnegative=True)
    pair = [factor.subs(k, 2 * j + lower + step) for step in (0, 1)]
    for each in pair:
        limit = proved_limit(each, j, sympy.oo, "", budget) if each.is_rational_function(j) else None
        if limit is None or limit[0] != 1:
            return None
    found = gamma_quotient(pair[0] * pair[1], j, sympy.Integer(0), sympy.oo, budget)
    return None if found is None else (found[0], "its factors two by two: " + found[1])


def reflected(value: Any) -> Any:
    """A product of gamma functions with gamma(a) gamma(1 - a) = pi/sin(pi a) used where both occur."""
    powers: dict[Any, Any] = {}
    rest = _ONE
    for each in sympy.Mul.make_args(value):
        base, power = each.as_base_exp()
        if isinstance(base, sympy.gamma) and power.is_Integer:
            argument = sympy.expand(base.args[0])
            whole = sympy.floor(argument.as_coeff_Add()[0])
            low = argument - whole
            for step in range(abs(int(whole))):
                rest *= (low + step) ** power if whole > 0 else (low - step - 1) ** -power
            powers[low] = powers.get(low, 0) + power
        else:
            rest *= each
    for argument in list(powers):
        # gamma(a) gamma(-a) = -pi/(a sin(pi a)) where a has no rational part.
        bare = argument.as_coeff_Add()[0] == 0
        mirror = sympy.expand(-argument if bare else 1 - argument)
        while mirror in powers and powers[argument] * powers[mirror] > 0 and mirror != argument:
            step = 1 if powers[argument] > 0 else -1
            powers[argument] -= step
            powers[mirror] -= step
            circular = sympy.pi / sympy.sin(sympy.pi * argument)
            rest *= (-circular / argument if bare else circular) ** step
    return rest * sympy.Mul(*(sympy.gamma(argument) ** power for argument, power in powers.items()))
