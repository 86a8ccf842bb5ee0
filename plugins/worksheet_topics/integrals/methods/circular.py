"""Functions of sines and cosines (or their hyperbolic companions) of multiples of one angle.

Bioche's rules choose among ``u = cos w``, ``sin w`` and ``tan w``; what remains is rational in ``tan(w/2)``.  See
I. S. Gradshteyn and I. M. Ryzhik, Table of Integrals, section 2.50, and for results without the jumps of the last
substitution D. J. Jeffrey and A. D. Rich, The evaluation of trigonometric integrals avoiding spurious
discontinuities (1994).
"""

from __future__ import annotations

from math import gcd, lcm
from typing import Any

import sympy

from worksheet_topics.integrals.methods.continuous import in_tangent
from worksheet_topics.integrals.methods.radicals import tidy
from worksheet_topics.integrals.methods.search import Search, substituted

_CIRCULAR = (sympy.sin, sympy.cos, sympy.tan, sympy.cot, sympy.sec, sympy.csc)
_HYPERBOLIC = (sympy.sinh, sympy.cosh, sympy.tanh, sympy.coth, sympy.sech, sympy.csch)
_MOST_MULTIPLE = 12


def by_circular(integrand: Any, variable: Any, search: Search) -> Any:
    """The integral in the cosine, sine or tangent of the one angle in the integrand."""
    return _by_functions(integrand, variable, search, _CIRCULAR)


def by_hyperbolic(integrand: Any, variable: Any, search: Search) -> Any:
    """The integral in the hyperbolic cosine, sine or tangent of the one argument in the integrand."""
    return _by_functions(integrand, variable, search, _HYPERBOLIC)


def _by_functions(integrand: Any, variable: Any, search: Search, kinds: Any) -> Any:
    read = _in_one_angle(integrand, variable, kinds)
    if read is None:
        return None
    written, angle, sine, cosine = read
    rate = sympy.diff(angle, variable)
    circular = kinds is _CIRCULAR
    sign = -1 if circular else 1
    functions = (sympy.sin, sympy.cos, sympy.tan) if circular else (sympy.sinh, sympy.cosh, sympy.tanh)
    at = {sine: functions[0](angle), cosine: functions[1](angle)}
    new = sympy.Dummy("u", real=True)
    # dw in the new variable, the other function's square, and the way back.
    choices = (
        (written.xreplace({cosine: new}) / (sign * sine), sine, sign * (new**2 - 1), at[cosine]),
        (written.xreplace({sine: new}) / cosine, cosine, 1 + sign * new**2, at[sine]),
    )
    for inner, other, square, back in choices:
        even = _even(inner, other, square)
        if even is None:
            continue
        found = substituted(search, tidy(even / rate, new), new, back)
        if found is not None:
            return found
    tangent = _even(
        sympy.expand_power_base(written.xreplace({sine: new * cosine})) * cosine**2, cosine, 1 / (1 - sign * new**2)
    )
    if tangent is not None:
        found = search.antiderivative(tidy(tangent / rate, new), new)
        if found is not None:
            back = functions[2](angle)
            return in_tangent(found, new, angle) if circular else found.subs(new, back)
    if circular and written.is_rational_function(sine, cosine):
        half = written.xreplace({sine: 2 * new / (1 + new**2), cosine: (1 - new**2) / (1 + new**2)})
        found = search.antiderivative(sympy.cancel(sympy.together(half * 2 / (1 + new**2) / rate)), new)
        return None if found is None else in_tangent(found, new, angle / 2)
    return None


def _in_one_angle(integrand: Any, variable: Any, kinds: Any) -> tuple[Any, Any, Any, Any] | None:
    """The integrand in symbols for the sine and the cosine of one angle that is linear in x.

    ``None`` where anything else depends on x.
    """
    used = [each for each in integrand.atoms(*kinds) if each.has(variable)]
    if not used:
        return None
    arguments = [sympy.expand(each.args[0]) for each in used]
    first = arguments[0]
    if sympy.diff(first, variable).has(variable):
        return None
    ratios = [sympy.cancel(each / first) for each in arguments]
    if not all(each.is_Rational for each in ratios):
        return None
    below = lcm(*(int(each.q) for each in ratios))
    above = gcd(*(int(each * below) for each in ratios))
    angle = sympy.expand(first * sympy.Rational(above, below))
    sine, cosine = sympy.Dummy("s", real=True), sympy.Dummy("c", real=True)
    circular = kinds is _CIRCULAR
    put = {}
    for each, argument in zip(used, arguments, strict=True):
        times = int(sympy.cancel(argument / angle))
        if abs(times) > _MOST_MULTIPLE:
            return None
        s, c = _multiple(times, sine, cosine, circular)
        index = kinds.index(type(each))
        put[each] = (s, c, s / c, c / s, 1 / c, 1 / s)[index]
    written = integrand.xreplace(put)
    return None if written.has(variable) else (written, angle, sine, cosine)


def _multiple(times: int, sine: Any, cosine: Any, circular: bool) -> tuple[Any, Any]:
    """Sine and cosine of a multiple of the angle as polynomials (de Moivre)."""
    s, c = sympy.Integer(0), sympy.Integer(1)
    sign = -1 if circular else 1
    for _ in range(abs(times)):
        s, c = sympy.expand(s * cosine + c * sine), sympy.expand(c * cosine + sign * s * sine)
    return (-s if times < 0 else s), c


def _even(value: Any, symbol: Any, square: Any) -> Any:
    """``value`` without ``symbol``, where it depends on its square alone; ``None`` elsewhere."""
    written = _squares(value, symbol, square)
    if not written.has(symbol):
        return written
    above, below = sympy.fraction(sympy.together(written))
    if above.is_polynomial(symbol) and below.is_polynomial(symbol):
        a, b = _halves(above, symbol, square)
        c, d = _halves(below, symbol, square)
        odd = sympy.simplify(b * c - a * d) if not _rational(b * c - a * d) else sympy.cancel(b * c - a * d)
        if odd != 0:
            return None
        if d == 0:
            return a / c
        return (a * c - b * d * square) / (c**2 - d**2 * square)
    return None


def _rational(value: Any) -> bool:
    return bool(value.is_rational_function(*value.free_symbols))


def _squares(value: Any, symbol: Any, square: Any) -> Any:
    def written(each: Any) -> Any:
        times, left = divmod(int(each.exp), 2)
        return square**times * symbol**left

    return value.replace(
        lambda each: isinstance(each, sympy.Pow) and each.base == symbol and each.exp.is_Integer, written
    )


def _halves(value: Any, symbol: Any, square: Any) -> tuple[Any, Any]:
    even, odd = sympy.Integer(0), sympy.Integer(0)
    for (exponent,), coefficient in sympy.Poly(value, symbol).terms():
        if exponent % 2:
            odd += coefficient * square ** (exponent // 2)
        else:
            even += coefficient * square ** (exponent // 2)
    return even, odd
