"""An expression as a function of one variable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from worksheet_server.numerics.evaluate import Walk
from worksheet_server.numerics.field import Field
from worksheet_server.syntax.tree import Expression
from worksheet_server.values.budget import Budget
from worksheet_server.values.scope import Scope


@dataclass(frozen=True, slots=True)
class Integrand:
    """``expression`` as a function of ``variable``; the other names mean what ``scope`` says."""

    expression: Expression
    variable: str
    scope: Scope

    def at(self, x: Any, field: Field, budget: Budget) -> Any | None:
        """The value at ``x``, in the arithmetic of ``field``."""
        return Walk(budget, field).value(self.expression, self.scope.bind({self.variable: x}))
