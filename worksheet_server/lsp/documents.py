"""A worksheet that the client has open: its text as the client has it, and the session that evaluates it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lsprotocol import types

from worksheet_server.engine.state import State
from worksheet_server.queries.places import Edit, Place, Stretch
from worksheet_server.service.session import Session
from worksheet_server.text.lines import Change, Lines
from worksheet_server.text.positions import Encoding, to_column, to_units


class Document:
    """An open worksheet; positions go in and out in the client's units.

    ``on_read`` is called when the text was changed and read, ``on_close`` at the end.
    """

    def __init__(self, uri: str, version: int | None, text: str, encoding: Encoding, session: Session) -> None:
        self.uri = uri
        self.version = version
        self.lines = Lines(text)
        self.session = session
        self.on_read: Callable[[], None] = _nothing
        self.on_close: Callable[[], None] = _nothing
        self._shown = (0, 0)
        self._encoding = encoding
        session.update(self.lines.lines)

    @property
    def state(self) -> State:
        """What is known of the worksheet now."""
        return self.session.state

    def edit(self, changes: Sequence[types.TextDocumentContentChangeEvent], version: int | None) -> None:
        """Takes the client's edits, in their order, and reads the worksheet again."""
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                start, end = change.range.start, change.range.end
                self.lines.change(
                    Change(start.line, start.character, end.line, end.character, change.text), self._encoding
                )
            else:
                self.lines = Lines(change.text)
        self.version = version
        self.session.update(self.lines.lines)
        self.on_read()

    def close(self) -> None:
        """Stops what is being evaluated, and takes back what was told."""
        self.session.close()
        self.on_close()

    def show(self, first: int, last: int) -> None:
        """Notes which lines are on the screen: they are evaluated before the others."""
        if (first, last) != self._shown:
            self._shown = (first, last)
            self.session.show(first, last)

    def place(self, position: types.Position) -> Place:
        """The client's position as ours."""
        return Place(position.line, to_column(self.lines[position.line], position.character, self._encoding))

    def position(self, place: Place) -> types.Position:
        """Our place as the client's."""
        return types.Position(place.line, to_units(self.lines[place.line], place.column, self._encoding))

    def range(self, stretch: Stretch) -> types.Range:
        """Our stretch as the client's."""
        return types.Range(self.position(stretch.start), self.position(stretch.stop))

    def text_edit(self, edit: Edit) -> types.TextEdit:
        """Our edit as the client's, with the line ends of this text."""
        return types.TextEdit(self.range(edit.stretch), edit.text.replace("\n", self.lines.line_end))


def _nothing() -> None:
    """Until somebody listens."""
