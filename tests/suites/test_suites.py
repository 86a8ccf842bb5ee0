"""Every worksheet with an expectation beside its lines: the topics' own, the examples, and the language's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.suites.findings import findings, report
from worksheet_server.engine.state import State
from worksheet_server.queries.formatting import canonical_edits

ROOT = Path(__file__).resolve().parents[2]
PLACES = (
    "plugins/worksheet_topics/*/example.calc",
    "plugins/worksheet_topics/*/tests/*.calc",
    "examples/*.calc",
    "tests/suites/*.calc",
)
WORKSHEETS = sorted(path.relative_to(ROOT) for place in PLACES for path in ROOT.glob(place))

Settle = Callable[[Sequence[str]], State]


@pytest.mark.parametrize("worksheet", WORKSHEETS, ids=str)
def test_worksheet(worksheet: Path, settle: Settle) -> None:
    state = settle((ROOT / worksheet).read_text("utf-8").splitlines())
    assert any(line.result is not None for line in state.lines), "no line was answered"
    found = list(findings(state))
    assert not found, report(found)
    if worksheet.name == "example.calc" or worksheet.parent.name == "examples":
        assert canonical_edits(state) == (), "what teaches is spelled canonically"


@pytest.mark.parametrize("folder", sorted(path.parent for path in ROOT.glob("plugins/worksheet_topics/*/__init__.py")))
def test_a_topic_has_a_teaching_worksheet_and_a_suite(folder: Path) -> None:
    if folder.name != "worksheet_topics":
        assert (folder / "example.calc").is_file()
        assert list((folder / "tests").glob("*.calc"))


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("1 + 1 => 3", "wrong-answer"),
        ("1 + 1 => 2  # expect: wrong-answer", "unused-directive"),
        ("1 + 1 => 2  # verdict: supported", "the verdict is proved"),
        ("1 + => 2", "syntax"),
        ("lenght", "undefined-name"),
    ],
)
def test_a_suite_can_fail(line: str, problem: str, settle: Settle) -> None:
    found = report(list(findings(settle(["## Heading", line]))))
    assert "Heading: line 2" in found
    assert problem in found


@pytest.mark.parametrize(
    "line", ["1 + 1 => 2", "1 + 1 => 2  # verdict: proved", "1 + 1 => 3  # expect: wrong-answer", "> prose"]
)
def test_a_suite_can_pass(line: str, settle: Settle) -> None:
    assert list(findings(settle([line]))) == []
