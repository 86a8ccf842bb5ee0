"""What README.md and the pages of docs/ show of the program is what it prints, and what they link to is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.pages import PAGES, ROOT, printed, shown

SHOWN = [(page.name, command, output) for page in PAGES for command, output in shown(page)]


def test_the_readme_shows_the_program() -> None:
    assert [command for command, _ in shown(ROOT / "README.md")]


@pytest.mark.parametrize(("page", "command", "output"), SHOWN, ids=[f"{each[0]}: {each[1]}" for each in SHOWN])
def test_a_page_shows_what_the_program_prints(page: str, command: str, output: str) -> None:
    assert printed(command) == output, f"{page} is out of date: python -m tests.house.pages"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    links = re.findall(r"\]\((?!\w+:)([^)#\s]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
