"""Worksheets that are edited: which lines are asked again, as the text files beside this one say.

In them ``===`` begins a case, ``---`` an edit.  A line marked ``*`` is evaluated at that step, one marked with a blank
is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.arithmetic import evaluate
from worksheet_server.engine.progress import Progress
from worksheet_server.engine.worksheet import read
from worksheet_server.service.results import Results

HERE = Path(__file__).parent


def cases() -> Iterator[tuple[str, list[list[str]]]]:
    for path in sorted(HERE.glob("*.txt")):
        for section in path.read_text("utf-8").split("=== ")[1:]:
            title, _, body = section.partition("\n")
            steps = [step.strip("\n").splitlines() for step in body.split("---\n")]
            yield f"{path.stem}: {title}", steps


def settle(progress: Progress) -> set[int]:
    """Answers everything that is wanted; returns the statements that were evaluated."""
    evaluated: set[int] = set()
    while progress.wanted:
        fingerprint, request = next(iter(progress.wanted.items()))
        evaluated.update(progress.places(fingerprint))
        progress.accept(fingerprint, evaluate(request))
    return evaluated


@pytest.mark.parametrize(("title", "steps"), [pytest.param(*case, id=case[0]) for case in cases()])
def test_an_edit_asks_again_for_what_it_reaches(title: str, steps: list[list[str]]) -> None:
    progress = Progress(Results())
    worksheet = None
    for step in steps:
        lines = [line[2:] for line in step]
        worksheet = read(lines, previous=worksheet)
        progress.update(worksheet)
        evaluated = {worksheet.placed[index].line for index in settle(progress)}
        shown = [("* " if line in evaluated else "  ") + text for line, text in enumerate(lines)]
        assert [each.rstrip() for each in shown] == [each.rstrip() for each in step], title
        assert progress.state.settled


def test_there_are_cases() -> None:
    assert len(list(cases())) > 15
