"""Absolute values: between the zeros of g, ``|g|`` is ``s g`` with a constant sign ``s``."""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_topics.integrals.methods.search import Search


def by_signs(integrand: Any, variable: Any, search: Search) -> Any:
    """An antiderivative on each interval between the zeros of the one absolute value in the integrand."""
    values = {each.args[0] for each in integrand.atoms(sympy.Abs, sympy.sign) if each.has(variable)}
    if len(values) != 1:
        return None
    (inside,) = values
    sign = sympy.Dummy("s", real=True)
    written = integrand.replace(
        lambda each: isinstance(each, sympy.Abs | sympy.sign) and each.args[0] == inside,
        lambda each: sign * inside if isinstance(each, sympy.Abs) else sign,
    )
    written = sympy.expand_power_base(written, force=True)
    even, odd = sympy.Integer(0), sympy.Integer(0)
    for term in sympy.Add.make_args(sympy.expand_mul(written)):
        factor, rest = term.as_independent(sign, as_Add=False)
        exponent = sympy.degree(rest, sign) if rest.is_polynomial(sign) else rest.as_base_exp()[1]
        if rest != 1 and (rest.as_base_exp()[0] != sign or not exponent.is_Integer):
            return None
        if rest == 1 or exponent % 2 == 0:
            even += factor
        else:
            odd += factor
    parts = [search.antiderivative(each, variable) if each != 0 else sympy.Integer(0) for each in (even, odd)]
    if parts[0] is None or parts[1] is None:
        return None
    return parts[0] + sympy.sign(inside) * _from_zero(parts[1], inside, variable)


def _from_zero(found: Any, inside: Any, variable: Any) -> Any:
    """``found`` with the constant for which it vanishes where a linear ``inside`` does: no jump there."""
    slope = sympy.diff(inside, variable)
    if slope.has(variable) or not slope.is_number:
        return found
    there = found.subs(variable, sympy.expand(variable - inside / slope))
    return found - there if there.is_finite and not there.has(variable) else found
