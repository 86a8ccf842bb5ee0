"""What is shown of an answer: its exact form as people write it, its number, the rules behind it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction

from worksheet_server.kernel.answering import Answering, is_question
from worksheet_server.kernel.asked import Asked
from worksheet_server.kernel.enclosing import enclose
from worksheet_server.kernel.topics import Topics
from worksheet_server.syntax.binding import free_names
from worksheet_server.syntax.tree import Binary, Expression, Number, Unary
from worksheet_server.values.answers import Answer, Explanation, Result, Rule
from worksheet_server.values.budget import Budget, OutOfTime
from worksheet_server.values.scope import Scope

_LONGEST_DECIMAL = 15


def first_answer(asked: Asked, answering: Answering) -> Answer | None:
    """The exact form and its number, as soon as the exact route has them; ``None`` for a claim."""
    if not asked.answers:
        return None
    exact = None if asked.number_only else answering.answer(asked.first)
    if exact is not None and asked.decimal:
        exact = as_decimal(exact)
    shown = exact if exact is not None else asked.first
    number = None
    if not free_names(shown) and (exact is not None or asked.number_only):
        try:
            number = enclose(shown, asked.scope, answering.budget.share(0.3), max(asked.digits, 15))
        except OutOfTime:
            number = None
    return Answer(exact, number)


def as_decimal(tree: Expression) -> Expression:
    """A fraction whose decimals end soon as that decimal: what was asked in decimals is answered in decimals."""
    value = _rational(tree)
    if value is None or value.denominator == 1:
        return tree
    places = 0
    while places <= _LONGEST_DECIMAL and (value * 10**places).denominator != 1:
        places += 1
    if places > _LONGEST_DECIMAL:
        return tree
    scaled = str(abs((value * 10**places).numerator)).rjust(places + 1, "0")
    digits = Number(f"{scaled[:-places]}.{scaled[-places:]}")
    return Unary("-", digits) if value < 0 else digits


def explained_rules(
    asked: Asked, result: Result, topics: Topics, budget: Budget, answering: Answering
) -> tuple[Rule, ...]:
    """The rules that the topics cite for the questions of this line."""
    rules: dict[str, Rule] = {}
    for question, answer, scope in _explained(asked, answering):
        if budget.remaining <= 0:
            break
        try:
            found = topics.first(
                "explain", expression=question, answer=answer, scope=scope, budget=budget.share(0.3, 1.0)
            )
        except OutOfTime:
            break
        if isinstance(found, Explanation):
            rules |= {step.rule.name: step.rule for step in found.steps if step.rule in topics.rules}
    return tuple(rules.values())


def _explained(asked: Asked, answering: Answering) -> Iterator[tuple[Expression, Expression, Scope]]:
    """The questions of a line with their answers, the outermost first; of a claim, its sides."""
    for solved in reversed(answering.solved):
        if solved.answer is not None:
            yield solved.question, solved.answer, solved.scope
    if not asked.answers:
        sides = [asked.first, *(each.side for each in asked.chain.links if each.side is not None)]
        for left, right in itertools.pairwise(sides):
            for question, answer in ((left, right), (right, left)):
                if is_question(question, asked.scope):
                    yield question, answer, asked.scope


def _rational(tree: Expression) -> Fraction | None:
    match tree:
        case Number(digits) if digits.isdigit():
            return Fraction(int(digits)) if len(digits) < 40 else None
        case Unary("-", operand):
            inner = _rational(operand)
            return None if inner is None else -inner
        case Binary("/", left, right):
            top, bottom = _rational(left), _rational(right)
            return None if top is None or not bottom else top / bottom
    return None
