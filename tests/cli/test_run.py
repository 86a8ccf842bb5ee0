"""``worksheet run``, ``eval`` and ``topics``."""

from __future__ import annotations

import json

from tests.cli.conftest import Command
from tests.cli.test_check import write

TEXT = """\
## Sums

# a comment
a = 2
b = a^2 + 1/2
f(x) = x + a
f(1) + b => 15/2
sum(i,
  i=1..3) => 7
1 + 1 == 2

"""

PAGE = """\
## Sums

# a comment
a = 2
b = a^2 + 1/2      = 9/2
f(x) = x + a
f(1) + b => 15/2   = 15/2  ✓
sum(i,
  i=1..3) => 7     = 6  ✗
             ^ wrong-answer: 6 is not 7
1 + 1 == 2         ✓

✓ 2 proved   ✗ 1 refuted
"""


def test_answers_stand_in_one_column(command: Command) -> None:
    write(TEXT)
    result = command("run", "a.calc")
    assert result.exit_code == 1
    assert [line.rstrip() for line in result.output.splitlines()] == PAGE.splitlines()


def test_long_lines_and_long_answers_stay_within_the_terminal(command: Command) -> None:
    write(f"{' + '.join(['1'] * 24)} => 24\n{9**30} {7**30}\n1 + 1\n")
    output = command("run", "a.calc").output
    assert max(map(len, output.splitlines())) <= 104
    assert "= 24  ✓" in output


def test_data(command: Command) -> None:
    write("# nothing\na = 1/2\nsum(i^2, i=1..10) => 386\n\n1 + (\n")
    result = command("run", "a.calc", "--output-format", "json")
    data = json.loads(result.output)
    assert data["path"] == "a.calc"
    definition, expected, unreadable = data["statements"]
    assert (definition["kind"], definition["exact"], definition["verdict"]) == ("definition", "1/2", None)
    assert (expected["line"], expected["end_line"], expected["kind"]) == (3, 3, "expected")
    assert (expected["exact"], expected["number"], expected["verdict"]) == ("385", None, "refuted")
    (found,) = expected["diagnostics"]
    assert (found["code"], found["severity"], found["start"], found["stop"]) == ("wrong-answer", "error", 21, 24)
    assert (unreadable["kind"], unreadable["verdict"], unreadable["exact"]) == ("unreadable", None, None)
    assert unreadable["diagnostics"][0]["code"] == "syntax"


def test_one_file_alone(command: Command) -> None:
    result = command("run", "gone.calc")
    assert result.exit_code == 2
    assert "no such file" in result.stderr


def test_a_line(command: Command) -> None:
    result = command("eval", "a = 3", "a^2")
    assert result.output.splitlines() == ["= 9   ✓ proved", "", "read as   a^2"]
    assert result.exit_code == 0


def test_a_line_that_begins_with_a_sign(command: Command) -> None:
    assert command("eval", "-3 + 1").output.startswith("= -2   ✓ proved")


def test_a_line_that_cannot_be_read(command: Command) -> None:
    result = command("eval", "1 + (")
    assert result.exit_code == 1
    assert "error[syntax]" in result.output


def test_a_line_as_data(command: Command) -> None:
    data = json.loads(command("eval", "1 + 1 => 2", "--output-format", "json").output)
    assert (data["exact"], data["verdict"], data["text"]) == ("2", "proved", "1 + 1 => 2")
