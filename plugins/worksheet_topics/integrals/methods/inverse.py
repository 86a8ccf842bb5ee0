"""``x = φ(u)`` where ``u`` is an inverse function in the integrand: ``asin x``, ``atan x``, ``asinh x``, ``ln x`` …

See I. S. Gradshteyn and I. M. Ryzhik, Table of Integrals, section 2.8.
"""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_topics.integrals.methods.search import Search, substituted

_WAYS: dict[Any, tuple[Any, Any, Any]] = {
    sympy.asin: (sympy.sin, lambda x: sympy.sqrt(1 - x**2), sympy.cos),
    sympy.acos: (sympy.cos, lambda x: sympy.sqrt(1 - x**2), sympy.sin),
    sympy.atan: (sympy.tan, lambda x: sympy.sqrt(1 + x**2), sympy.sec),
    sympy.asinh: (sympy.sinh, lambda x: sympy.sqrt(1 + x**2), sympy.cosh),
    sympy.atanh: (sympy.tanh, lambda x: sympy.sqrt(1 - x**2), sympy.sech),
}
"""The function, the root that becomes another function, and that function."""


def by_inverse_function(integrand: Any, variable: Any, search: Search) -> Any:
    """The integral in ``u``, where the integrand holds one such function of x, or one logarithm of a linear one."""
    used = {each for each in integrand.atoms(*_WAYS, sympy.log) if each.has(variable)}
    if len(used) != 1:
        return None
    (function,) = used
    inside = function.args[0]
    slope = sympy.diff(inside, variable)
    if slope.has(variable):
        return None
    new = sympy.Dummy("u", real=True)
    inner: Any = sympy.exp(new)
    other: Any = None
    written = integrand.xreplace({function: new})
    if not isinstance(function, sympy.log):
        outer, root, companion = _WAYS[type(function)]
        inner, other, square = outer(new), companion(new), root(inside) ** 2
        written = written.replace(
            lambda each: (
                isinstance(each, sympy.Pow) and (2 * each.exp).is_Integer and sympy.expand(each.base - square) == 0
            ),
            lambda each: other ** (2 * each.exp),
        )
    back = sympy.expand((variable - inside / slope) + inner / slope) if slope != 1 or inside != variable else inner
    written = written.subs(variable, back)
    if written.has(variable):
        return None
    step = sympy.diff(inner, new) / slope
    if isinstance(function, sympy.atan):
        step = other**2 / slope
    return substituted(search, sympy.powsimp(written * step), new, function)
