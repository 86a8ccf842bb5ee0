"""A person with Neovim: answers beside the lines, hover, diagnostics, code actions, edits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.neovim.editor import Editor

WORKSHEET = """\
## Squares and sums
n = 4
sum(i^2, i=1..n)
n^2 =>
sum(i, i=1..n) => 11
d/dx (x^3) == 3x^2
1 + (2
"""
DEFINITION, SUM, OPEN, WRONG, CLAIM, BROKEN = range(1, 7)


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    path = tmp_path / "squares.calc"
    path.write_text(WORKSHEET)
    with Editor(tmp_path / "home") as each:
        each.edit(path)
        yield each


def codes(editor: Editor) -> dict[int, str]:
    return {item["lnum"]: item["code"] for item in editor.lua("return vim.diagnostic.get(0)")}


def choose(editor: Editor, title: str) -> None:
    """Applies the code action of that title on the cursor's line."""
    wanted = "function(action) return vim.startswith(action.title, ...) end".replace("...", repr(title))
    editor.lua(f"vim.lsp.buf.code_action({{ apply = true, filter = {wanted} }})")


def test_a_worksheet_in_neovim(editor: Editor) -> None:
    nvim = editor.nvim
    assert nvim.eval("&filetype") == "calc"

    editor.until(lambda: "30" in editor.hints().get(SUM, ""))
    editor.until(lambda: "16" in editor.hints().get(OPEN, ""))
    editor.until(lambda: "✓" in editor.hints().get(CLAIM, ""))
    editor.until(lambda: "✗" in editor.hints().get(WRONG, ""))

    editor.until(lambda: codes(editor).get(BROKEN) == "syntax")
    editor.until(lambda: codes(editor).get(WRONG) == "wrong-answer")

    nvim.current.window.cursor = (SUM + 1, 2)
    editor.lua("vim.lsp.buf.hover()")
    text = editor.until(editor.float)
    assert "read as" in text.splitlines()[0]
    assert "sum(i^2, i=1..n)" in text.splitlines()[0]
    assert "30" in text
    nvim.command("fclose!")

    nvim.current.window.cursor = (OPEN + 1, 0)
    choose(editor, "Insert answer")
    editor.until(lambda: nvim.current.buffer[OPEN] == "n^2 => 16")

    nvim.current.window.cursor = (WRONG + 1, 0)
    choose(editor, "Replace wrong answer")
    editor.until(lambda: nvim.current.buffer[WRONG] == "sum(i, i=1..n) => 10")
    editor.until(lambda: WRONG not in codes(editor))

    nvim.current.buffer[DEFINITION] = "n = 5"
    editor.until(lambda: "55" in editor.hints().get(SUM, ""))
    editor.until(lambda: codes(editor).get(WRONG) == codes(editor).get(OPEN) == "wrong-answer")
    nvim.current.buffer[BROKEN] = "1 + (2)"
    editor.until(lambda: BROKEN not in codes(editor))
    assert not editor.lua("return vim.lsp.get_clients({ name = 'worksheet' })[1]:is_stopped()")


def test_the_health_check_finds_the_server(editor: Editor) -> None:
    editor.until(lambda: editor.lua("return #vim.lsp.get_clients({ name = 'worksheet' })") == 1)
    editor.nvim.command("checkhealth worksheet")
    report = "\n".join(editor.nvim.current.buffer[:])
    assert "ERROR" not in report
    assert "WARNING" not in report
    assert "Server 1 answers for 1 buffer(s), positions in utf-8" in report


def test_a_worksheet_is_coloured(editor: Editor) -> None:
    probe = "local line, column = ... ; return vim.fn.synIDattr(vim.fn.synID(line, column, 1), 'name')"
    assert editor.lua(probe, 1, 1) == "calcHeading"
    assert editor.lua(probe, 2, 5) == "calcNumber"
    assert editor.lua(probe, 3, 1) == "calcCall"
    assert editor.lua(probe, 4, 5) == "calcAnswer"
