"""What names mean where an expression is evaluated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from worksheet_server.syntax.statements import Definition
from worksheet_server.syntax.tree import Expression
from worksheet_server.values.requests import Settings


@dataclass(frozen=True, slots=True)
class Function:
    """A function that a topic adds to the language.

    ``exact(call, scope, budget)`` returns a SymPy object, or ``None`` where it knows no closed form. ``numeric(call,
    scope, budget, field)`` returns a value of ``field`` (see ``worksheet_server.numerics.field``), or ``None``; it
    must not use the exact route.  ``alternatives(call, scope, budget)`` iterates over further SymPy objects that
    may be the value, for when the referee refutes what ``exact`` returned.
    """

    name: str
    signature: str
    summary: str
    example: str
    exact: Callable[..., Any] | None = None
    numeric: Callable[..., Any] | None = None
    topic: str = ""
    alternatives: Callable[..., Any] | None = None


@dataclass(frozen=True, slots=True)
class Defined:
    """What a name was found to be: a definition, and the scope in which its body is to be read."""

    definition: Definition
    scope: Scope


@dataclass(frozen=True, slots=True)
class Bound:
    """What a name was found to be: a value of the arithmetic that is evaluating (a symbol, a ball, a float)."""

    value: Any


@dataclass(frozen=True, slots=True)
class Scope:
    """The definitions, assumptions, settings and functions in force, and the names bound on the way down.

    A name means, in this order: what it is bound to here (``local``); the nearest of the visible ``definitions``;
    what it means to the ``caller``, which is the place where a definition's body is being used; otherwise it is free.
    ``evaluate_shape`` and ``enclose_shape`` put a shape that nothing here knows to the topics (hooks
    ``evaluate_exactly``, ``enclose``). A definition never sees itself, nor those that are being unfolded around it
    (``unfolding``, by position).

    ``kept`` names are bound before all others, through definitions too: ``dy/du`` keeps ``u`` a variable inside
    ``y``.
    """

    definitions: tuple[Definition, ...] = ()
    assumptions: tuple[Expression, ...] = ()
    settings: Settings = Settings()
    functions: Mapping[str, Function] = field(default_factory=dict, compare=False)
    evaluate_shape: Callable[..., Any] | None = field(default=None, compare=False, repr=False)
    enclose_shape: Callable[..., Any] | None = field(default=None, compare=False, repr=False)
    local: Mapping[str, Any] = field(default_factory=dict, compare=False)
    kept: Mapping[str, Any] = field(default_factory=dict, compare=False)
    unfolding: frozenset[int] = field(default=frozenset(), compare=False)
    caller: Scope | None = field(default=None, compare=False, repr=False)

    def bind(self, values: Mapping[str, Any]) -> Scope:
        """This scope with names bound, as by ``i=1..n`` or a function's parameters."""
        kept = {name: value for name, value in self.kept.items() if name not in values}
        return replace(self, local={**self.local, **values}, kept=kept)

    def keep(self, values: Mapping[str, Any]) -> Scope:
        """This scope with names bound even inside the definitions that it uses."""
        return replace(self, kept={**self.kept, **values})

    def assume(self, *conditions: Expression) -> Scope:
        """This scope with further assumptions."""
        return replace(self, assumptions=self.assumptions + conditions)

    def lookup(self, name: str) -> Defined | Bound | None:
        """What ``name`` means here; ``None`` where it is free (or a function of the library)."""
        if name in self.kept:
            return Bound(self.kept[name])
        here: Scope | None = self
        while here is not None:
            if name in here.local:
                return Bound(here.local[name])
            for index in range(len(here.definitions) - 1, -1, -1):
                if here.definitions[index].name.text == name and index not in self.unfolding:
                    return Defined(here.definitions[index], self._inside(here.definitions, index))
            here = here.caller
        return None

    def _inside(self, definitions: tuple[Definition, ...], index: int) -> Scope:
        return replace(self, definitions=definitions[:index], local={}, unfolding=self.unfolding | {index}, caller=self)
