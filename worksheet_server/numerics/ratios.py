"""Signs and ratios of the terms of a sum, read off the tree."""

from __future__ import annotations

from fractions import Fraction

from worksheet_server.numerics.field import rational_of
from worksheet_server.syntax.rebuild import rebuild
from worksheet_server.syntax.tree import Argument, Binary, Call, Expression, Name, Number, Unary, walk

_ONE = Number("1")


def alternating(term: Expression, index: str) -> tuple[bool, Expression]:
    """(whether ``term`` has a factor (-1)^k, the term without it), for integer values of the index.

    ``(-1)^(k + 1)``, ``(-2)^k``, ``cos(pi*k)`` and their products and quotients are understood.
    """
    match term:
        case Unary("-", operand):
            sign, rest = alternating(operand, index)
            return sign, Unary("-", rest)
        case Binary("*" | "/" | "·" as operator, left, right):
            first, a = alternating(left, index)
            second, b = alternating(right, index)
            return first != second, Binary(operator, a, b)
        case Binary("^", base, exponent):
            slope = linear(exponent, index)
            size = negative(base)
            if size is None or slope is None or any(each.denominator != 1 for each in slope) or slope[0] == 0:
                return False, term
            power = Binary("^", size, exponent)
            rest = Unary("-", power) if slope[1] % 2 else power
            return bool(slope[0] % 2), rest
        case Call(Name("cos"), (argument,)) if argument in _half_turns(index):
            return True, _ONE
    return False, term


def ratio(term: Expression, index: str) -> Expression | None:
    """A tree for term(k + 1)/term(k), with factorials and powers cancelled; ``None`` where they do not cancel."""
    if not any(node == Name(index) for node in walk(term)):
        return _ONE
    match term:
        case Unary("-", operand):
            return ratio(operand, index)
        case Unary("!", operand):
            return _factorial_ratio(operand, index)
        case Binary("*" | "/" | "·" as operator, left, right):
            first, second = ratio(left, index), ratio(right, index)
            return None if first is None or second is None else Binary(operator, first, second)
        case Binary("^", base, exponent) if not _contains(exponent, index):
            inner = ratio(base, index)
            return None if inner is None else Binary("^", inner, exponent)
        case Binary("^", base, exponent) if not _contains(base, index):
            return Binary("^", base, Binary("-", _next(exponent, index), exponent))
        case Call(Name("exp"), (Binary() | Unary() | Name() as argument,)):
            return Call(Name("exp"), (Binary("-", _next(argument, index), argument),))
        case Call(Name("factorial"), (Binary() | Unary() | Name() as argument,)):
            return _factorial_ratio(argument, index)
        case Call(Name("gamma"), (Binary() | Unary() | Name() as argument,)):
            return _factorial_ratio(Binary("-", argument, _ONE), index)
        case Call(Name("binomial"), (upper, lower)) if isinstance(upper, Expression) and isinstance(lower, Expression):
            parts = [_factorial_ratio(each, index) for each in (upper, lower, Binary("-", upper, lower))]
            if parts[0] is None or parts[1] is None or parts[2] is None:
                return None
            return Binary("/", Binary("/", parts[0], parts[1]), parts[2])
    return Binary("/", _next(term, index), term)


def linear(tree: Expression, index: str) -> tuple[Fraction, Fraction] | None:
    """(slope, value at 0) of a tree that is linear in the index with rational coefficients."""
    match tree:
        case Number(digits=digits):
            exact = rational_of(digits)
            return None if exact is None else (Fraction(0), Fraction(int(exact.p), int(exact.q)))
        case Name(text=text):
            return (Fraction(1), Fraction(0)) if text == index else None
        case Unary("-", operand):
            inner = linear(operand, index)
            return None if inner is None else (-inner[0], -inner[1])
        case Binary(operator, left, right):
            return _combined(operator, linear(left, index), linear(right, index))
    return None


def _combined(
    operator: str, a: tuple[Fraction, Fraction] | None, b: tuple[Fraction, Fraction] | None
) -> tuple[Fraction, Fraction] | None:
    if a is None or b is None:
        return None
    if operator in ("+", "-"):
        sign = 1 if operator == "+" else -1
        return a[0] + sign * b[0], a[1] + sign * b[1]
    if operator == "*" and (a[0] == 0 or b[0] == 0):
        return a[0] * b[1] + b[0] * a[1], a[1] * b[1]
    return (a[0] / b[1], a[1] / b[1]) if operator == "/" and b[0] == 0 and b[1] != 0 else None


def _factorial_ratio(argument: Expression, index: str) -> Expression | None:
    """(g + d)!/g! = (g + 1) … (g + d), where g grows by the integer d."""
    slope = linear(argument, index)
    if not _contains(argument, index):
        return _ONE
    if slope is None or slope[0].denominator != 1 or abs(slope[0]) > 8:
        return None
    step = int(slope[0])
    result: Expression = _ONE
    for j in range(1, abs(step) + 1):
        shifted = Binary("+", argument, Number(str(j))) if step > 0 else Binary("-", argument, Number(str(j - 1)))
        result = Binary("*", result, shifted)
    return result if step >= 0 else Binary("/", _ONE, result)


def replaced(tree: Expression, index: str, by: Expression) -> Expression:
    """``tree`` with another expression in the place of the index."""

    def swapped(node: Argument) -> Argument:
        return by if node == Name(index) else rebuild(node, swapped)

    found = swapped(tree)
    assert isinstance(found, Expression)
    return found


def _next(tree: Expression, index: str) -> Expression:
    return replaced(tree, index, Binary("+", Name(index), _ONE))


def _contains(tree: Expression, index: str) -> bool:
    return any(node == Name(index) for node in walk(tree))


def negative(base: Expression) -> Expression | None:
    """c for a base -c with a positive number c."""
    match base:
        case Unary("-", Number() as size):
            return size
        case Unary("-", Binary("/", Number(), Number()) as size):
            return size
        case Binary("/", Unary("-", Number() as above), Number() as below):
            return Binary("/", above, below)
    return None


def _half_turns(index: str) -> tuple[Expression, ...]:
    k, half = Name(index), Name("pi")
    return Binary("*", k, half), Binary("*", half, k)
