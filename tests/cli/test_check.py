"""``worksheet check``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command

FULL = """\
error[wrong-answer]: 4 is not 5
 --> a.calc:2:10
  |
2 | 2 + 2 => 5
  |          ^

error[undefined-name]: `lenght` is not defined; did you mean `length`?
 --> a.calc:4:5
  |
4 | 2 * lenght
  |     ^^^^^^
  = help: change to length

✓ 1 proved   ✗ 1 refuted
2 errors in 1 worksheet.
"""


def write(text: str, name: str = "a.calc") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_a_worksheet_without_fault(command: Command) -> None:
    write("1 + 1 => 2\n")
    result = command("check", "a.calc")
    assert (result.exit_code, result.output) == (0, "✓ 1 proved\nNothing wrong in 1 worksheet.\n")


def test_findings_are_shown_with_carets(command: Command) -> None:
    write("length = 3\n2 + 2 => 5\nlength => 3\n2 * lenght\n")
    result = command("check")
    assert result.output == FULL
    assert result.exit_code == 1


def test_a_line_for_each_finding(command: Command) -> None:
    write("2 + 2 => 5\n")
    result = command("check", "--output-format", "concise", "-q", "a.calc")
    assert result.output == "a.calc:1:10: error[wrong-answer] 4 is not 5\n"


def test_carets_stand_below_wide_letters_and_later_lines(command: Command) -> None:
    write("量 = 2\n(量 + 2) * (1 +\n  1) => 5\n\t1 => 2\n")
    lines = command("check", "-q").output.splitlines()
    assert lines[4] == "  |         ^"
    assert lines[3] == "3 |   1) => 5"
    assert lines[10] == "  |          ^"


def test_exit_status(command: Command) -> None:
    write("x + 1\n")
    assert command("check", "a.calc").exit_code == 0
    write("1 => 2\n")
    assert command("check", "a.calc").exit_code == 1
    assert command("check", "a.calc", "--exit-zero").exit_code == 0
    assert command("check", "nowhere.calc").exit_code == 2
    assert command("check", "--no-such-option").exit_code == 2


def test_expected_findings_are_none(command: Command) -> None:
    write("1 => 2  # expect: wrong-answer\n")
    result = command("check", "a.calc")
    assert (result.exit_code, result.output.splitlines()[0]) == (0, "✗ 1 refuted, as expected")


def test_an_expectation_that_fails_is_a_finding(command: Command) -> None:
    write("1 => 1  # expect: wrong-answer\n")
    result = command("check", "-q", "--output-format", "concise", "a.calc")
    assert result.output == "a.calc:1:11: warning[unused-directive] expected `wrong-answer`, which was not found\n"
    assert result.exit_code == 1


def test_standard_input(command: Command) -> None:
    result = command("check", "-", "--stdin-filename", "pasted.calc", "--output-format", "concise", stdin="1 => 2\n")
    assert result.output.startswith("pasted.calc:1:6: ")
    assert result.exit_code == 1


def test_folders_leave_out_what_git_ignores(command: Command) -> None:
    Path(".git").mkdir()
    for name in ("a.calc", "b/c.calc", "b/draft_1.calc", "b/draft_2.calc", "build/d.calc", ".hidden/e.calc", "b/f.txt"):
        write("1 => 2\n", name)
    write("build/\ndraft_*\n", ".gitignore")
    write("!draft_2.calc\n", "b/.gitignore")
    found = command("check", "--output-format", "concise", "-q").output
    assert [line.split(":")[0] for line in found.splitlines()] == [
        "a.calc",
        str(Path("b", "c.calc")),
        str(Path("b", "draft_2.calc")),
    ]
    assert command("check", "b", "--output-format", "concise", "-q").output.count("\n") == 2
    assert "draft_1" in command("check", "b/draft_1.calc").output


def test_what_cannot_be_read_is_told_with_a_remedy(command: Command) -> None:
    write("1 => 1\n")
    Path("old.calc").write_bytes(b"1 + 1\n# na\xefve\n")
    result = command("check", "old.calc", "gone.calc", "a.calc")
    assert result.exit_code == 2
    assert "old.calc: not UTF-8: byte 0xef on line 2" in result.stderr
    assert "help: save it as UTF-8" in result.stderr
    assert "gone.calc: no such file or folder" in result.stderr
    assert "✓ 1 proved" in result.stdout


def test_a_byte_order_mark_is_no_text(command: Command) -> None:
    Path("a.calc").write_bytes(b"\xef\xbb\xbf1 + 1 => 2\r\n")
    assert command("check", "a.calc").exit_code == 0


def test_strict_fails_what_is_undecided(command: Command) -> None:
    write("x == y\n")
    data = json.loads(command("check", "a.calc", "--output-format", "json").output)
    assert data["verdicts"] == {"proved": 0, "supported": 0, "undecided": 1, "refuted": 0}
    assert data["worksheets"][0]["statements"][0]["verdict"] == "undecided"


def test_statistics(command: Command) -> None:
    write("1 => 2\n2 => 2\n")
    write("2 => 2\n", "a/very/long/path/to/a/worksheet.calc")
    output = command("check", "--statistics").output
    rows = [line.split() for line in output.splitlines() if "calc" in line or "together" in line]
    assert rows[-3:] == [
        ["…ath/to/a/worksheet.calc", "1", "·", "·", "·", "·"],
        ["a.calc", "1", "·", "·", "1", "1"],
        ["together", "2", "0", "0", "1", "1"],
    ]
    assert max(map(len, output.splitlines())) <= 80


def test_nothing_to_check(command: Command) -> None:
    result = command("check")
    assert result.exit_code == 0
    assert result.stderr == "No worksheets (.calc) found.\n"


@pytest.mark.parametrize(
    ("option", "variable", "coloured"), [("always", "", True), ("never", "", False), ("auto", "1", False)]
)
def test_colour(command: Command, monkeypatch: pytest.MonkeyPatch, option: str, variable: str, coloured: bool) -> None:
    monkeypatch.setenv("NO_COLOR", variable)
    write("1 => 2\n")
    assert ("\x1b[" in command("check", "a.calc", "--color", option).output) is coloured
