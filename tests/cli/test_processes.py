"""The command as a process with the real kernel: what a shell or a build sees."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import real


def test_the_contract_of_run(tmp_path: Path) -> None:
    (tmp_path / "a.calc").write_text("# squares\nsum(i^2, i=1..10) => 386\nx = (1, 2)\n", "utf-8")
    run = real("run", "a.calc", "--output-format", "json", cwd=tmp_path)
    assert (run.returncode, run.stderr) == (1, b"")
    data = json.loads(run.stdout)
    statement = data["statements"][0]
    assert statement | {"line": 2, "end_line": 2, "text": "sum(i^2, i=1..10) => 386", "kind": "expected"} == statement
    assert statement["exact"] == "385"
    assert statement["number"] == {"midpoint": "385", "radius": "0", "rigor": "proved"}
    assert statement["verdict"] == "refuted"
    assert statement["seconds"] > 0
    assert {"method", "verdict", "value", "radius", "seconds"} <= statement["evidence"][0].keys()
    found = statement["diagnostics"][0]
    assert (found["code"], found["severity"], found["start"], found["stop"]) == ("wrong-answer", "error", 21, 24)
    assert [each["midpoint"] for each in data["statements"][1]["number"]] == ["1", "2"]


def test_standard_input_and_exit_status(tmp_path: Path) -> None:
    good = real("check", "-", cwd=tmp_path, stdin=b"int(x^2, x=0..3) => 9\n")
    assert (good.returncode, good.stdout.decode()) == (0, "✓ 1 proved\nNothing wrong in 1 worksheet.\n")
    bad = real("check", "gone.calc", cwd=tmp_path)
    assert bad.returncode == 2
    assert bad.stdout == b""


def test_topics(tmp_path: Path) -> None:
    run = real("topics", "--output-format", "json", cwd=tmp_path)
    assert run.returncode == 0
    data = json.loads(run.stdout)
    assert {"sums", "integrals", "limits"} <= {each["name"] for each in data["topics"]}
    assert "int" in {each["name"] for each in data["functions"]}
    page = real("topics", cwd=tmp_path).stdout.decode()
    assert "sympy 1." in page


def test_help_and_version(tmp_path: Path) -> None:
    page = real("--help", cwd=tmp_path)
    assert page.returncode == 0
    for name in (b"check", b"run", b"eval", b"format", b"topics", b"server"):
        assert name in page.stdout
    assert real("--version", cwd=tmp_path).stdout.startswith(b"worksheet 0.")


def test_the_server_is_reached_through_the_command(tmp_path: Path) -> None:
    page = real("server", "--help", cwd=tmp_path)
    assert page.returncode == 0
    assert b"--stdio" in page.stdout


def test_the_command_loads_neither_mathematics_nor_the_protocol() -> None:
    code = (
        "import sys; from worksheet_server.cli import application; import worksheet_server.__main__;"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'sympy', 'numpy', 'flint', 'pluggy', 'pygls'}))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"[]\n"


def test_a_full_disk_is_told_in_one_line(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [sys.executable, "-m", "worksheet_server", "format", "-"],
            cwd=tmp_path,
            input=b"1+1",
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert run.returncode == 2
    assert run.stderr == b"error: No space left on device\n"
