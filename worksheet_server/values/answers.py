"""Answers, numbers with their rigour, verdicts, evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from worksheet_server.syntax.tree import Expression
from worksheet_server.text.diagnostics import Diagnostic
from worksheet_server.text.span import NOWHERE, Span


class Rigor(StrEnum):
    """Whether a radius is a bound or a guess."""

    PROVED = "proved"
    ESTIMATED = "estimated"


class Verdict(StrEnum):
    """How sure we are; see docs/language.md, "Answers and verdicts"."""

    PROVED = "proved"
    SUPPORTED = "supported"
    UNDECIDED = "undecided"
    REFUTED = "refuted"

    @property
    def glyph(self) -> str:
        """The sign shown beside a line."""
        return {"proved": "✓", "supported": "≈✓", "undecided": "?", "refuted": "✗"}[self.value]


_WEAKNESS = (Verdict.PROVED, Verdict.SUPPORTED, Verdict.UNDECIDED, Verdict.REFUTED)


def weakest(*verdicts: Verdict) -> Verdict:
    """The verdict of a whole: one refuted part makes it refuted, else the least sure part counts."""
    return max(verdicts, key=_WEAKNESS.index)


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A real number ``midpoint ± radius``, both decimal strings.

    With ``rigor`` proved the true value lies within the radius; estimated says that it should.  ``midpoint`` may be
    ``"oo"`` or ``"-oo"``.
    """

    midpoint: str
    radius: str
    rigor: Rigor
    method: str = ""


@dataclass(frozen=True, slots=True)
class ComplexEnclosure:
    """A complex number by its parts."""

    re: Enclosure
    im: Enclosure


Value = Enclosure | ComplexEnclosure | tuple["Value", ...]
"""A number, a complex number, or a vector (matrix) of them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a side of a line is worth: its exact form (a tree in canonical spelling) and its number, where known.

    ``dne`` and ``diverges`` are the names of those spellings in ``exact``.
    """

    exact: Expression | None = None
    number: Value | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One argument for or against what a line shows.

    ``method`` is a stable kebab-case name (``acb-integral``, ``identity-of-derivative``, ``sympy`` …), ``detail`` a
    sentence for the hover, ``value`` the number that the method found.
    """

    verdict: Verdict
    method: str
    detail: str = ""
    value: Value | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that a derivation cites.

    Its name, its statement in Unicode mathematics, and why it holds, for a learner.
    """

    name: str
    statement: str
    why: str


@dataclass(frozen=True, slots=True)
class Step:
    """One application of a rule: ``before`` becomes ``after``; ``substeps`` derive its parts."""

    rule: Rule
    before: Expression
    after: Expression
    substeps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """The steps from question to answer; ``complete`` when every leaf cites a rule and every step passed its check."""

    steps: tuple[Step, ...]
    complete: bool = False


@dataclass(frozen=True, slots=True)
class LinkResult:
    """The verdict on one relation of the chain, with the span of its right side and what shows it."""

    verdict: Verdict
    span: Span = NOWHERE
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """Everything the kernel says about one statement.

    ``verdict`` is the line's own, ``None`` for a line that asks nothing (a definition without a relation).
    ``settled`` is the verdict on the answer alone, also where ``verdict`` is ``None``: a definition's constant value
    may stand for its text further down only when it is proved.  ``pending`` marks a first part, whose verdict is
    still to come. ``note`` is the short reason shown in an inlay beside a refuted line (``n=2: 5 ≠ 6``).
    """

    answer: Answer | None = None
    verdict: Verdict | None = None
    settled: Verdict | None = None
    evidence: tuple[Evidence, ...] = ()
    links: tuple[LinkResult, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    rules: tuple[Rule, ...] = ()
    explanation: Explanation | None = None
    note: str = ""
    seconds: float = 0.0
    pending: bool = False
