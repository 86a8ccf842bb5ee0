"""What a handler of one kind of node is given: the scope, the budget, and the way back to the walker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from worksheet_server.syntax.tree import Expression
from worksheet_server.values.budget import Budget
from worksheet_server.values.scope import Scope


class NoClosedFormError(Exception):
    """The expression has no SymPy form that we could use; ``to_sympy`` answers ``None``."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One translation on its way down the tree."""

    scope: Scope
    budget: Budget
    walk: Callable[[Expression, Reading], Any]

    def value(self, expression: Expression) -> Any:
        """The SymPy object of ``expression`` here; raises ``NoClosedFormError``."""
        return self.walk(expression, self)

    def within(self, scope: Scope) -> Reading:
        """The same translation in another scope."""
        return replace(self, scope=scope)


def definite(value: Any) -> Any:
    """``value``, or ``NoClosedFormError`` where it is ``None``."""
    if value is None:
        raise NoClosedFormError
    return value
