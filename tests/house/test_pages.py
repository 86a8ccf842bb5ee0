"""What README.md and the pages of docs/ show of the program is what it prints, and what they link to is there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
SHOWN = [
    (page.name, command, output.rstrip("\n"))
    for page in PAGES
    for block in re.findall(r"^```console\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    for command, output in re.findall(r"^\$ worksheet (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
]


def test_the_readme_shows_the_program() -> None:
    assert any(page == "README.md" for page, _, _ in SHOWN)


@pytest.mark.parametrize(("page", "command", "output"), SHOWN)
def test_a_page_shows_what_the_program_prints(page: str, command: str, output: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "worksheet_server", *shlex.split(command)],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    printed = "\n".join(line.rstrip() for line in run.stdout.rstrip("\n").splitlines())
    assert printed == "\n".join(line.rstrip() for line in output.splitlines()), f"{page}: {run.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    links = re.findall(r"\]\((?!\w+:)([^)#\s]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
