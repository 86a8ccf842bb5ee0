"""The canonical spelling of a worksheet."""

from __future__ import annotations

from worksheet_server.engine.state import State
from worksheet_server.queries.places import Edit, stretch
from worksheet_server.syntax.printer import show_statement
from worksheet_server.syntax.statements import Unreadable
from worksheet_server.text.span import Span

_MISREAD = frozenset({"syntax", "undefined-name", "depends-on-broken"})


def canonical_edits(state: State) -> tuple[Edit, ...]:
    """An edit for each statement that is not spelled canonically yet.

    A line that cannot be read, or names what nobody defined, is left alone: its reading is not what was meant.
    """
    return tuple(
        Edit(stretch(line.placed, Span(0, len(line.placed.text))), canonical)
        for line in state.lines
        if not isinstance(line.placed.statement.content, Unreadable)
        and not any(each.code in _MISREAD for each in line.diagnostics)
        and (canonical := show_statement(line.placed.statement)) != line.placed.text
    )
