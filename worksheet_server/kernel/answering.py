"""The exact route: each question inside a tree is put to its topic.

From the inside out, and its answer takes its place.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from worksheet_server.numerics.enclose import enclose_in_balls
from worksheet_server.symbolic.corner_points import differentiates_corner
from worksheet_server.symbolic.special import is_undefined
from worksheet_server.symbolic.to_sympy import to_sympy
from worksheet_server.symbolic.to_tree import to_tree
from worksheet_server.syntax.binding import bound_names, free_names
from worksheet_server.syntax.names import LIBRARY_FUNCTIONS
from worksheet_server.syntax.rebuild import rebuild
from worksheet_server.syntax.tree import (
    Approach,
    At,
    Binary,
    Call,
    Derivative,
    Expression,
    Name,
    Option,
    Prime,
    Range,
    Relation,
    Unary,
    walk,
)
from worksheet_server.values.budget import Budget, OutOfTime
from worksheet_server.values.scope import Scope

NO_VALUE = frozenset({"dne", "diverges"})
_EXHAUSTED = 1.0
"""With fewer seconds left an answer that did not come was stopped by the limit."""


@dataclass(frozen=True, slots=True)
class Solved:
    """A question inside a line, its own inner questions already answered, with its answer.

    ``answer`` is ``None`` where no closed form was found.  ``scope`` knows what may be assumed of the names that are
    bound around it.
    """

    question: Expression
    answer: Expression | None
    scope: Scope


@dataclass(slots=True)
class Answering:
    """The answers found on the way, innermost first, and whether time ran out on one of them."""

    scope: Scope
    budget: Budget
    solved: list[Solved] = field(default_factory=list)
    out_of_time: bool = False
    undefined: bool = False

    def answer(self, tree: Expression) -> Expression | None:
        """The exact value of an unfolded tree in canonical form, or ``None`` where no closed form is known."""
        solved = self._solve(tree, self.scope)
        return None if solved is None else self._exact(solved, self.scope)

    def _solve(self, node: Any, scope: Scope) -> Any:
        """``node`` with every question in it answered; ``None`` where one has no closed form."""
        if is_question(node, scope):
            return self._ask(node, scope)
        if isinstance(node, At):
            return self._substitute(node, scope)
        failed = False

        def solve(part: Any) -> Any:
            nonlocal failed
            value = self._solve(part, scope)
            failed = failed or value is None
            return part if value is None else value

        rebuilt = rebuild(node, solve, keep_names=True)
        return None if failed else rebuilt

    def _ask(self, node: Any, scope: Scope) -> Any:
        inner = inside(node, scope)

        def prepare(part: Any) -> Any:
            return self._prepare(part, inner)

        question = rebuild(node, prepare, keep_names=True)
        answer = self._exact(question, scope)
        self.solved.append(Solved(question, answer, scope))
        return answer

    def _prepare(self, part: Any, scope: Scope) -> Any:
        if isinstance(part, Range | Approach | Option):
            return rebuild(part, lambda each: self._prepare(each, scope), keep_names=True)
        answered = self._solve(part, scope)
        return part if answered is None else answered

    def _substitute(self, node: At, scope: Scope) -> Any:
        bindings: tuple[Any, ...] = tuple(self._prepare(each, scope) for each in node.bindings)
        if self._may_meet_corner(node.expression, bindings, scope):
            # The derivative of |x| is sign(x) but at 0, where sign has a value and |x| no derivative.
            question = At(node.expression, bindings, node.span)
            answer = self._exact(question, scope)
            self.solved.append(Solved(question, answer, scope))
            return answer
        if any(self._has_gap(body, bindings, scope) for body in _differentiated(node.expression)):
            # x²/x has no value at 0, and so no derivative there, whatever the formula of its derivative says.
            return None
        inner = self._solve(node.expression, scope)
        return None if inner is None else At(inner, bindings, node.span)

    def _has_gap(self, body: Any, bindings: tuple[Any, ...], scope: Scope) -> bool:
        """Whether a function of numbers has no value that arithmetic can give at these places."""
        there = At(body, bindings)
        if free_names(there) or has_question(body, scope) or any(isinstance(each, Range) for each in bindings):
            return False
        if any(isinstance(each, Call) and not _is_library(each) for each in walk(body)):
            return False
        return enclose_in_balls(there, scope, self.budget.share(0.2, 1.0), 8) is None

    def _may_meet_corner(self, tree: Expression, bindings: tuple[Any, ...], scope: Scope) -> bool:
        """Whether something that is differentiated in ``tree`` may have a corner or a jump at these numbers."""
        bodies = _differentiated(tree)
        if not bodies:
            return False
        try:
            with self.budget.enforce():
                return any(differentiates_corner(body, bindings, scope, self.budget) for body in bodies)
        except OutOfTime:
            return True

    def _exact(self, tree: Expression, scope: Scope) -> Expression | None:
        try:
            with self.budget.enforce():
                value = to_sympy(tree, scope, self.budget)
                if value is None and scope.evaluate_shape is not None:
                    value = scope.evaluate_shape(expression=tree, scope=scope, budget=self.budget)
                self.undefined = self.undefined or (value is not None and is_undefined(value))
                # A method that ran into its own limit answers None, and leaves little time.
                self.out_of_time = self.out_of_time or (value is None and self.budget.remaining < _EXHAUSTED)
                return None if value is None else constant_last(to_tree(value))
        except OutOfTime:
            self.out_of_time = True
            return None


def _differentiated(tree: Expression) -> list[Any]:
    """Everything that is differentiated in a tree."""
    bodies: list[Any] = [each.body for each in walk(tree) if isinstance(each, Derivative)]
    return bodies + [
        each.arguments[0] for each in walk(tree) if isinstance(each, Call) and each.function == Name("diff")
    ]


def _is_library(call: Call) -> bool:
    return isinstance(call.function, Name) and call.function.text in LIBRARY_FUNCTIONS


def constant_last(tree: Expression | None) -> Expression | None:
    """``F + C`` with the constant of integration at its end, where people write it."""
    if not (isinstance(tree, Binary) and tree.operator in ("+", "-")):
        return tree
    terms: list[tuple[str, Expression]] = []
    here: Expression = tree
    while isinstance(here, Binary) and here.operator in ("+", "-"):
        terms.append((here.operator, here.right))
        here = here.left
    terms = [("+", here), *reversed(terms)]
    if ("+", Name("C")) not in terms[:-1]:
        return tree
    terms.remove(("+", Name("C")))
    (sign, result), *others = terms
    result = Unary("-", result) if sign == "-" else result
    for operator, term in others:
        result = Binary(operator, result, term)
    return Binary("+", result, Name("C"))


def is_question(node: Any, scope: Scope) -> bool:
    """Whether a topic owns this node: a sum, an integral, a derivative …"""
    if isinstance(node, Derivative | Prime):
        return True
    if not isinstance(node, Call):
        return False
    if isinstance(node.function, Prime) or node.function == Name("diff"):
        return True
    function = scope.functions.get(node.function.text) if isinstance(node.function, Name) else None
    return function is not None and function.exact is not None


def has_question(tree: Expression, scope: Scope) -> bool:
    """Whether anything in the tree must be put to a topic."""
    return any(is_question(node, scope) for node in walk(tree))


def inside(node: Any, scope: Scope) -> Scope:
    """The scope in which a call's body is to be read.

    Bound names carry what their ranges say, and no assumption made outside.
    """
    names = bound_names(node) if isinstance(node, Call) else ()
    if not names or node.function == Name("diff"):
        return scope
    kept = tuple(
        each
        for each in scope.assumptions
        if not any(isinstance(part, Name) and part.text in names for part in walk(each))
    )
    conditions: list[Expression] = []
    counted = node.function in (Name("sum"), Name("prod"))
    for each in node.arguments:
        if isinstance(each, Range):
            if counted:
                conditions.append(Relation(("in",), (each.name, Name("Z"))))
            for operator, limit in ((">=", each.lower), ("<=", each.upper)):
                if not any(isinstance(part, Name) and part.text == "oo" for part in walk(limit)):
                    conditions.append(Relation((operator,), (each.name, limit)))
    return replace(scope, assumptions=kept + tuple(conditions))
