"""The lines of a text that is being edited.

Only LF, CRLF and CR end a line.  U+2028, NEL, form feed and the others that ``str.splitlines`` knows stand inside a
line, as they do in editors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from worksheet_server.text.positions import Encoding, has_surrogates, join, split, without_surrogates

_END = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Change:
    """An edit as an editor sends it: ``text`` takes the place of what stands between two positions.

    Lines count from 0, columns in the units of the agreed encoding.  Where the end comes before the start, they are
    exchanged.
    """

    start_line: int
    start: int
    stop_line: int
    stop: int
    text: str


def split_lines(text: str) -> tuple[list[str], list[str]]:
    """The lines without their ends, and the ends; the last line has none, so there is always one."""
    ends = _END.findall(text)
    if not ends:
        return [text], [""]
    return _END.split(text), [*ends, ""]


class Lines:
    """A text by lines, whose ends are kept.  A change costs what it touches, and moving the list's tail."""

    def __init__(self, text: str = "") -> None:
        self._texts, self._ends = split_lines(join(text))
        self._broken = sum(map(has_surrogates, self._texts))

    def __len__(self) -> int:
        return len(self._texts)

    def __getitem__(self, line: int) -> str:
        """The text of one line, without its end; empty where there is none."""
        return self._texts[line] if 0 <= line < len(self._texts) else ""

    @property
    def text(self) -> str:
        """The whole text, as it was sent."""
        return "".join(part for pair in zip(self._texts, self._ends, strict=True) for part in pair)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends, ready to be read: half characters are replaced."""
        return tuple(map(without_surrogates, self._texts) if self._broken else self._texts)

    @property
    def line_end(self) -> str:
        """What ends the lines of this text, by its first."""
        return self._ends[0] or "\n"

    def change(self, change: Change, encoding: Encoding) -> None:
        """Applies one edit; positions beyond the end of a line, or of the text, are that end."""
        start, stop = sorted(((change.start_line, change.start), (change.stop_line, change.stop)))
        first, before, _ = self._cut(*start, encoding)
        last, _, after = self._cut(*stop, encoding)
        texts, ends = split_lines(before + change.text)
        texts[-1] += after
        ends[-1] = self._ends[last]
        texts = [join(each) for each in texts]
        self._broken += sum(map(has_surrogates, texts)) - sum(map(has_surrogates, self._texts[first : last + 1]))
        self._texts[first : last + 1] = texts
        self._ends[first : last + 1] = ends
        for line in dict.fromkeys((first + len(texts) - 1, first)):
            self._unite_end(line)

    def _cut(self, line: int, units: int, encoding: Encoding) -> tuple[int, str, str]:
        if line >= len(self._texts):
            return len(self._texts) - 1, self._texts[-1], ""
        return line, *split(self._texts[line], units, encoding)

    def _unite_end(self, line: int) -> None:
        """Makes one line end of a CR and a LF between which nothing is left on ``line``."""
        if line and not self._texts[line] and self._ends[line - 1] == "\r" and self._ends[line] == "\n":
            self._ends[line - 1] = "\r\n"
            del self._texts[line], self._ends[line]
