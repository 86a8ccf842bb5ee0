"""Cases whose expected answer does not answer their own question; they are run by nobody and count nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.referee.cases import Case, load
from benchmarks.referee.points import allowed, point_of

_PRINCIPAL_VALUE = "principal value"


def disputed(cases: Sequence[Case]) -> dict[str, str]:
    """The reasons by id; see "Notes on cases" in the corpus README."""
    notes = {each.id: each.note for each in load()}
    reasons = ((each.id, _reason(each, notes.get(each.origin, "") if each.origin else each.note)) for each in cases)
    return {name: reason for name, reason in reasons if reason is not None}


def _reason(case: Case, note: str) -> str | None:
    if note == _PRINCIPAL_VALUE and "pv(" not in case.line:
        return "the answer is a principal value, and the integral that is asked for diverges"
    if case.truth is False and case.counterexample and not allowed(case.conditions, point_of(case.counterexample)):
        return "its counterexample lies outside of its assumptions"
    return None
