"""The search for an antiderivative: methods in order of cost, each of which may ask for simpler ones.

The order follows the heuristics of R. Moses' SIN and of Maxima's ``integrate``: rational functions by an algorithm,
everything else by substitutions that lead to them, by parts, and by textbook rules.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import sympy
from sympy.polys.polyerrors import BasePolynomialError

from worksheet_server.api import Budget, OutOfTime, attempt

_DEEPEST = 7
_MOST_QUESTIONS = 160

Method = Callable[[Any, Any, "Search"], Any]


@dataclass(slots=True)
class Search:
    """One search: what is being looked for on the way down, and what was found or given up."""

    methods: tuple[Method, ...]
    budget: Budget
    depth: int = 0
    known: dict[Any, Any] = field(default_factory=dict)

    def antiderivative(self, integrand: Any, variable: Any) -> Any:
        """An antiderivative proposed by the first method that finds one; ``None`` where none does."""
        self.budget.check()
        if not integrand.has(variable):
            return integrand * variable
        constant, rest = integrand.as_independent(variable, as_Add=False)
        if constant != 1:
            found = self.antiderivative(rest, variable)
            return None if found is None else constant * found
        key = integrand.xreplace({variable: _PLACE[bool(variable.is_positive)]})
        if key in self.known or self.depth > _DEEPEST or len(self.known) > _MOST_QUESTIONS:
            found = self.known.get(key)
            return None if found is None else found.xreplace({_PLACE[bool(variable.is_positive)]: variable})
        # A question that comes up again below itself is not answered there.
        self.known[key] = None
        self.depth += 1
        found = None
        try:
            found = next((each for each in self._proposals(integrand, variable) if each is not None), None)
        finally:
            self.depth -= 1
        self.known[key] = None if found is None else found.xreplace({variable: _PLACE[bool(variable.is_positive)]})
        return found

    def _proposals(self, integrand: Any, variable: Any) -> Any:
        for method in self.methods:
            yield self.apply(method, integrand, variable)

    def apply(self, method: Method, integrand: Any, variable: Any) -> Any:
        """What one method proposes; a method that fails on a shape it did not expect proposes nothing."""
        try:
            found = attempt(lambda: method(integrand, variable, self), self.budget)
        except (BasePolynomialError, RecursionError):
            return None
        if self.budget.remaining <= 0:
            raise OutOfTime
        bad = (sympy.Integral, sympy.nan, sympy.zoo, sympy.oo, sympy.I, sympy.RootSum)
        return None if found is None or found.has(*bad) else found


_PLACE = {False: sympy.Dummy("v", real=True), True: sympy.Dummy("w", positive=True)}


def substituted(search: Search, integrand: Any, new: Any, back: Any) -> Any:
    """The antiderivative in the new variable, with ``back`` put in its place."""
    found = search.antiderivative(integrand, new)
    return None if found is None else found.subs(new, back)
