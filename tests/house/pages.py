"""The pages of the project, and what they show of the program.

``python -m tests.house.pages`` writes into every ``console`` block what the program prints today.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```)", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ worksheet (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def shown(page: Path) -> list[tuple[str, str]]:
    """The commands that a page shows, each with the output below it."""
    return [pair for block in BLOCK.findall(page.read_text("utf-8")) for pair in COMMAND.findall(block)]


def printed(command: str) -> str:
    """What ``worksheet command`` prints at the root of the repository, in 100 columns without colours."""
    run = subprocess.run(
        [sys.executable, "-m", "worksheet_server", *shlex.split(command)],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return "".join(f"{line.rstrip()}\n" for line in run.stdout.rstrip("\n").splitlines())


def rewrite(page: Path) -> None:
    """Brings the outputs on a page up to date."""
    before = page.read_text("utf-8")
    after = BLOCK.sub(
        lambda block: "".join(f"$ worksheet {each}\n{printed(each)}" for each, _ in COMMAND.findall(block[0])), before
    )
    if after != before:
        page.write_text(after, "utf-8")


if __name__ == "__main__":
    for page in PAGES:
        rewrite(page)
