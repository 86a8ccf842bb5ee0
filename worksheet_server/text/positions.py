"""Columns, counted as an editor counts them and as we do.

Inside, a column counts code points.  An editor counts bytes (``utf-8``), 16-bit units (``utf-16``) or code points
(``utf-32``); which of them is agreed on at the start.
"""

from __future__ import annotations

import re
from enum import StrEnum

_SURROGATE = re.compile("[\ud800-\udfff]")


class Encoding(StrEnum):
    """What an editor counts in."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    UTF_32 = "utf-32"


def width(text: str, encoding: Encoding) -> int:
    """How many units ``text`` is wide; a lone surrogate is three bytes, or one 16-bit unit."""
    if encoding is Encoding.UTF_32 or text.isascii():
        return len(text)
    if encoding is Encoding.UTF_8:
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def to_units(line: str, column: int, encoding: Encoding) -> int:
    """The editor's column for ours; beyond the end of the line is its end."""
    if encoding is Encoding.UTF_32 or line.isascii():
        return min(column, len(line))
    return width(line[:column], encoding)


def to_column(line: str, units: int, encoding: Encoding) -> int:
    """Our column for the editor's; beyond the end of the line is its end, inside a character is before it."""
    if encoding is Encoding.UTF_32 or line.isascii():
        return min(units, len(line))
    return len(_whole(line, units, encoding))


def split(line: str, units: int, encoding: Encoding) -> tuple[str, str]:
    """``line`` cut in two at the editor's column.

    In UTF-16 a cut inside a character gives two halves, lone surrogates, because editors that compute their own
    differences send such edits; ``join`` heals them.
    """
    if encoding is Encoding.UTF_16 and not line.isascii():
        data = line.encode("utf-16-le", "surrogatepass")
        return (
            data[: 2 * units].decode("utf-16-le", "surrogatepass"),
            data[2 * units :].decode("utf-16-le", "surrogatepass"),
        )
    column = to_column(line, units, encoding)
    return line[:column], line[column:]


def join(*parts: str) -> str:
    """The parts as one text, with halves of characters that meet made whole."""
    text = "".join(parts)
    if not has_surrogates(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def has_surrogates(text: str) -> bool:
    """Whether there is half a character in it, which no file can hold."""
    return not text.isascii() and _SURROGATE.search(text) is not None


def without_surrogates(text: str) -> str:
    """The text with ``�`` for every half character, which is as wide in every encoding."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _whole(line: str, units: int, encoding: Encoding) -> str:
    """The characters of ``line`` that end at or before ``units``."""
    if encoding is Encoding.UTF_8:
        data = line.encode("utf-8", "surrogatepass")
        while 0 < units < len(data) and data[units] & 0xC0 == 0x80:
            units -= 1
        return data[:units].decode("utf-8", "surrogatepass")
    data = line.encode("utf-16-le", "surrogatepass")
    if 0 < 2 * units < len(data):
        before = int.from_bytes(data[2 * units - 2 : 2 * units], "little")
        after = int.from_bytes(data[2 * units : 2 * units + 2], "little")
        units -= 0xD800 <= before < 0xDC00 <= after < 0xE000
    return data[: 2 * units].decode("utf-16-le", "surrogatepass")
