"""What the referee found on one question: a verdict with its evidence, and what else a person should be told."""

from __future__ import annotations

from dataclasses import dataclass, field

from worksheet_server.text.diagnostics import Diagnostic
from worksheet_server.values.answers import Evidence, Verdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict and the evidence that it rests on.

    ``note`` is the short reason shown beside a refuted line, ``detail`` the sentence for its diagnostic.
    """

    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    detail: str = ""
    note: str = ""
    diagnostics: tuple[Diagnostic, ...] = field(default=())


def from_evidence(evidence: tuple[Evidence, ...]) -> Judgement:
    """The verdict that a body of evidence carries.

    A refutation, else a proof, else support that nothing contradicts.
    """
    for verdict in (Verdict.REFUTED, Verdict.PROVED):
        found = next((each for each in evidence if each.verdict is verdict), None)
        if found is not None:
            return Judgement(verdict, evidence, found.detail)
    supported = [each for each in evidence if each.verdict is Verdict.SUPPORTED]
    doubted = any(each.verdict is Verdict.UNDECIDED for each in evidence)
    if supported and not doubted:
        return Judgement(Verdict.SUPPORTED, evidence, supported[0].detail)
    return Judgement(Verdict.UNDECIDED, evidence)
