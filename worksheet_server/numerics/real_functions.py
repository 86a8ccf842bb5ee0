"""Functions of real variables on balls (abs, sign, floor, max, …), integers exactly, and relations.

Inside an analytic integrand they are continued from the real line piece by piece, as FLINT's ``acb_real_abs`` and its
kin do (https://flintlib.org/doc/acb.html#piecewise-real-functions).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from worksheet_server.numerics.ball_functions import is_real, real_root
from worksheet_server.numerics.door import NAN, acb, fmpq

_MOST_FACTORS = 1000


def _absolute(field: Any, z: Any) -> Any:
    if isinstance(z, fmpq):
        return abs(z)
    if field.analytic:
        return z.real_abs(analytic=True) if field.real_line else NAN
    return acb(abs(z.real)) if is_real(z) else acb(abs(z))


def _sign(field: Any, z: Any) -> Any:
    if isinstance(z, fmpq):
        return fmpq((z > 0) - (z < 0))
    if field.analytic:
        return z.real_sgn(analytic=True) if field.real_line else NAN
    return acb(z.real.sgn()) if is_real(z) else z.sgn()


def _floor(field: Any, z: Any) -> Any:
    if isinstance(z, fmpq):
        return fmpq(z.floor())
    if field.analytic:
        return z.real_floor(analytic=True) if field.real_line else NAN
    return acb(z.real.floor()) if is_real(z) else NAN


def _ceiling(field: Any, z: Any) -> Any:
    return -_floor(field, -z)


def _largest(field: Any, *values: Any) -> Any:
    result = values[0]
    for value in values[1:]:
        if isinstance(result, fmpq) and isinstance(value, fmpq):
            result = max(result, value)
            continue
        left, right = acb(result), acb(value)
        if field.analytic:
            result = left.real_max(right, analytic=True) if field.real_line else NAN
        else:
            result = acb(left.real.max(right.real)) if is_real(left) and is_real(right) else NAN
    return result


def _smallest(field: Any, *values: Any) -> Any:
    return -_largest(field, *[-value for value in values])


def _relu(field: Any, z: Any) -> Any:
    return _largest(field, fmpq(0), z)


def _modulo(field: Any, a: Any, b: Any) -> Any | None:
    quotient = field.divide(a, b)
    return None if quotient is None else field.subtract(a, field.multiply(b, _floor(field, quotient)))


def _common_divisor(field: Any, *values: Any) -> Any | None:
    whole = [field.exact(value) for value in values]
    if any(value is None or value.q != 1 for value in whole):
        return None
    result = whole[0].p
    for value in whole[1:]:
        result = result.gcd(value.p)
    return fmpq(abs(result))


def _square_root(field: Any, z: Any) -> Any | None:
    return field.power(z, fmpq(1, 2)) if isinstance(z, fmpq) else None


def _cube_root(field: Any, z: Any) -> Any:
    if isinstance(z, fmpq):
        root = field.power(abs(z), fmpq(1, 3))
        return root if z >= 0 else -root
    return real_root(z, 3, field.analytic, field.real_line)


def _factorial(field: Any, z: Any) -> Any | None:
    whole = field.exact(z)
    if whole is not None and whole.q == 1 and 0 <= whole <= 400:
        return fmpq(math.factorial(int(whole.p)))
    return None


def _binomial(field: Any, n: Any, k: Any) -> Any:
    lower = field.exact(k)
    if lower is not None and lower.q == 1 and lower <= _MOST_FACTORS:
        result: Any = fmpq(1) if lower >= 0 else fmpq(0)
        for index in range(int(lower.p)):
            result = field.divide(field.multiply(result, n - index), fmpq(index + 1))
        return result
    n, k = acb(n), acb(k)
    return (n + 1).gamma() * (k + 1).rgamma() * (n - k + 1).rgamma()


def _beta(field: Any, a: Any, b: Any) -> Any:
    a, b = acb(a), acb(b)
    return a.gamma() * b.gamma() * (a + b).rgamma()


def _logarithm(field: Any, z: Any, base: Any = None) -> Any | None:
    if isinstance(z, fmpq) and z == 0:
        return None
    if base is None:
        return fmpq(0) if isinstance(z, fmpq) and z == 1 else None
    above, below = field.call("ln", [z]), field.call("ln", [base])
    return None if above is None or below is None else field.divide(above, below)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "abs": _absolute,
    "sign": _sign,
    "floor": _floor,
    "ceil": _ceiling,
    "max": _largest,
    "min": _smallest,
    "relu": _relu,
    "mod": _modulo,
    "gcd": _common_divisor,
    "sqrt": _square_root,
    "cbrt": _cube_root,
    "factorial": _factorial,
    "binomial": _binomial,
    "beta": _beta,
    "ln": _logarithm,
}
"""Functions of several arguments, and exact cases of others (``None``: look further)."""


def compare(field: Any, operator: str, left: Any, right: Any) -> bool | None:
    """Whether the relation holds throughout two balls; ``None`` where that is not decided."""
    if isinstance(left, fmpq) and isinstance(right, fmpq):
        return _decide(operator, left, right)
    a, b = field.real_part(left), field.real_part(right)
    if a is None or b is None:
        return _compare_complex(operator, acb(left), acb(right))
    if not a.is_finite() or not b.is_finite():
        return None
    if operator in ("=", "=="):
        if not a.overlaps(b):
            return False
        return True if a.is_exact() and b.is_exact() and not field.analytic else None
    if operator == "!=":
        equal = compare(field, "==", left, right)
        return None if equal is None else not equal
    if operator in ("<", ">="):
        holds = True if a < b else False if a >= b else None
        return holds if operator == "<" or holds is None else not holds
    if operator in (">", "<="):
        holds = True if a > b else False if a <= b else None
        return holds if operator == ">" or holds is None else not holds
    return None


def _decide(operator: str, left: Any, right: Any) -> bool | None:
    decided: dict[str, bool] = {
        "=": left == right,
        "==": left == right,
        "!=": left != right,
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
    }
    return decided.get(operator)


def _compare_complex(operator: str, left: Any, right: Any) -> bool | None:
    if operator not in ("=", "==", "!=") or left.overlaps(right) or not left.is_finite() or not right.is_finite():
        return None
    return operator == "!="
