"""SymPy objects as our trees, in the order and the spelling in which a person would write them.

Terms stand as SymPy's printer orders them, a product is one fraction (``2*x/3``), and whatever is returned reads back
as an equal object.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from worksheet_server.symbolic import tree_calculus, tree_relations
from worksheet_server.symbolic.fresh_names import named
from worksheet_server.symbolic.numbers import digits_of
from worksheet_server.symbolic.writing import NotInLanguageError
from worksheet_server.syntax.tree import Binary, Call, Expression, Index, Matrix, Name, Number, Unary, Vector

MOST_NODES = 20_000

_CONSTANTS: dict[Any, str] = {
    sympy.pi: "pi",
    sympy.E: "e",
    sympy.oo: "oo",
    sympy.I: "ⅈ",
    sympy.EulerGamma: "EulerGamma",
    sympy.Catalan: "Catalan",
}

_SAME_NAME = """
    sin cos tan cot sec csc asin acos atan acot asec acsc
    sinh cosh tanh coth sech csch asinh acosh atanh acoth asech acsch
    exp sign floor factorial binomial gamma beta erf erfc erfi zeta Si Ci Ei li
"""

_FUNCTIONS: dict[type, str] = {getattr(sympy, name): name for name in _SAME_NAME.split()} | {
    sympy.log: "ln",
    sympy.Abs: "abs",
    sympy.ceiling: "ceil",
    sympy.Max: "max",
    sympy.Min: "min",
    sympy.Mod: "mod",
}

_ARGUMENTS: dict[str, tuple[int, ...]] = {"binomial": (2,), "beta": (2,), "mod": (2,), "max": (), "min": ()}


def to_tree(value: Any) -> Expression | None:
    """The tree of a SymPy object.

    ``None`` where the language has no word for it, and for ``nan``, ``zoo`` and decimals.
    """
    if not isinstance(value, sympy.Basic | sympy.MatrixBase):
        return None
    if sum(1 for _ in zip(sympy.preorder_traversal(value), range(MOST_NODES + 1), strict=False)) > MOST_NODES:
        return None
    try:
        return _write(named(value))
    except NotInLanguageError:
        return None


def _write(value: Any) -> Expression:
    if value in _CONSTANTS:
        return Name(_CONSTANTS[value])
    for kind, writer in _WRITERS:
        if isinstance(value, kind):
            return writer(value)
    if type(value) in _FUNCTIONS:
        return _function(value)
    raise NotInLanguageError


def _integer(value: Any) -> Expression:
    number = Number(digits_of(abs(int(value))))
    return Unary("-", number) if value < 0 else number


def _rational(value: Any) -> Expression:
    fraction = Binary("/", Number(digits_of(abs(int(value.p)))), Number(digits_of(int(value.q))))
    return Unary("-", fraction) if value < 0 else fraction


def _sum(value: Any) -> Expression:
    terms = list(value.as_ordered_terms())
    if any(isinstance(term, sympy.Order) for term in terms):
        series = [term for term in terms if not isinstance(term, sympy.Order)]
        terms = list(sympy.Add(*series).as_ordered_terms("rev-lex")) + [t for t in terms if isinstance(t, sympy.Order)]
    first = _write(terms[0])
    return reduce(_plus, terms[1:], first)


def _plus(written: Expression, term: Any) -> Expression:
    if term.could_extract_minus_sign() and term.as_coeff_Mul()[0].is_negative:
        return Binary("-", written, _write(-term))
    return Binary("+", written, _write(term))


def _product(value: Any) -> Expression:
    coefficient, rest = value.as_coeff_Mul()
    if coefficient.is_negative:
        return Unary("-", _write(-value))
    above: list[Expression] = []
    below: list[Expression] = []
    if not isinstance(coefficient, sympy.Rational):
        raise NotInLanguageError
    if coefficient.p != 1:
        above.append(Number(digits_of(int(coefficient.p))))
    if coefficient.q != 1:
        below.append(Number(digits_of(int(coefficient.q))))
    for factor in _cube_roots(rest.as_ordered_factors()):
        if isinstance(factor, Call):
            above.append(factor)
        elif isinstance(factor, sympy.Pow) and isinstance(factor.exp, sympy.Rational) and factor.exp < 0:
            below.append(_write(sympy.Pow(factor.base, -factor.exp)))
        elif factor != 1:
            above.append(_write(factor))
    return _fraction(above, below)


def _cube_roots(factors: Sequence[Any]) -> list[Any]:
    """``sign(x) |x|^(1/3)`` is how a real cube root comes back from SymPy."""
    found = list(factors)
    for factor in factors:
        root = sympy.Abs(factor.args[0]) ** sympy.Rational(1, 3) if isinstance(factor, sympy.sign) else None
        if root is not None and root in found:
            found[found.index(factor)] = Call(Name("cbrt"), (_write(factor.args[0]),))
            found.remove(root)
    return found


def _fraction(above: list[Expression], below: list[Expression]) -> Expression:
    numerator = reduce(_times, above) if above else Number("1")
    return Binary("/", numerator, reduce(_times, below)) if below else numerator


def _times(left: Expression, right: Expression) -> Expression:
    return Binary("*", left, right)


def _power(value: Any) -> Expression:
    base, exponent = value.base, value.exp
    if isinstance(exponent, sympy.Rational) and exponent < 0:
        return _fraction([], [_write(sympy.Pow(base, -exponent))])
    if exponent == sympy.Rational(1, 2):
        return Call(Name("sqrt"), (_write(base),))
    return Binary("^", _write(base), _write(exponent))


def _symbol(value: Any) -> Expression:
    return Name(value.name)


def _function(value: Any) -> Expression:
    name = _FUNCTIONS[type(value)]
    allowed = _ARGUMENTS.get(name, (1,))
    if allowed and len(value.args) not in allowed:
        raise NotInLanguageError
    arguments = sorted(value.args, key=sympy.default_sort_key) if name in ("max", "min") else value.args
    return Call(Name(name), tuple(_write(argument) for argument in arguments))


def _unknown(value: Any) -> Expression:
    return Call(Name(value.func.__name__), tuple(_write(argument) for argument in value.args))


def _indexed(value: Any) -> Expression:
    return Index(Name(str(value.base.label)), tuple(_write(index) for index in value.indices))


def _vector(value: Any) -> Expression:
    if not value:
        return Name("none")
    items = tuple(_write(item) for item in value)
    return items[0] if len(items) == 1 else Vector(items)


def _matrix(value: Any) -> Expression:
    if 0 in value.shape:
        raise NotInLanguageError
    return Matrix(tuple(tuple(_write(entry) for entry in row) for row in value.tolist()))


def _order(value: Any) -> Expression:
    return Call(Name("O"), (_write(value.expr),))


def _golden(_value: Any) -> Expression:
    return _write((1 + sympy.sqrt(5)) / 2)


_WRITERS: tuple[tuple[type | tuple[type, ...], Callable[[Any], Expression]], ...] = (
    (sympy.Integer, _integer),
    (sympy.Rational, _rational),
    (type(-sympy.oo), lambda _: Unary("-", Name("oo"))),
    (sympy.Add, _sum),
    (sympy.Mul, _product),
    (sympy.Pow, _power),
    (sympy.Symbol, _symbol),
    (AppliedUndef, _unknown),
    (sympy.Indexed, _indexed),
    (sympy.IndexedBase, lambda value: Name(str(value.label))),
    (sympy.Tuple, _vector),
    (sympy.MatrixBase, _matrix),
    (sympy.Order, _order),
    (type(sympy.GoldenRatio), _golden),
    (sympy.Piecewise, lambda value: tree_relations.cases(value, _write)),
    (sympy.KroneckerDelta, lambda value: tree_relations.kronecker(value, _write)),
    (sympy.logic.boolalg.Boolean, lambda value: tree_relations.condition(value, _write)),
    (sympy.Derivative, lambda value: tree_calculus.derivative(value, _write)),
    (sympy.Subs, lambda value: tree_calculus.substituted(value, _write)),
    (sympy.Sum, lambda value: tree_calculus.over_ranges("sum", value, _write)),
    (sympy.Product, lambda value: tree_calculus.over_ranges("prod", value, _write)),
    (sympy.Integral, lambda value: tree_calculus.over_ranges("int", value, _write)),
    (sympy.Limit, lambda value: tree_calculus.limit(value, _write)),
)
