"""SymPy's algorithms: its textbook rules, the parallel Risch heuristic, and the rest of ``integrate``.

M. Bronstein, pmint (the Poor Man's Integrator), for ``heurisch``; Symbolic Integration I for the Risch algorithm.
"""

from __future__ import annotations

from typing import Any

import sympy
from sympy.integrals.heurisch import heurisch
from sympy.integrals.manualintegrate import manualintegrate
from sympy.integrals.risch import NonElementaryIntegral, risch_integrate

from worksheet_server.api import attempt, closed_form
from worksheet_topics.integrals.methods.search import Search


def by_textbook_rules(integrand: Any, variable: Any, search: Search) -> Any:
    """SymPy's ``manualintegrate``."""
    return closed_form(attempt(lambda: manualintegrate(integrand, variable), search.budget.share(0.3, 0.8)))


def by_parallel_risch(integrand: Any, variable: Any, search: Search) -> Any:
    """SymPy's ``heurisch``."""
    return closed_form(attempt(lambda: heurisch(integrand, variable), search.budget.share(0.4, 2.0)))


def by_risch(integrand: Any, variable: Any, search: Search) -> Any:
    """SymPy's ``risch_integrate``, for exponentials and logarithms."""
    found = attempt(lambda: risch_integrate(integrand, variable), search.budget.share(0.4, 2.0))
    return None if isinstance(found, NonElementaryIntegral) else closed_form(found)


def by_everything(integrand: Any, variable: Any, search: Search) -> Any:
    """SymPy's ``integrate``."""
    return closed_form(attempt(lambda: sympy.integrate(integrand, variable), search.budget.share(0.9)))
