"""Limits by the Taylor coefficients of numerator and denominator, as proofs.

For a quotient N/D of functions analytic at the point let n and d be the orders of their zeros there.  Then N/D tends
to 0 where n > d, to the quotient of the first Taylor coefficients that do not vanish where n = d, and to an infinity
on each side where n < d (W. Rudin, Principles of Mathematical Analysis, theorem 5.15, Taylor's theorem).
"""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.symbolic.smoothness import is_analytic_at, is_nonzero
from worksheet_server.symbolic.zero import proves_zero
from worksheet_server.values.budget import Budget

HIGHEST_ORDER = 12
"""Zeros of a higher order than this are not looked for."""

_ZERO = sympy.Integer(0)


def by_taylor(expression: Any, step: Any, budget: Budget) -> tuple[Any, str] | None:
    """The limit of ``expression`` for ``step`` → 0+, with the reason in a sentence.

    ``None`` where the method does not reach.
    """
    straight = without_kinks(expression, step)
    if straight is None:
        return None
    plain = sympy.Dummy("t", real=True)
    moved = straight.subs(step, plain)
    if is_analytic_at(moved, plain, _ZERO):
        return moved.subs(plain, 0), "the function is continuous at the point"
    whole = sympy.together(moved)
    numerator, denominator = sympy.fraction(sympy.cancel(whole) if moved.is_rational_function(plain) else whole)
    if not (is_analytic_at(numerator, plain, _ZERO) and is_analytic_at(denominator, plain, _ZERO)):
        return None
    below = leading(denominator, plain, budget)
    if below is None or not is_nonzero(below[1]):
        return None
    above = leading(numerator, plain, budget)
    if above is None:
        return (_ZERO, "the numerator vanishes") if proves_zero(numerator, budget) else None
    (n, top), (d, bottom) = above, below
    if n > d:
        return _ZERO, f"the numerator vanishes to order {n}, the denominator to order {d}"
    if n == d and n == 0:
        return top / bottom, "numerator and denominator are continuous, and the denominator does not vanish"
    if n == d:
        return top / bottom, f"both sides of the fraction vanish to order {n}, and their Taylor coefficients decide"
    ratio = top / bottom
    if ratio.is_positive or ratio.is_negative:
        value = sympy.oo if ratio.is_positive else -sympy.oo
        return value, f"the denominator vanishes to order {d}, the numerator only to order {n}"
    return None


def leading(expression: Any, variable: Any, budget: Budget) -> tuple[int, Any] | None:
    """Order and value of the first Taylor coefficient at 0 that is not proved to be zero; ``None`` where there is
    none.

    A coefficient with free names may vanish for some of their values.  In a numerator that does no harm: the limit is
    then the same formula.
    """
    derivative = expression
    for order in range(HIGHEST_ORDER):
        budget.check()
        coefficient = derivative.subs(variable, 0) / sympy.factorial(order)
        if coefficient != 0 and not proves_zero(coefficient, budget.share(0.2, 1.0)):
            return (order, coefficient) if is_nonzero(coefficient) or coefficient.free_symbols else None
        derivative = sympy.diff(derivative, variable)
    return None


def without_kinks(expression: Any, step: Any) -> Any:
    """``|u|`` and ``sign u`` written out for small positive ``step``; ``None`` where a sign is not decided."""
    for kink in sorted(expression.atoms(sympy.Abs, sympy.sign), key=sympy.count_ops):
        inner = kink.args[0]
        if not inner.has(step):
            continue
        sign = _sign_beside_zero(inner, step)
        if sign is None:
            return None
        expression = expression.subs(kink, inner * sign if isinstance(kink, sympy.Abs) else sympy.Integer(sign))
    return expression


def _sign_beside_zero(inner: Any, step: Any) -> int | None:
    plain = sympy.Dummy("t", real=True)
    derivative = inner.subs(step, plain)
    if not is_analytic_at(derivative, plain, _ZERO):
        return None
    for _ in range(HIGHEST_ORDER):
        value = derivative.subs(plain, 0)
        if value.is_positive or value.is_negative:
            return 1 if value.is_positive else -1
        if not value.is_zero:
            return None
        derivative = sympy.diff(derivative, plain)
    return None
