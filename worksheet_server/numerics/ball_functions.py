"""Elementary and special functions on complex balls, and where they are analytic.

Cuts follow DLMF 4.2, 4.15, 4.37 and 6.2 (https://dlmf.nist.gov); ``acot``, ``acsc``, ``asec`` and their hyperbolic kin
are the functions of 1/z, as in SymPy.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from worksheet_server.numerics.door import NAN, acb, arb

Ball = Any
Region = Callable[[Ball], bool]


def _everywhere(z: Ball) -> bool:
    return True


def off_left(z: Ball) -> bool:
    """Whether the ball avoids the cut (-oo, 0]."""
    return bool(z.real > 0) or not z.imag.contains(0)


def _off_left_of_one(z: Ball) -> bool:
    return bool(z.real > 1) or not z.imag.contains(0)


def _inside_unit(z: Ball) -> bool:
    return bool(abs(z.real) < 1) or not z.imag.contains(0)


def _inside_unit_imaginary(z: Ball) -> bool:
    return bool(abs(z.imag) < 1) or not z.real.contains(0)


def _one_side(z: Ball) -> bool:
    return bool(z.real > 0) or bool(z.real < 0) or not z.imag.contains(0)


def _li_sides(z: Ball) -> bool:
    return bool(z.real > 1) or (bool(z.real > 0) and bool(z.real < 1)) or not z.imag.contains(0)


def real_ei(z: Ball) -> Ball:
    """Ei, continued from the negative reals in the left half-plane, where Ei(z) = -E1(-z) (DLMF 6.2.5, 6.2.6)."""
    return -(-z).expint(1) if z.real < 0 else z.ei()


def _reciprocal(function: Callable[[Ball], Ball]) -> Callable[[Ball], Ball]:
    return lambda z: function(1 / z)


def _reciprocal_region(region: Region) -> Region:
    def avoids(z: Ball) -> bool:
        inverse = 1 / z
        return bool(inverse.is_finite()) and region(inverse)

    return avoids


UNARY: dict[str, tuple[Callable[[Ball], Ball], Region]] = {
    "exp": (lambda z: z.exp(), _everywhere),
    "sin": (lambda z: z.sin(), _everywhere),
    "cos": (lambda z: z.cos(), _everywhere),
    "tan": (lambda z: z.tan(), _everywhere),
    "cot": (lambda z: z.cot(), _everywhere),
    "sec": (lambda z: z.sec(), _everywhere),
    "csc": (lambda z: z.csc(), _everywhere),
    "sinh": (lambda z: z.sinh(), _everywhere),
    "cosh": (lambda z: z.cosh(), _everywhere),
    "tanh": (lambda z: z.tanh(), _everywhere),
    "coth": (lambda z: z.coth(), _everywhere),
    "sech": (lambda z: z.sech(), _everywhere),
    "csch": (lambda z: z.csch(), _everywhere),
    "erf": (lambda z: z.erf(), _everywhere),
    "erfc": (lambda z: z.erfc(), _everywhere),
    "erfi": (lambda z: z.erfi(), _everywhere),
    "Si": (lambda z: z.si(), _everywhere),
    "gamma": (lambda z: z.gamma(), _everywhere),
    "factorial": (lambda z: (z + 1).gamma(), _everywhere),
    "zeta": (lambda z: z.zeta(), _everywhere),
    "sigmoid": (lambda z: 1 / (1 + (-z).exp()), _everywhere),
    "softplus": (lambda z: (1 + z.exp()).log(), lambda z: off_left(1 + z.exp())),
    "sqrt": (lambda z: z.sqrt(), off_left),
    "ln": (lambda z: z.log(), off_left),
    "log2": (lambda z: z.log() / arb(2).log(), off_left),
    "log10": (lambda z: z.log() / arb(10).log(), off_left),
    "asin": (lambda z: z.asin(), _inside_unit),
    "acos": (lambda z: z.acos(), _inside_unit),
    "atan": (lambda z: z.atan(), _inside_unit_imaginary),
    "asinh": (lambda z: z.asinh(), _inside_unit_imaginary),
    "acosh": (lambda z: z.acosh(), _off_left_of_one),
    "atanh": (lambda z: z.atanh(), _inside_unit),
    "Ci": (lambda z: z.ci(), off_left),
    "Ei": (real_ei, _one_side),
    "li": (lambda z: real_ei(z.log()), _li_sides),
}
for _name, _of in {
    "acot": "atan",
    "asec": "acos",
    "acsc": "asin",
    "acoth": "atanh",
    "asech": "acosh",
    "acsch": "asinh",
}.items():
    UNARY[_name] = (_reciprocal(UNARY[_of][0]), _reciprocal_region(UNARY[_of][1]))


def is_real(z: Ball) -> bool:
    """Whether the ball lies on the real line exactly."""
    return bool(z.imag.is_zero())


PRINCIPAL: dict[str, Callable[[Ball], Ball]] = {"Ei": lambda z: z.ei(), "li": lambda z: z.li()}
"""Functions whose principal branch is not the continuation from every part of the real line."""


def apply_unary(name: str, z: Ball, analytic: bool, real_line: bool = True) -> Ball:
    """The value of a function on a ball; with ``analytic``, non-finite unless the function is holomorphic on it.

    ``real_line`` tells that the ball stands for the continuation of a real function.
    """
    function, region = UNARY[name]
    if analytic:
        if name in PRINCIPAL and not real_line:
            return PRINCIPAL[name](z) if _off_left_of_one(z) else NAN
        return function(z) if region(z) else NAN
    if is_real(z):
        return _on_reals(name, z.real, function)
    return PRINCIPAL.get(name, function)(z)


def _on_reals(name: str, x: Ball, function: Callable[[Ball], Ball]) -> Ball:
    """The value on a real ball, which may touch the end of the domain."""
    if name == "sqrt" and x.contains(0) and x >= 0:
        return acb(arb(0).union(x.upper().sqrt()))
    if name == "acot" and x.is_zero():
        return acb(arb.pi() / 2)
    return function(acb(x))


def unit_box(radius: Ball) -> Ball:
    """The smallest square around 0 that contains the disc of this radius."""
    side = arb(0, radius.upper())
    return acb(side, side)


def real_root(z: Ball, degree: int, analytic: bool, real_line: bool) -> Ball:
    """The real root of odd degree: of a real ball, or continued from one side of 0."""
    if not analytic:
        if not is_real(z):
            return NAN
        x = z.real
        if x.contains(0):
            edge = abs(x).upper().root(degree)
            return acb(arb(0, edge.upper()))
        return acb(x.root(degree)) if x > 0 else acb(-(-x).root(degree))
    if not real_line:
        return NAN
    if z.real > 0:
        return z.pow(acb(1) / degree, analytic=True)
    return -((-z).pow(acb(1) / degree, analytic=True)) if z.real < 0 else NAN
