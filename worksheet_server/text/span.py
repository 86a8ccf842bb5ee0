"""A stretch of a statement's text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points ``start`` to ``stop``, half-open, counted from the statement's first character.

    A line break inside the statement counts one code point, however it is encoded in the file.
    """

    start: int
    stop: int

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.stop

    def cover(self, other: Span) -> Span:
        """The smallest span that contains both."""
        return Span(min(self.start, other.start), max(self.stop, other.stop))


NOWHERE = Span(0, 0)
"""The span of a tree that was computed and not read from a text."""
