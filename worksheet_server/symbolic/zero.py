"""Our own exact zero test: ``True`` only where an identity was proved, wherever everything in it is defined.

The expression is read into a field of functions (``worksheet_server.symbolic.field``), generator by generator, with
identities that respect branches; what is identically zero there is zero.  SymPy's ``simplify``, ``equals`` and the like
take no part.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sympy

from worksheet_server.symbolic.algebraic_numbers import is_zero_constant
from worksheet_server.symbolic.field.fractions import Field, TooHardError
from worksheet_server.symbolic.field.reading import read
from worksheet_server.symbolic.field.reduction import canonical, reduced
from worksheet_server.symbolic.special import is_special
from worksheet_server.values.budget import Budget

_MOST_READINGS = 4


def proves_zero(value: Any, budget: Budget, positive: Sequence[Any] = ()) -> bool | None:
    """Whether ``value`` is identically zero wherever it is defined.

    ``True`` is a proof.  ``False`` is one as well: a rational function of real variables that is not identically zero,
    or a constant that an enclosure keeps away from zero.  ``None`` is "cannot tell".  ``positive`` are expressions that
    are known to be positive, such as ``1 - x`` where ``x < 1`` is assumed.  Raises ``OutOfTime`` when the budget ends.
    """
    if isinstance(value, sympy.Tuple | sympy.MatrixBase):
        return _all(proves_zero(entry, budget, positive) for entry in value)
    if not isinstance(value, sympy.Expr) or is_special(value):
        return None
    if value == 0:
        return True
    found = _in_a_field(value, budget, positive)
    if found is None and not value.free_symbols and value.is_number:
        return is_zero_constant(value)
    return found


def proves_equal(left: Any, right: Any, budget: Budget, positive: Sequence[Any] = ()) -> bool | None:
    """Whether two values are equal wherever both are defined; see ``proves_zero``."""
    arrays = (sympy.Tuple, sympy.MatrixBase)
    if isinstance(left, arrays) or isinstance(right, arrays):
        if not (isinstance(left, arrays) and isinstance(right, arrays)) or _shape(left) != _shape(right):
            return None
        return _all(proves_equal(a, b, budget, positive) for a, b in zip(left, right, strict=True))
    if not (isinstance(left, sympy.Expr) and isinstance(right, sympy.Expr)):
        return None
    if is_special(left) or is_special(right):
        return None
    if left.is_infinite or right.is_infinite:
        return True if left == right and left in (sympy.oo, -sympy.oo) else None
    return proves_zero(sympy.Add(left, -right, evaluate=False), budget, positive)


def proves_constant_zero(value: Any, budget: Budget) -> bool | None:
    """``proves_zero`` for a closed constant: algebraic numbers are decided by their separation bound."""
    return proves_zero(value, budget)


def _in_a_field(value: Any, budget: Budget, positive: Sequence[Any]) -> bool | None:
    divisors: dict[Any, int] = {}
    for _ in range(_MOST_READINGS):
        field = Field(budget, divisors)
        try:
            for each in positive:
                known = canonical(read(each, field), field)
                if known.below.is_constant() and not known.is_zero:
                    scaled = known.above / abs(known.above.leading_coefficient())
                    field.positive_keys.add(field.key(field.polynomial(scaled)))
            found = reduced(read(value, field), field)
        except TooHardError:
            return None
        if found.is_zero:
            return True
        if not field.stale:
            break
    if all(each.kind == "symbol" and each.real and not each.expression.is_integer for each in field.generators):
        return False
    return None


def _all(results: Any) -> bool | None:
    found = list(results)
    if False in found:
        return False
    return None if None in found else True


def _shape(value: Any) -> Any:
    return value.shape if isinstance(value, sympy.MatrixBase) else len(value)
