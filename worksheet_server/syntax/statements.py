"""The tree of a statement: what one line of a worksheet says."""

from __future__ import annotations

from dataclasses import dataclass, field

from worksheet_server.syntax.tree import Expression, Name
from worksheet_server.text.diagnostics import Diagnostic
from worksheet_server.text.span import NOWHERE, Span


@dataclass(frozen=True, slots=True)
class Link:
    """One relation of a chain and the side behind it.

    ``operator`` is one of ``= == != < <= > >= ≈ =>``.  ``side`` is ``None`` only behind a ``=>`` that asks for the
    answer to be filled in.  ``tolerance`` is what stands behind ``±``.  ``span`` covers the side (or the empty place
    behind ``=>``), ``operator_span`` the relation itself.
    """

    operator: str
    side: Expression | None
    tolerance: Expression | None = None
    span: Span = field(default=NOWHERE, compare=False)
    operator_span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Chain:
    """``first`` and the relations that follow it; each neighbouring pair is checked."""

    first: Expression
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Blank:
    """Nothing, or a comment alone."""


@dataclass(frozen=True, slots=True)
class Heading:
    """``## title``; ``level`` counts the signs."""

    level: int
    title: str


@dataclass(frozen=True, slots=True)
class Prose:
    """``> text``, shown in reports."""

    text: str


@dataclass(frozen=True, slots=True)
class Definition:
    """``name = chain`` or ``name(parameters) = chain``: binds ``name`` to ``chain.first`` from here on."""

    name: Name
    parameters: tuple[Name, ...] | None
    chain: Chain


@dataclass(frozen=True, slots=True)
class Check:
    """A question (no relation), an expected answer (the last relation is ``=>``) or a claim."""

    chain: Chain

    @property
    def kind(self) -> str:
        """``"question"``, ``"expected"`` or ``"claim"``."""
        if not self.chain.links:
            return "question"
        return "expected" if self.chain.links[-1].operator == "=>" else "claim"


@dataclass(frozen=True, slots=True)
class Assumption:
    """``assume conditions``: relations (``n in Z``, ``x > 0``, ``0 < p < 1``),
    and ``f: R -> R`` as the relation ``f : Mapping(1, 1)`` with the operator ``":"``."""

    conditions: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """``set name value``; ``value`` is ``None`` for switches such as ``set complex``."""

    name: str
    value: Expression | None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line that cannot be read.

    ``name`` is what it seems to define, so that lines below can say so.  ``partial`` is what could be read of it, with
    ``Missing`` where the rest was due: for hovers and completion, never for evaluation.
    """

    name: str | None = None
    partial: Content | None = field(default=None, compare=False)


Content = Blank | Heading | Prose | Definition | Check | Assumption | Setting | Unreadable


@dataclass(frozen=True, slots=True)
class Directive:
    """``# expect: CODE`` or ``# ignore: CODE`` behind a statement."""

    action: str
    code: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement as it was read.

    ``where`` holds this line's own definitions and conditions (relations), in order.  ``diagnostics`` are those of
    reading alone: ``syntax`` errors and ``ambiguous-reading`` hints.
    """

    content: Content
    where: tuple[Definition | Expression, ...] = ()
    comment: str | None = None
    directives: tuple[Directive, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=(), compare=False)

    @property
    def kind(self) -> str:
        """``"definition"``, ``"question"``, ``"expected"``, ``"claim"``, …, as the JSON contract names it."""
        return self.content.kind if isinstance(self.content, Check) else type(self.content).__name__.lower()
