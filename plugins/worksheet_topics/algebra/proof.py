"""Proofs in algebra: two forms of one expression, and solutions that are all there are."""

from __future__ import annotations

from typing import Any

import sympy

from worksheet_server.api import (
    NONE,
    Budget,
    Call,
    Claim,
    Evidence,
    Name,
    Scope,
    Verdict,
    attempt,
    bound_symbol,
    only_argument,
    proves_equal,
    proves_zero,
    to_sympy,
)
from worksheet_topics.algebra.exact import equation

FORMS = ("simplify", "expand", "factor")


def gather_evidence(claim: Claim, scope: Scope, budget: Budget) -> Evidence | None:
    """A proof that a form of an expression, or a list of solutions, is what the claim says."""
    if (
        claim.relation not in ("=", "==")
        or not isinstance(claim.left, Call)
        or not isinstance(claim.left.function, Name)
    ):
        return None
    right = to_sympy(claim.right, scope, budget)
    if right is None:
        return None
    name = claim.left.function.text
    if name in FORMS:
        argument = only_argument(claim.left)
        given = None if argument is None else to_sympy(argument, scope, budget)
        if given is not None and proves_equal(given, right, budget):
            return Evidence(Verdict.PROVED, "canonical-form", "both forms have the same canonical form")
    return _solutions(claim.left, right, scope, budget) if name == "solve" else None


def _solutions(call: Call, right: Any, scope: Scope, budget: Budget) -> Evidence | None:
    read = equation(call)
    if read is None:
        return None
    expression, name = read
    unknown = bound_symbol(name, scope)
    zero = to_sympy(expression, scope.bind({name: unknown}), budget)
    if zero is None:
        return None
    values = () if right is NONE else tuple(right) if isinstance(right, sympy.Tuple) else (right,)
    if not all(proves_zero(zero.subs(unknown, each), budget.share(0.4)) for each in values):
        return None
    count = attempt(lambda: _number_of_roots(zero, unknown, scope), budget)
    if count == len(set(values)):
        detail = f"each value satisfies the equation, and a polynomial of this kind has {count} of them (Sturm)"
        return Evidence(Verdict.PROVED, "all-roots", detail)
    if count is None and values:
        return Evidence(
            Verdict.SUPPORTED,
            "solutions-checked",
            "each value satisfies the equation; that there is no other was not proved",
        )
    return None


def _number_of_roots(zero: Any, unknown: Any, scope: Scope) -> int | None:
    """How many different roots a polynomial with rational coefficients has (Sturm's theorem).

    ``None`` for anything else.
    """
    numerator, denominator = sympy.fraction(sympy.together(zero))
    if denominator.has(unknown) or not numerator.is_polynomial(unknown):
        return None
    polynomial = sympy.Poly(numerator, unknown)
    if not polynomial.get_domain().is_QQ and not polynomial.get_domain().is_ZZ:
        return None
    squarefree = polynomial.sqf_part()
    return int(squarefree.degree()) if scope.settings.complex else int(squarefree.count_roots())
