"""Every question that is put to a topic.  Docstrings only; see docs/topics.md for how to answer them.

Arguments may be left out of an implementation, as always with pluggy.  Each topic is asked on its own, so that one that
raises loses only its own answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pluggy

from worksheet_server.syntax.tree import Expression
from worksheet_server.values.answers import Evidence, Explanation, Rule
from worksheet_server.values.budget import Budget
from worksheet_server.values.claims import Claim
from worksheet_server.values.manifest import DiagnosticEntry
from worksheet_server.values.scope import Function, Scope

hookspec = pluggy.HookspecMarker("worksheet_server")
hookimpl = pluggy.HookimplMarker("worksheet_server")


@hookspec
def register_functions(register: Callable[[Function], None]) -> None:
    """At start: call ``register`` with each function that the topic adds.

    Two topics that claim one name are an error at start, and the later one is disabled.
    """


@hookspec
def register_rules(register: Callable[[Rule], None]) -> None:
    """At start: call ``register`` with each rule that the topic's explanations cite; a step may cite no other."""


@hookspec
def register_diagnostics(register: Callable[[DiagnosticEntry], None]) -> None:
    """At start: call ``register`` with each kind of diagnostic that the topic's checks produce."""


@hookspec(firstresult=True)
def evaluate_exactly(expression: Expression, scope: Scope, budget: Budget) -> Any:
    """The exact value of a shape that no function owns (``f'(x)``, ``d/dx …``), as a SymPy object; ``None`` to pass."""


@hookspec
def enclose(expression: Expression, scope: Scope, budget: Budget, field: Any) -> Any:
    """The value of a shape that no function owns in the arithmetic of ``field``; ``None`` to pass.

    The route must be independent of ``evaluate_exactly``.
    """


@hookspec
def gather_evidence(claim: Claim, scope: Scope, budget: Budget) -> Evidence | None:
    """One argument for or against a claim; ``None`` where the topic has nothing to say.

    ``PROVED`` only for a proof: an identity that the topic's own check establishes, with every condition of it checked.
    """


@hookspec(firstresult=True)
def explain(expression: Expression, answer: Expression, scope: Scope, budget: Budget) -> Explanation | None:
    """The steps from ``expression`` to ``answer``; only called when somebody asks."""


@hookspec
def suggest_fixes(diagnostic: Any, line: str, scope: Scope) -> Any:
    """Fixes for one of the topic's own diagnostics, as a tuple of ``Fix``."""


@hookspec(firstresult=True)
def draw(statement: Any, scope: Scope, budget: Budget) -> str | None:
    """A picture for a statement as SVG text; ``None`` to pass."""
