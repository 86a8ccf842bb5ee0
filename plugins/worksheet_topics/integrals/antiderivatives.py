"""Antiderivatives: what the methods propose, and how well each proposal stands up to differentiation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy

from worksheet_server.api import Budget, OutOfTime, attempt, proves_zero, to_tree
from worksheet_topics.integrals.methods.absolute import by_signs
from worksheet_topics.integrals.methods.circular import by_circular, by_hyperbolic
from worksheet_topics.integrals.methods.exponential import by_exponential
from worksheet_topics.integrals.methods.inverse import by_inverse_function
from worksheet_topics.integrals.methods.linearity import power_rule, term_by_term
from worksheet_topics.integrals.methods.parts import by_parts, without_absolute
from worksheet_topics.integrals.methods.quadratic_root import by_quadratic_root
from worksheet_topics.integrals.methods.radicals import by_root
from worksheet_topics.integrals.methods.rational import integrate_rational
from worksheet_topics.integrals.methods.rewriting import rewrite
from worksheet_topics.integrals.methods.search import Method, Search
from worksheet_topics.integrals.methods.substitution import by_substitution
from worksheet_topics.integrals.methods.tabular import by_repeated_parts
from worksheet_topics.integrals.methods.textbook import (
    by_everything,
    by_parallel_risch,
    by_risch,
    by_textbook_rules,
)
from worksheet_topics.integrals.sampling import agrees


def _rational(integrand: Any, variable: Any, search: Search) -> Any:
    return integrate_rational(integrand, variable)


OWN: tuple[Method, ...] = (
    power_rule,
    _rational,
    by_repeated_parts,
    rewrite,
    by_signs,
    by_circular,
    by_hyperbolic,
    by_exponential,
    by_quadratic_root,
    by_root,
    by_substitution,
    by_parts,
    by_inverse_function,
    term_by_term,
)
"""The methods that are tried inside each other, in this order."""

STAGES: tuple[tuple[tuple[Method, ...], float, float], ...] = (
    ((power_rule, _rational, by_repeated_parts), 0.9, 3.0),
    ((by_textbook_rules,), 0.5, 1.5),
    ((*OWN, by_textbook_rules), 0.6, 4.0),
    ((by_risch,), 0.4, 2.0),
    ((by_parallel_risch,), 0.4, 2.0),
    ((by_everything,), 0.9, 10.0),
)
"""Methods with the share and the seconds that they get, in order of cost."""

QUICK = 3
"""So many stages are worth their time where a definite integral may be had without an antiderivative."""


def antiderivatives(integrand: Any, variable: Any, budget: Budget, stages: int = len(STAGES)) -> Iterator[Any]:
    """Proposals that survived a look at numbers, those by cheaper methods first; real where the integrand is.

    ``stages`` limits how far it goes in ``STAGES``.
    """
    if not integrand.has(variable):
        yield integrand * variable
        return
    seen = set()
    untried = []
    for methods, share, most in STAGES[:stages]:
        limited = budget.share(share, most)
        search = Search(methods, limited)
        try:
            found = attempt(lambda search=search: search.antiderivative(integrand, variable), limited)  # type: ignore[misc]
        except OutOfTime:
            found = None
        if found is None:
            continue
        found = on_real_intervals(found, variable)
        if to_tree(found) is None:
            continue
        if found in seen:
            continue
        seen.add(found)
        confirmed = agrees(derivative(found, variable), integrand, budget.share(0.3, 1.0))
        if confirmed:
            yield found
        elif confirmed is None:
            untried.append(found)
    yield from untried


def antiderivative(integrand: Any, variable: Any, budget: Budget) -> Any:
    """An antiderivative, preferably one whose derivative is proved to be the integrand.

    ``None`` where none was found.
    """
    unproved = None
    for found in antiderivatives(integrand, variable, budget.share(0.9)):
        if is_proved(found, integrand, variable, budget):
            return found
        unproved = found if unproved is None else unproved
        if not found.has(sympy.I):
            break
    return unproved


def is_proved(found: Any, integrand: Any, variable: Any, budget: Budget) -> bool:
    """Whether our own zero test shows that the derivative is the integrand."""
    limited = budget.share(0.3, 2.0)
    difference = derivative(found, variable) - integrand
    return attempt(lambda: proves_zero(difference, limited), limited) is True


def derivative(found: Any, variable: Any) -> Any:
    """The derivative, with ``ln|u|`` as ``ln u``; a sign counts as a constant."""
    written = without_absolute(found)
    signs = {each: sympy.Dummy("s", real=True) for each in written.atoms(sympy.sign) if each.has(variable)}
    written = sympy.diff(written.xreplace(signs), variable)
    return written.xreplace({symbol: each for each, symbol in signs.items()})


def on_real_intervals(found: Any, variable: Any) -> Any:
    """``ln(u)`` as ``ln|u|`` where ``u`` may be negative: the same derivative, on every interval of the domain.

    Only logarithms that stand as terms with constant factors are changed.
    """
    terms = []
    for term in sympy.Add.make_args(found):
        factor, rest = term.as_independent(variable, as_Add=False)
        if isinstance(rest, sympy.log) and rest.args[0].is_real and not rest.args[0].is_nonnegative:
            rest = sympy.log(sympy.Abs(rest.args[0]))
        terms.append(factor * rest)
    return sympy.Add(*terms)
