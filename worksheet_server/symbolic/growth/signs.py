"""Signs of constants, decided or refused."""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.symbolic.smoothness import is_positive
from worksheet_server.symbolic.zero import proves_zero
from worksheet_server.values.budget import Budget, OutOfTime


class UndecidedError(Exception):
    """A sign or a behavior that the method cannot decide; nothing is claimed then."""


def constant_sign(value: Any, budget: Budget) -> int:
    """-1, 0 or 1 for a value without the variable; raises ``UndecidedError``."""
    if isinstance(value, sympy.Rational):
        return (value.p > 0) - (value.p < 0)
    if value.is_zero:
        return 0
    if value.is_positive or is_positive(value):
        return 1
    if value.is_negative or is_positive(-value):
        return -1
    if is_zero(value, budget):
        return 0
    raise UndecidedError


def is_zero(value: Any, budget: Budget) -> bool:
    """Whether a value is proved to vanish identically."""
    if isinstance(value, sympy.Rational):
        return bool(value == 0)
    if value.is_zero:
        return True
    if value.is_positive or value.is_negative:
        return False
    try:
        return proves_zero(value, budget.share(0.3, 1.0)) is True
    except OutOfTime:
        # Only this question took too long; where all of the time is gone, the check says so.
        budget.check()
        return False
