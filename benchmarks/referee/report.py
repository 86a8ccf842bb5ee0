"""The table of a run: one row for each file, and the cases that failed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median, quantiles

from benchmarks.referee.outcomes import FORBIDDEN, Counter, Outcome
from benchmarks.referee.sympy_record import Record

_HEADS = {
    Counter.WRONG_PROVED: "wrong ✓",
    Counter.WRONG_SUPPORTED: "wrong ≈✓",
    Counter.WRONG_UNDECIDED: "wrong ?",
    Counter.REFUTED_RIGHT: "right ✗",
    Counter.CAUGHT: "caught",
    Counter.CORRECTED: "corrected",
    Counter.PROVED: "proved",
    Counter.SUPPORTED: "supported",
    Counter.UNDECIDED: "undecided",
    Counter.NO_ANSWER: "no answer",
    Counter.OUT_OF_TIME: "time out",
}
_LISTED = (*FORBIDDEN, Counter.WRONG_UNDECIDED, Counter.UNDECIDED, Counter.NO_ANSWER, Counter.OUT_OF_TIME)


def table(outcomes: Sequence[Outcome], records: Mapping[str, Record]) -> str:
    """All sets, one row each, and SymPy alone on the right."""
    heads = ["set", "cases", *_HEADS.values(), "median s", "95% s", "SymPy: right", "wrong", "none", "median s"]
    sets = dict.fromkeys(each.case.set for each in outcomes)
    rows = [_row(name, [each for each in outcomes if each.case.set == name], records) for name in sets]
    if len(rows) > 1:
        rows.append(_row("all", outcomes, records))
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
    return "\n".join(
        "  ".join(text.ljust(width) if not column else text.rjust(width) for column, (text, width) in enumerate(cells))
        for cells in ([*zip(row, widths, strict=True)] for row in (heads, *rows))
    )


def listing(outcomes: Sequence[Outcome]) -> str:
    """The cases that ended otherwise than they should: what was asked, what was shown, what is right."""
    return "\n".join(line for counter in _LISTED for line in _listed(counter, outcomes))


def percentile(seconds: Sequence[float]) -> float:
    """The 95th percentile."""
    return quantiles(seconds, n=20, method="inclusive")[-1] if len(seconds) > 1 else max(seconds, default=0.0)


def _row(name: str, outcomes: Sequence[Outcome], records: Mapping[str, Record]) -> list[str]:
    counts = [sum(each.counter is counter for each in outcomes) for counter in _HEADS]
    seconds = [each.shown.seconds for each in outcomes]
    alone = [records[each.case.id] for each in outcomes if each.case.id in records]
    answered = [each.seconds for each in alone if each.answered]
    return [
        name,
        str(len(outcomes)),
        *(str(count or "·") for count in counts),
        f"{median(seconds):.2f}",
        f"{percentile(seconds):.2f}",
        *(str(sum(each.right is right for each in alone)) for right in (True, False, None)),
        f"{median(answered):.2f}" if answered else "",
    ]


def _listed(counter: Counter, outcomes: Sequence[Outcome]) -> Iterator[str]:
    found = [each for each in outcomes if each.counter is counter]
    if found:
        yield f"\n{counter}: {len(found)}"
    for each in found:
        case = each.case
        given = f"  ({'; '.join(case.assume)})" if case.assume else ""
        right = str(case.truth).lower() if case.truth is not None else case.value or "any antiderivative"
        yield f"  {case.id}  {case.line}{given}"
        yield f"      shown {each.shown.text}; right is {right}{f'; {each.why}' if each.why else ''}"
