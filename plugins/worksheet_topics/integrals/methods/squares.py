"""Sums under a root that are squares: ``1 - sin² = cos²`` and its companions (DLMF 4.21.12–14, 4.35.11–13, 4.21.5)."""

from __future__ import annotations

from typing import Any

import sympy

_HALF = sympy.Rational(1, 2)

# a + b f(u)² with a = sign·b is b times g(u)², times the second sign.
_PYTHAGOREAN: dict[Any, tuple[int, Any, int]] = {
    sympy.sin: (-1, sympy.cos, -1),
    sympy.cos: (-1, sympy.sin, -1),
    sympy.tan: (1, sympy.sec, 1),
    sympy.cot: (1, sympy.csc, 1),
    sympy.sec: (-1, sympy.tan, 1),
    sympy.csc: (-1, sympy.cot, 1),
    sympy.sinh: (1, sympy.cosh, 1),
    sympy.cosh: (-1, sympy.sinh, 1),
    sympy.tanh: (-1, sympy.sech, -1),
    sympy.coth: (-1, sympy.csch, 1),
    sympy.sech: (-1, sympy.tanh, -1),
    sympy.csch: (1, sympy.coth, 1),
}


def as_square(base: Any) -> Any:
    """``base`` as a constant times a square, where one of the identities applies; else ``None``."""
    if not isinstance(base, sympy.Add) or len(base.args) != 2:
        return None
    constant, term = base.as_coeff_Add()
    factor, rest = term.as_coeff_Mul()
    function, exponent = rest.as_base_exp()
    if constant == 0 or not isinstance(function, sympy.Function) or not function.args:
        return None
    inside = function.args[0]
    if exponent == 2 and type(function) in _PYTHAGOREAN:
        sign, other, outer = _PYTHAGOREAN[type(function)]
        return outer * factor * other(inside) ** 2 if constant == sign * factor else None
    if exponent == 1 and abs(constant) == abs(factor):
        same = constant == factor
        if isinstance(function, sympy.cos):
            return 2 * constant * (sympy.cos if same else sympy.sin)(inside * _HALF) ** 2
        if isinstance(function, sympy.cosh):
            return 2 * factor * (sympy.cosh if same else sympy.sinh)(inside * _HALF) ** 2
        if isinstance(function, sympy.sin):
            return 2 * constant * (sympy.cos if same else sympy.sin)(inside * _HALF - sympy.pi / 4) ** 2
    return None
