"""Draws what a real Neovim shows of a worksheet: ``python tests/neovim/screen.py WORKSHEET PICTURE.svg``.

The cells and their colors are those that Neovim sends to its user interface; nothing is drawn that it did not send.
"""

from __future__ import annotations

import argparse
import html
import tempfile
import time
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from tests.neovim.editor import Editor

_CELL_WIDTH, _CELL_HEIGHT, _FONT_SIZE, _MARGIN = 8.4, 19.0, 14, 12


@dataclass
class Screen:
    """The grid as the events of ``redraw`` describe it."""

    width: int
    height: int
    cells: list[list[tuple[str, int]]] = field(default_factory=list)
    highlights: dict[int, dict[str, Any]] = field(default_factory=dict)
    foreground: int = 0xFFFFFF
    background: int = 0
    cursor: tuple[int, int] = (0, 0)

    def take(self, events: Sequence[Any]) -> None:
        """Applies one batch of events."""
        for name, *calls in events:
            for call in calls:
                if (handler := getattr(self, f"_{name}", None)) is not None:
                    handler(*call)

    def _grid_resize(self, _grid: int, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._grid_clear(_grid)

    def _grid_clear(self, _grid: int) -> None:
        self.cells = [[(" ", 0)] * self.width for _ in range(self.height)]

    def _default_colors_set(self, foreground: int, background: int, *_: Any) -> None:
        self.foreground, self.background = foreground, background

    def _hl_attr_define(self, identifier: int, attributes: dict[str, Any], *_: Any) -> None:
        self.highlights[identifier] = attributes

    def _grid_line(self, _grid: int, row: int, column: int, cells: Sequence[Any], *_: Any) -> None:
        highlight = 0
        for cell in map(list, cells):
            highlight = cell[1] if len(cell) > 1 else highlight
            for each in range(column, column + (cell[2] if len(cell) > 2 else 1)):
                self.cells[row][each] = (cell[0], highlight)
                column = each + 1

    def _grid_scroll(self, _grid: int, top: int, bottom: int, left: int, right: int, rows: int, _columns: int) -> None:
        order = range(top, bottom - rows) if rows > 0 else range(bottom - 1, top - rows - 1, -1)
        for row in order:
            self.cells[row][left:right] = self.cells[row + rows][left:right]

    def _grid_cursor_goto(self, _grid: int, row: int, column: int) -> None:
        self.cursor = (row, column)

    def colors(self, highlight: int) -> tuple[int, int, dict[str, Any]]:
        """Foreground, background and the other attributes of a highlight."""
        attributes = self.highlights.get(highlight, {})
        front = attributes.get("foreground", self.foreground)
        back = attributes.get("background", self.background)
        return (back, front, attributes) if attributes.get("reverse") else (front, back, attributes)

    def svg(self) -> str:
        """The screen as a picture."""
        width, height = self.width * _CELL_WIDTH + 2 * _MARGIN, self.height * _CELL_HEIGHT + 2 * _MARGIN
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
            f'height="{height:g}" font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="{_FONT_SIZE}">',
            f'<rect width="100%" height="100%" rx="6" fill="{_hex(self.background)}"/>',
            *self._rectangles(),
            *self._texts(),
            "</svg>",
        ]
        return "\n".join(lines) + "\n"

    def _runs(self) -> Iterator[tuple[int, int, int, list[str]]]:
        """Row, column, highlight and the cells of each stretch of one highlight."""
        for row, cells in enumerate(self.cells):
            column = 0
            for highlight, group in groupby(cells, key=lambda cell: cell[1]):
                texts = [text for text, _ in group]
                yield row, column, highlight, texts
                column += len(texts)

    def _rectangles(self) -> Iterator[str]:
        for row, column, highlight, texts in self._runs():
            _, back, _ = self.colors(highlight)
            if back != self.background:
                yield _rectangle(row, column, len(texts), back)
        row, column = self.cursor
        yield _rectangle(row, column, 1, self.foreground)

    def _texts(self) -> Iterator[str]:
        for row, column, highlight, texts in self._runs():
            front, _, attributes = self.colors(highlight)
            style = "".join(
                value
                for name, value in (
                    ("bold", ' font-weight="bold"'),
                    ("italic", ' font-style="italic"'),
                    ("underline", ' text-decoration="underline"'),
                    ("undercurl", ' text-decoration="underline"'),
                )
                if attributes.get(name)
            )
            here = self.cursor[1] - column if self.cursor[0] == row else -1
            for at, text in _words(texts, here):
                under_cursor = at == here
                color = _hex(self.background if under_cursor else front)
                x, y = _MARGIN + (column + at) * _CELL_WIDTH, _MARGIN + (row + 0.76) * _CELL_HEIGHT
                length = f' textLength="{_width(text) * _CELL_WIDTH:.1f}"' if len(text) > 1 else ""
                yield f'<text x="{x:.1f}" y="{y:.1f}" fill="{color}"{style}{length}>{html.escape(text)}</text>'


def _words(cells: list[str], cursor: int) -> Iterator[tuple[int, str]]:
    """The words of a run, each with its column, so that no font can shift what follows; the cursor is a word."""
    for _, group in groupby(enumerate(cells), lambda cell: (cell[1] == " ", cell[0] == cursor, cell[0] > cursor)):
        numbered = list(group)
        if text := "".join(text for _, text in numbered).strip(" "):
            yield numbered[0][0], text


def _width(text: str) -> int:
    return sum(not unicodedata.combining(each) for each in text)


def _rectangle(row: int, column: int, width: int, color: int) -> str:
    x, y = _MARGIN + column * _CELL_WIDTH, _MARGIN + row * _CELL_HEIGHT
    size = f'width="{width * _CELL_WIDTH:.1f}" height="{_CELL_HEIGHT:g}"'
    return f'<rect x="{x:.1f}" y="{y:.1f}" {size} fill="{_hex(color)}"/>'


def _hex(color: int) -> str:
    return f"#{color:06x}"


def picture(worksheet: Path, columns: int, rows: int, line: int, hover: bool) -> str:
    """What Neovim shows of a worksheet when every answer is there, the cursor on ``line`` (from 1)."""
    screen = Screen(columns, rows)
    with tempfile.TemporaryDirectory() as home, Editor(Path(home), arguments=()) as editor:
        nvim = editor.nvim
        nvim.ui_attach(columns, rows, rgb=True, ext_linegrid=True)
        nvim.command("set termguicolors background=dark noruler laststatus=0 noshowcmd shortmess+=F signcolumn=yes")
        nvim.command(f"cd {worksheet.resolve().parent}")
        nvim.command("highlight link LspInlayHint Comment")
        editor.edit(Path(worksheet.name))
        nvim.command(f"normal! {line}G")
        editor.until(lambda: editor.hints() and "…" not in "".join(editor.hints().values()))
        _settle(lambda: sorted(editor.hints().items()))
        if hover:
            editor.lua("vim.lsp.buf.hover({ border = 'rounded', max_width = 70 })")
            editor.until(editor.float)
        nvim.command("redraw!")
        _drain(nvim, screen)
    return screen.svg()


def _settle(probe: Any) -> None:
    """Waits until ``probe`` has returned the same for three seconds."""
    last, since = probe(), time.monotonic()
    while time.monotonic() - since < 3:
        time.sleep(0.1)
        if (now := probe()) != last:
            last, since = now, time.monotonic()


def _drain(nvim: Any, screen: Screen) -> None:
    """Takes every event that has been sent up to now."""
    nvim.command("call rpcnotify(0, 'drawn')")
    while True:
        message = nvim.next_message()
        if message is None or message[1] == "drawn":
            return
        if message[1] == "redraw":
            screen.take(message[2])


def main() -> None:
    """Writes one picture."""
    parser = argparse.ArgumentParser(description="Draw what a real Neovim shows of a worksheet.")
    parser.add_argument("worksheet", type=Path)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--columns", type=int, default=90)
    parser.add_argument("--rows", type=int, default=24)
    parser.add_argument("--line", type=int, default=1, help="where the cursor stands")
    parser.add_argument("--hover", action="store_true", help="show the hover of that line")
    options = parser.parse_args()
    svg = picture(options.worksheet, options.columns, options.rows, options.line, options.hover)
    options.picture.parent.mkdir(parents=True, exist_ok=True)
    options.picture.write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
