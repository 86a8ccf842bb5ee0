"""A closed form guessed from many digits: integer relations between a number and well-known constants.

H. Ferguson, D. Bailey, S. Arno, "Analysis of PSLQ, an integer relation finding algorithm", Math. Comp. 68 (1999).  A
relation is never a proof.  It is only believed where its coefficients have far fewer digits than were matched.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from worksheet_server.numerics.door import mpmath
from worksheet_server.syntax.tree import Binary, Call, Expression, Name, Number, Unary
from worksheet_server.values.budget import Budget, OutOfTime

DIGITS = 60
"""So many digits of the number are matched."""

_MOST_COEFFICIENT = 10**5
_SPARE_DIGITS = 20
"""A relation must explain so many digits more than its coefficients have."""


def _call(name: str, argument: Expression) -> Expression:
    return Call(Name(name), (argument,))


def _times(*factors: Expression) -> Expression:
    whole = factors[0]
    for factor in factors[1:]:
        whole = Binary("*", whole, factor)
    return whole


_PI, _E = Name("pi"), Name("e")
_TWO, _THREE = Number("2"), Number("3")
_LN2, _LN3 = _call("ln", _TWO), _call("ln", _THREE)
_ROOT2, _ROOT3 = _call("sqrt", _TWO), _call("sqrt", _THREE)
_ROOT_PI = _call("sqrt", _PI)
_PI2 = Binary("^", _PI, _TWO)
_ZETA3 = _call("zeta", _THREE)

_FAMILIES: tuple[tuple[Expression, ...], ...] = (
    (Number("1"),),
    (_PI,),
    (_PI2,),
    (_ROOT_PI,),
    (Number("1"), _PI, _LN2),
    (Number("1"), _PI2, _PI, Binary("^", _LN2, _TWO)),
    (_PI, _times(_PI, _LN2), Name("Catalan")),
    (Number("1"), _E, Binary("/", Number("1"), _E)),
    (Number("1"), _ROOT2, _ROOT3),
    (_PI, _times(_PI, _ROOT2), _times(_PI, _ROOT3)),
    (_ROOT_PI, _times(_ROOT_PI, _ROOT2)),
    (Number("1"), _LN2, _LN3, Name("EulerGamma")),
    (Number("1"), _ZETA3, _PI2, _times(_PI2, _LN2)),
    (Number("1"), _PI, Binary("/", Number("1"), _PI)),
)
"""Small families of constants that occur together, tried one after the other."""


def recognized(midpoint: str, budget: Budget) -> Expression | None:
    """A short combination of constants that has the given digits (``DIGITS`` or more of them), or ``None``."""
    context = mpmath.mp.clone()
    context.dps = DIGITS
    value = context.mpf(midpoint)
    if not value:
        return None
    for family in _FAMILIES:
        try:
            budget.check()
        except OutOfTime:
            return None
        constants = [_value(each, context) for each in family]
        relation = context.pslq(
            [value, *constants], tol=context.mpf(10) ** (8 - DIGITS), maxcoeff=_MOST_COEFFICIENT, maxsteps=2000
        )
        if relation is None or not relation[0]:
            continue
        if sum(len(str(abs(each))) for each in relation if each) > DIGITS - 8 - _SPARE_DIGITS:
            continue
        return _combination(relation, family)
    return None


def _value(tree: Expression, context: Any) -> Any:
    match tree:
        case Number(digits):
            return context.mpf(digits)
        case Name(name):
            return {"pi": context.pi, "e": context.e, "Catalan": context.catalan, "EulerGamma": context.euler}[name] + 0
        case Call(Name(name), (argument,)):
            return getattr(context, {"ln": "log"}.get(name, name))(_value(argument, context))  # type: ignore[arg-type]
        case Binary(operator, left, right):
            first, second = _value(left, context), _value(right, context)
            return first * second if operator == "*" else first / second if operator == "/" else first**second
    raise ValueError(tree)


def _combination(relation: list[int], family: tuple[Expression, ...]) -> Expression:
    """``-(c_1 k_1 + …)/c_0`` as a tree."""
    whole: Expression | None = None
    for coefficient, constant in zip(relation[1:], family, strict=True):
        factor = Fraction(-coefficient, relation[0])
        if not factor:
            continue
        term = _multiple(abs(factor), constant)
        if whole is None:
            whole = Unary("-", term) if factor < 0 else term
        else:
            whole = Binary("-" if factor < 0 else "+", whole, term)
    return whole if whole is not None else Number("0")


def _multiple(factor: Fraction, constant: Expression) -> Expression:
    above: Expression = constant
    numerator = Number(str(factor.numerator))
    if constant == Number("1"):
        above = numerator
    elif isinstance(constant, Binary) and constant.left == Number("1"):
        above = Binary("/", numerator, constant.right)
    elif factor.numerator != 1:
        above = Binary("*", numerator, constant)
    return above if factor.denominator == 1 else Binary("/", above, Number(str(factor.denominator)))
