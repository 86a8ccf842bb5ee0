"""What a request asks, with all definitions written out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from worksheet_server.kernel.topics import Topics
from worksheet_server.symbolic.unfold import unfold
from worksheet_server.syntax.binding import free_names
from worksheet_server.syntax.statements import Chain, Check, Definition, Link
from worksheet_server.syntax.tree import Binary, Call, Expression, Name, Number, Range, Relation, walk
from worksheet_server.text.span import NOWHERE, Span
from worksheet_server.values.requests import Request
from worksheet_server.values.scope import Scope

MOST_DIGITS = 10_000
"""More digits than these are not computed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The sides of a line without names to look up, and what is wanted of the first one.

    ``chain`` is unfolded, ``read`` is the chain as it was written, for spans.  ``answers``: an answer to the first
    side is wanted (not for a claim, whose sides are compared).  ``number_only``: ``N(x, digits)``.  ``decimal``: a
    decimal was written, and a decimal is wanted.
    """

    chain: Chain
    read: Chain
    scope: Scope
    answers: bool
    digits: int
    number_only: bool
    decimal: bool
    span: Span

    @property
    def first(self) -> Expression:
        """The side that is answered."""
        return self.chain.first


def ask(request: Request, topics: Topics) -> Asked:
    """The unfolded question of a request about a check or a definition.  Raises ``TooLarge``."""
    statement = request.statement
    content = statement.content
    assert isinstance(content, Check | Definition)
    own = tuple(each for each in statement.where if isinstance(each, Definition))
    conditions = tuple(each for each in statement.where if not isinstance(each, Definition))
    scope = Scope(request.scope + own, request.assumptions + conditions, request.settings, topics.functions)
    if isinstance(content, Definition) and content.parameters:
        scope = scope.keep({each.text: each for each in content.parameters})
    read = content.chain
    assumptions = tuple(unfold(each, scope) for each in scope.assumptions)
    first = unfold(read.first, scope)
    links = tuple(replace(each, side=None if each.side is None else unfold(each.side, scope)) for each in read.links)
    digits, number_only = request.settings.digits, False
    if isinstance(first, Call) and first.function == Name("N") and first.arguments:
        number_only, digits, first = True, _digits(first, digits), first.arguments[0]  # type: ignore[assignment]
    plain = Scope(
        (),
        assumptions,
        request.settings,
        topics.functions,
        evaluate_shape=partial(topics.first, "evaluate_exactly"),
        enclose_shape=partial(topics.first, "enclose"),
    )
    sides = (first, *(each.side for each in links if each.side is not None))
    plain = plain.assume(*(condition for side in sides for condition in implied(side)))
    return Asked(
        chain=Chain(first, links),
        read=read,
        scope=plain,
        answers=isinstance(content, Definition) or content.kind != "claim",
        digits=digits,
        number_only=number_only,
        decimal=any(isinstance(each, Number) and each.is_decimal for each in walk(first)),
        span=_span(read),
    )


def implied(tree: Expression) -> tuple[Expression, ...]:
    """What the ranges of sums and products say of free names: ``n`` in ``i=a..n`` is an integer, at least ``a − 1``."""
    found: list[Expression] = []
    free = set(free_names(tree))
    for node in walk(tree):
        if not isinstance(node, Call) or node.function not in (Name("sum"), Name("prod")):
            continue
        for each in node.arguments:
            if isinstance(each, Range) and isinstance(each.upper, Name) and each.upper.text in free:
                found.append(Relation(("in",), (each.upper, Name("Z"))))
                below = Number("0") if each.lower == Number("1") else Binary("-", each.lower, Number("1"))
                found.append(Relation((">=",), (each.upper, below)))
    return tuple(dict.fromkeys(found))


def side_span(link: Link) -> Span:
    """Where the right side of a relation stands."""
    return link.span


def _digits(call: Call, otherwise: int) -> int:
    wanted = call.arguments[1] if len(call.arguments) > 1 else None
    if isinstance(wanted, Number) and wanted.digits.isdigit():
        return max(1, min(int(wanted.digits), MOST_DIGITS))
    return max(otherwise, 15)


def _span(chain: Chain) -> Span:
    span = chain.first.span
    return span if span != NOWHERE else Span(0, 1)
