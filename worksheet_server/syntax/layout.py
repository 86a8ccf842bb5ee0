"""From the lines of a worksheet to the blocks that are statements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one statement: the first and the last, counted from 0, and their text joined by ``\\n``."""

    line: int
    end_line: int
    text: str


_RELATION = re.compile(r"\s*(?:=|<|!=|:=|≈|~=|≤|≥|≠|⩽|⩾|⇒|>=)|\s+>")
_CLOSING = re.compile(r"\s*[)\]}]")
_NO_STATEMENT = re.compile(r"\s*(?:#|>(?!=)|$)")
_BRACKET = re.compile(r"[()\[\]{}]")


def split(lines: Sequence[str]) -> tuple[Block, ...]:
    """The blocks of a worksheet: every line belongs to exactly one; blank lines and comments are blocks of their own.

    A block goes on where the next line begins with a relation, or while a bracket is open and the next line is indented
    or closes it, and never past a blank line.
    """
    blocks: list[Block] = []
    line = 0
    while line < len(lines):
        block = _block(lines, line)
        blocks.append(block)
        line = block.end_line + 1
    return tuple(blocks)


def resplit(
    blocks: Sequence[Block], lines: Sequence[str], start: int, old_stop: int, new_stop: int
) -> tuple[Block, ...]:
    """The blocks of ``lines`` after an edit, where ``blocks`` were those before it.

    The old lines ``start`` to ``old_stop`` (half-open) became the new lines ``start`` to ``new_stop``.  Only lines near
    the edit are looked at; the result equals ``split(lines)``.
    """
    shift = new_stop - old_stop
    # The block before the edit may now go on, so it is read again.
    kept = 0
    while kept < len(blocks) and blocks[kept].end_line < start - 1:
        kept += 1
    result = list(blocks[:kept])
    behind = kept
    line = result[-1].end_line + 1 if result else 0
    while line < len(lines):
        if line >= new_stop:
            while behind < len(blocks) and blocks[behind].line + shift < line:
                behind += 1
            if behind < len(blocks) and blocks[behind].line >= old_stop and blocks[behind].line + shift == line:
                moved = blocks[behind:]
                result.extend(
                    replace(each, line=each.line + shift, end_line=each.end_line + shift) if shift else each
                    for each in moved
                )
                return tuple(result)
        block = _block(lines, line)
        result.append(block)
        line = block.end_line + 1
    return tuple(result)


def _block(lines: Sequence[str], start: int) -> Block:
    """The block that begins with the line ``start``."""
    first = lines[start]
    end = start
    if not _NO_STATEMENT.match(first):
        depth = _depth(first, 0)
        while end + 1 < len(lines) and _goes_on(lines[end + 1], depth):
            end += 1
            depth = _depth(lines[end], depth)
    text = first if end == start else "\n".join(lines[start : end + 1])
    return Block(start, end, text)


def _goes_on(line: str, depth: int) -> bool:
    """Whether ``line`` continues the statement above it, which left ``depth`` brackets open."""
    if not line or line.isspace():
        return False
    if _RELATION.match(line):
        return True
    return depth > 0 and (line[0] in " \t" or _CLOSING.match(line) is not None)


def _depth(line: str, depth: int) -> int:
    """How many brackets are open behind ``line``, of whatever kind; those in its comment do not count."""
    code = line.partition("#")[0]
    for bracket in _BRACKET.findall(code):
        depth = depth + 1 if bracket in "([{" else max(0, depth - 1)
    return depth
