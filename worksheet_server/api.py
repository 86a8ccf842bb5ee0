"""All that a topic may import: the language's tree, the values that travel, and the tools of both routes.

Everything here is stable within a minor version.  docs/topics.md shows how the parts play together.
"""

from __future__ import annotations

from worksheet_server.hookspecs import hookimpl
from worksheet_server.numerics.balls import Balls
from worksheet_server.numerics.continuity import is_holomorphic_along
from worksheet_server.numerics.definite import definite_integral, integral_end
from worksheet_server.numerics.divergence import integral_diverges
from worksheet_server.numerics.evaluate import evaluate
from worksheet_server.numerics.field import Field
from worksheet_server.numerics.limits import Limit, enclose_limit
from worksheet_server.numerics.series import series_diverges
from worksheet_server.numerics.sums import product_value, sum_value
from worksheet_server.symbolic.differentiate import differentiate
from worksheet_server.symbolic.limits import proved_limit, same_limit
from worksheet_server.symbolic.proposals import attempt, closed_form, counted, exact_rational, written_terms
from worksheet_server.symbolic.smoothness import is_analytic_at, is_analytic_on, is_nonzero
from worksheet_server.symbolic.special import DIVERGES, DNE, NONE, is_special
from worksheet_server.symbolic.symbols import bound_symbol, conditions
from worksheet_server.symbolic.to_sympy import to_sympy
from worksheet_server.symbolic.to_tree import to_tree
from worksheet_server.symbolic.zero import proves_equal, proves_zero
from worksheet_server.syntax.binding import bound_names, free_names
from worksheet_server.syntax.printer import show
from worksheet_server.syntax.rebuild import rebuild
from worksheet_server.syntax.shapes import in_variable, is_call_of, only_argument, over_range, with_approach
from worksheet_server.syntax.tree import (
    Approach,
    At,
    Binary,
    Call,
    Cases,
    Derivative,
    Expression,
    Index,
    Matrix,
    Name,
    Number,
    Option,
    Prime,
    Range,
    Relation,
    Unary,
    Vector,
    walk,
)
from worksheet_server.values.answers import (
    ComplexEnclosure,
    Enclosure,
    Evidence,
    Explanation,
    Rigor,
    Rule,
    Step,
    Verdict,
)
from worksheet_server.values.budget import Budget, OutOfTime
from worksheet_server.values.claims import Claim
from worksheet_server.values.scope import Function, Scope

__all__ = [
    "DIVERGES",
    "DNE",
    "NONE",
    "Approach",
    "At",
    "Balls",
    "Binary",
    "Budget",
    "Call",
    "Cases",
    "Claim",
    "ComplexEnclosure",
    "Derivative",
    "Enclosure",
    "Evidence",
    "Explanation",
    "Expression",
    "Field",
    "Function",
    "Index",
    "Limit",
    "Matrix",
    "Name",
    "Number",
    "Option",
    "OutOfTime",
    "Prime",
    "Range",
    "Relation",
    "Rigor",
    "Rule",
    "Scope",
    "Step",
    "Unary",
    "Vector",
    "Verdict",
    "attempt",
    "bound_names",
    "bound_symbol",
    "closed_form",
    "conditions",
    "counted",
    "definite_integral",
    "differentiate",
    "enclose_limit",
    "evaluate",
    "exact_rational",
    "free_names",
    "hookimpl",
    "in_variable",
    "integral_diverges",
    "integral_end",
    "is_analytic_at",
    "is_analytic_on",
    "is_call_of",
    "is_holomorphic_along",
    "is_nonzero",
    "is_special",
    "only_argument",
    "over_range",
    "product_value",
    "proved_limit",
    "proves_equal",
    "proves_zero",
    "rebuild",
    "same_limit",
    "series_diverges",
    "show",
    "sum_value",
    "to_sympy",
    "to_tree",
    "walk",
    "with_approach",
    "written_terms",
]
