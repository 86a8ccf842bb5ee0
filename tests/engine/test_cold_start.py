"""After any edits a worksheet is what a cold start makes of its text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.arithmetic import evaluate
from worksheet_server.engine.progress import Progress
from worksheet_server.engine.state import State
from worksheet_server.engine.worksheet import Worksheet, read
from worksheet_server.service.results import Results

LINES = st.sampled_from(
    [
        "",
        "# a comment",
        "## A heading",
        "a = 1",
        "a = 2",
        "a = 1 + 1",
        "a  =  1+1  # spaced",
        "a = 0.5 + 1.5",
        "b = a + 1",
        "b = a + 1 = 3",
        "a = a + 1",
        "b = 3",
        "a = b",
        "a = b = 3",
        "a = (1",
        "  + 2)",
        "= 3",
        "f(x) = a x + c",
        "f(x) = x + 1",
        "f(x) = p x where p = a",
        "f = 3",
        "c = 4",
        "f(2)",
        "f(2) => 3",
        "f(a) + c => 5",
        "f(  a)+c =>  5",
        "sum(a, a=1..3) + b",
        "a + b + c",
        "rate a",
        "assume rate > a, c > 0",
        "assume c > b",
        "assume f: R -> R",
        "rate = 2",
        "set digits 10",
        "set digits",
        "ab + c",
        "a + p where p = 2, q > 0",
        "a + 1  # expect: wrong-answer",
        "a => 7  # expect: wrong-answer",
    ]
)
EDITS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3), st.lists(LINES, max_size=3)), max_size=6)


def settle(progress: Progress, most: int = 10_000) -> None:
    while most and progress.wanted:
        fingerprint, request = next(iter(progress.wanted.items()))
        progress.accept(fingerprint, evaluate(request))
        most -= 1


def told(state: State) -> list[object]:
    return [(line.placed, line.result, line.pending, line.diagnostics, line.fingerprint) for line in state.lines]


def meanings(worksheet: Worksheet) -> list[object]:
    return [
        {name: None if cell is None else worksheet.positions[cell] for name, cell in reading.meanings.items()}
        for reading in worksheet.readings
    ]


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=10), EDITS, st.lists(st.integers(0, 5), max_size=6))
def test_edits_lead_where_a_cold_start_begins(
    lines: list[str], edits: list[tuple[int, int, list[str]]], answered: list[int]
) -> None:
    warm = Progress(Results())
    worksheet = read(lines)
    warm.update(worksheet)
    for index, (start, removed, added) in enumerate(edits):
        settle(warm, answered[index] if index < len(answered) else 10_000)
        lines = lines[:start] + added + lines[start + removed :]
        worksheet = read(lines, previous=worksheet)
        warm.update(worksheet)
    settle(warm)
    cold = Progress(Results())
    cold.update(read(lines))
    settle(cold)
    assert meanings(warm.worksheet) == meanings(cold.worksheet)
    assert told(warm.state) == told(cold.state)
    assert warm.state.settled
