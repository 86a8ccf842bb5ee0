"""The answers beside the lines."""

from __future__ import annotations

from dataclasses import dataclass

from worksheet_server.engine.state import State
from worksheet_server.queries.answer_text import short
from worksheet_server.queries.places import Place, first_index, whole

LONGEST = 40
"""Characters of a hint; VS Code cuts those of a line at 43."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A short answer and the place behind the statement that it belongs to."""

    place: Place
    text: str


def hints(state: State, first: int, last: int) -> tuple[Hint, ...]:
    """The hints of the statements between two lines, both included.

    A statement whose answer is not known yet has none; one that is evaluated again keeps the old one, marked.
    """
    found = []
    for line in state.lines[first_index(state, first) :]:
        if line.placed.line > last:
            break
        if text := short(line):
            found.append(Hint(whole(line.placed).stop, text))
    return tuple(found)
