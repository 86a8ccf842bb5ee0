"""Results in the tangent of an angle, written so that they do not jump where the tangent does.

``atan(p tan w + q)`` with p > 0 is, up to a constant, ``w`` plus an arctangent that is continuous: the argument of
``1 + g exp(-2 ⅈ w)`` with ``|g| < 1``.  After D. J. Jeffrey, The importance of being continuous, Mathematics
Magazine 67 (1994).
"""

from __future__ import annotations

from typing import Any

import sympy


def in_tangent(found: Any, tangent: Any, angle: Any) -> Any:
    """``found``, a function of ``tangent``, at ``tangent = tan(angle)``; equal to it up to constants between poles."""
    sine, cosine = sympy.sin(angle), sympy.cos(angle)
    terms = []
    for term in sympy.Add.make_args(sympy.expand_mul(found)):
        factor, function = term.as_independent(tangent, as_Add=False)
        written = None
        if isinstance(function, sympy.atan):
            written = _arctangent(function.args[0], tangent, angle)
        elif isinstance(function, sympy.log):
            written = _logarithm(function.args[0], tangent, angle)
        elif function.is_rational_function(tangent):
            a, b = sympy.Dummy("s"), sympy.Dummy("c")
            rational = sympy.cancel(sympy.together(function.subs(tangent, a / b)))
            written = rational.xreplace({a: sine, b: cosine})
        terms.append(factor * (function.subs(tangent, sympy.tan(angle)) if written is None else written))
    return sympy.Add(*terms)


def _arctangent(inside: Any, tangent: Any, angle: Any) -> Any:
    if not inside.is_polynomial(tangent) or sympy.degree(inside, tangent) != 1:
        return None
    read = sympy.Poly(inside, tangent)
    p, q = read.coeff_monomial(tangent), read.coeff_monomial(1)
    if p.is_negative:
        turned = _arctangent(-inside, tangent, angle)
        return None if turned is None else -turned
    if not p.is_positive or not q.is_real:
        return None
    # g = (1 - p + ⅈ q)/(1 + p + ⅈ q), times the square of its denominator's absolute value.
    size = sympy.expand((1 + p) ** 2 + q**2)
    sine, cosine = sympy.sin(2 * angle), sympy.cos(2 * angle)
    even = sympy.expand(1 - p**2 + q**2)
    odd = sympy.expand(2 * p * q)
    above = odd * cosine - even * sine
    if above == 0:
        return angle
    return angle + sympy.atan(above / (size + even * cosine + odd * sine))


def _logarithm(inside: Any, tangent: Any, angle: Any) -> Any:
    """``ln|P(tan w)|`` as ``ln|cos(w)^d P(tan w)| - d ln|cos w|``, whose last terms cancel in a sum."""
    inside = inside.args[0] if isinstance(inside, sympy.Abs) else inside
    if not inside.is_polynomial(tangent):
        return None
    read = sympy.Poly(inside, tangent)
    degree = read.degree()
    sine, cosine = sympy.sin(angle), sympy.cos(angle)
    if degree == 2:
        a, b, c = (read.coeff_monomial(tangent**power) for power in (2, 1, 0))
        doubled = (a + c) / 2 + (c - a) / 2 * sympy.cos(2 * angle) + b / 2 * sympy.sin(2 * angle)
    elif degree == 1:
        doubled = read.coeff_monomial(tangent) * sine + read.coeff_monomial(1) * cosine
    else:
        return None
    return sympy.log(sympy.Abs(sympy.expand(doubled))) - degree * sympy.log(sympy.Abs(cosine))
