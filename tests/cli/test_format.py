"""``worksheet format``."""

from __future__ import annotations

import stat
from pathlib import Path

from tests.cli.conftest import Command
from tests.cli.test_check import write

UGLY = "a=3\n1+(\nsum_{i=1}^{3} i  # a comment\n"
NEAT = "a = 3\n1+(\nsum(i, i=1..3)  # a comment\n"


def test_files_are_rewritten(command: Command) -> None:
    path = write(UGLY)
    path.chmod(0o640)
    result = command("format")
    assert (result.exit_code, result.output) == (0, "changed a.calc\n1 worksheet changed.\n")
    assert path.read_text("utf-8") == NEAT
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert command("format").output == "Already canonical: 1 worksheet.\n"
    assert [each.name for each in Path().iterdir()] == ["a.calc"]


def test_line_ends_and_the_byte_order_mark_stay(command: Command) -> None:
    path = Path("a.calc")
    path.write_bytes(b"\xef\xbb\xbfa=3\r\nb=4")
    command("format", "a.calc")
    assert path.read_bytes() == b"\xef\xbb\xbfa = 3\r\nb = 4"


def test_check_writes_nothing(command: Command) -> None:
    path = write(UGLY)
    assert command("format", "--check").exit_code == 1
    assert path.read_text("utf-8") == UGLY
    write(NEAT)
    assert command("format", "--check").exit_code == 0


def test_differences_are_printed(command: Command) -> None:
    path = write(UGLY)
    result = command("format", "--diff", "a.calc")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "--- a.calc",
        "+++ a.calc",
        "@@ -1,4 +1,4 @@",
        "-a=3",
        "+a = 3",
        " 1+(",
        "-sum_{i=1}^{3} i  # a comment",
        "+sum(i, i=1..3)  # a comment",
        " ",
    ]
    assert path.read_text("utf-8") == UGLY


def test_standard_input_goes_to_standard_output(command: Command) -> None:
    result = command("format", "-", stdin=UGLY)
    assert result.stdout == NEAT
    assert result.exit_code == 0


def test_a_link_stays_a_link(command: Command) -> None:
    path = write(UGLY, "real/a.calc")
    Path("link.calc").symlink_to(path)
    command("format", "link.calc")
    assert Path("link.calc").is_symlink()
    assert path.read_text("utf-8") == NEAT
