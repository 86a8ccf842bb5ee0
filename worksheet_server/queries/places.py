"""Where something stands in a worksheet: lines and columns from 0, columns in code points."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from worksheet_server.engine.state import State
from worksheet_server.engine.worksheet import Placed
from worksheet_server.text.span import Span


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One position in a worksheet."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """From one place up to, and without, another."""

    start: Place
    stop: Place


@dataclass(frozen=True, slots=True)
class Edit:
    """``text`` takes the place of what stands in the stretch."""

    stretch: Stretch
    text: str


def place(placed: Placed, offset: int) -> Place:
    """The place of a statement's code point; beyond its end is its end."""
    before = placed.text[:offset]
    line_start = before.rfind("\n") + 1
    return Place(placed.line + before.count("\n"), len(before) - line_start)


def stretch(placed: Placed, span: Span) -> Stretch:
    """Where a span of a statement stands."""
    return Stretch(place(placed, span.start), place(placed, span.stop))


def whole(placed: Placed) -> Stretch:
    """Where a statement stands, without the space around it."""
    text = placed.text
    start = len(text) - len(text.lstrip())
    return stretch(placed, Span(start, max(start, len(text.rstrip()))))


def first_index(state: State, line: int) -> int:
    """The index of the first statement that ends on ``line`` or below."""
    return bisect_left(state.lines, line, key=lambda each: each.placed.end_line)
