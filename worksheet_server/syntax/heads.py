"""Lines that begin with a word: ``assume``, ``set``, ``use``, ``plot``."""

from __future__ import annotations

from worksheet_server.syntax.chains import listed_conditions
from worksheet_server.syntax.cursor import Cursor, Level
from worksheet_server.syntax.lexer import END, NAME
from worksheet_server.syntax.statements import Assumption, Content, Setting, Unreadable
from worksheet_server.syntax.tree import Expression

_LATER = {"use": "importing another worksheet with `use`", "plot": "`plot`"}


def read(cursor: Cursor) -> Content:
    """The statement whose word is here."""
    word = cursor.take()
    if word.text in _LATER:
        cursor.fail(word.span, f"{_LATER[word.text]} is not supported yet")
        return Unreadable()
    return _assumption(cursor) if word.text == "assume" else _setting(cursor)


def _assumption(cursor: Cursor) -> Content:
    cursor.listing = True
    conditions: list[Expression] = list(listed_conditions(cursor))
    while cursor.accept(","):
        conditions.extend(listed_conditions(cursor))
    return Assumption(tuple(conditions))


def _setting(cursor: Cursor) -> Content:
    token = cursor.token
    if token.kind != NAME:
        cursor.fail(token.span, "`set` is followed by a setting: `set digits 20`, `set tolerance 1e-8`, `set complex`")
        return Unreadable()
    cursor.take()
    cursor.accept("=")
    value = cursor.read(Level.SUM) if cursor.token.kind != END else None
    return Setting(token.text, value)
