"""A place in the tokens of a statement, and what is known there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum

from worksheet_server.syntax.lexer import END, Token
from worksheet_server.syntax.names import Names
from worksheet_server.syntax.tree import Expression, Missing
from worksheet_server.text.diagnostics import Diagnostic, Fix, Severity
from worksheet_server.text.span import Span

DEEPEST = 200
"""How many brackets, exponents and prefix forms may stand in each other."""

LONGEST = 1000
"""How many terms or factors a chain may have."""


class Level(IntEnum):
    """How much an expression may hold: a condition has relations, a side none, and so on down to one operand."""

    CONDITION = 0
    SIDE = 1
    SUM = 2
    PRODUCT = 3
    SIGNED = 4
    POWER = 5
    OPERAND = 6


class Cursor:
    """Reads tokens from left to right.

    After the first ``fail`` the cursor stands at the end, so that every loop ends and a partial tree remains; further
    failures say nothing.
    """

    __slots__ = (
        "bars",
        "depth",
        "diagnostics",
        "enclosed",
        "failed",
        "index",
        "integrals",
        "listing",
        "names",
        "reader",
        "text",
        "token",
        "tokens",
    )

    def __init__(
        self, text: str, tokens: list[Token], names: Names, reader: Callable[[Cursor, Level], Expression]
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.names = names
        self.reader = reader
        self.index = 0
        self.token = tokens[0]
        self.diagnostics: list[Diagnostic] = []
        self.failed = False
        self.depth = 0
        self.bars = 0
        self.integrals = 0
        self.enclosed = False
        self.listing = False

    def read(self, level: Level) -> Expression:
        """The expression that begins here."""
        if self.depth >= DEEPEST:
            return self.fail(self.token.span, f"this is nested too deeply: more than {DEEPEST} brackets or exponents")
        self.depth += 1
        node = self.reader(self, level)
        self.depth -= 1
        return node

    def take(self) -> Token:
        """The token here; the cursor moves behind it."""
        token = self.token
        if token.kind != END:
            self.index += 1
            self.token = self.tokens[self.index]
        return token

    def accept(self, text: str) -> bool:
        """Move behind the token here if it is ``text``."""
        if self.token.text != text:
            return False
        self.take()
        return True

    def peek(self, distance: int = 1) -> Token:
        """The token ``distance`` further on."""
        return self.tokens[min(self.index + distance, len(self.tokens) - 1)]

    def go_to(self, index: int) -> None:
        """Move to the token number ``index``."""
        self.index = min(index, len(self.tokens) - 1)
        self.token = self.tokens[self.index]

    def since(self, start: int) -> Span:
        """The span from ``start`` to the end of the last token taken."""
        stop = self.tokens[self.index - 1].stop if self.index else start
        return Span(start, max(start, stop))

    def written(self, token: Token) -> str:
        """How ``token`` is written in the text, in quotes for a message."""
        return quoted(self.text[token.start : token.stop]) if token.kind != END else "the end of the line"

    def fail(self, span: Span, message: str, *fixes: Fix, hints: tuple[str, ...] = ()) -> Missing:
        """Say what is wrong, and go to the end; what is missing at the end is shown at the token that asks for it."""
        if span.start == span.stop and self.index:
            span = self.tokens[self.index - 1].span
        stop = self.tokens[-2].stop if len(self.tokens) > 1 else 0
        start = min(self.token.start, stop)
        if not self.failed:
            self.failed = True
            self.refuse(span, message, *fixes, hints=hints)
        self.index = len(self.tokens) - 1
        self.token = self.tokens[-1]
        return Missing(printable(self.text[start:stop]), Span(start, stop))

    def refuse(self, span: Span, message: str, *fixes: Fix, hints: tuple[str, ...] = ()) -> None:
        """Say what is wrong, and read on."""
        self.diagnostics.append(Diagnostic("syntax", Severity.ERROR, span, message, hints, fixes))

    def hint(self, span: Span, message: str, *fixes: Fix) -> None:
        """Say how something ambiguous was read."""
        self.diagnostics.append(Diagnostic("ambiguous-reading", Severity.HINT, span, message, (), fixes))

    @contextmanager
    def inside(self, listing: bool = False) -> Iterator[None]:
        """What stands in brackets, where bars and integrals outside are not open.

        ``listing``: commas separate arguments or entries here.
        """
        saved = self.bars, self.integrals, self.enclosed, self.listing
        self.bars, self.integrals, self.enclosed, self.listing = 0, 0, True, listing
        yield
        self.bars, self.integrals, self.enclosed, self.listing = saved

    def close(self, opening: Token, closing: str) -> None:
        """Take ``closing``, which belongs to ``opening``."""
        if self.accept(closing):
            return
        if self.token.kind == END:
            end = self.tokens[self.index - 1].stop
            self.fail(
                opening.span,
                f"{self.written(opening)} is never closed",
                Fix(f"Close it with {closing}", Span(end, end), closing),
            )
        elif self.token.text in ")]}":
            self.fail(self.token.span, f"{self.written(opening)} is closed by {self.written(self.token)}")
        else:
            self.unexpected()

    def unexpected(self) -> Missing:
        """Fail at the token here, which nothing can be made of."""
        return self.fail(self.token.span, explain_token(self), *_mend(self))

    def has_comma_in_bracket(self) -> bool:
        """Whether the bracket that opens here holds a comma at its own level."""
        depth = 0
        for index in range(self.index, len(self.tokens)):
            text = self.tokens[index].text
            if text in ("(", "[", "{"):
                depth += 1
            elif text in (")", "]", "}"):
                depth -= 1
                if depth == 0:
                    return False
            elif text == "," and depth == 1:
                return True
        return False


def explain_token(cursor: Cursor) -> str:
    """Why the token here cannot stand here."""
    token, before = cursor.token, cursor.tokens[cursor.index - 1] if cursor.index else None
    text = token.text
    if token.kind == END:
        return f"something is missing after {cursor.written(before)}" if before else "something is missing"
    if text == "‖":
        return "`‖` closes nothing that was opened"
    if text == "\\":
        return "LaTeX spellings are not supported yet"
    if text == "~":
        return "random variables (`X ~ …`) are not supported yet"
    if text and text in ")]}⌋⌉":
        return f"{cursor.written(token)} closes nothing that was opened"
    if text == "..":
        return "a range needs its name, as in `i=1..10`"
    if text in ("+", "-", "*", "/", "^", "·", "×") and cursor.peek().kind == END:
        return f"something is missing after {cursor.written(token)}"
    if text == "_":
        return "an element is written `y[i+1]`, a subscript `y_1`"
    if token.kind == "word":
        return f"`{text}` is a reserved word and cannot stand here"
    if token.kind == "unknown":
        return f"the character {cursor.written(token)} cannot be read"
    if token.kind == "subscript":
        return f"a subscript is written with `_`: `_{text}`"
    return f"{cursor.written(token)} cannot stand here"


def _mend(cursor: Cursor) -> tuple[Fix, ...]:
    """How a subscript that cannot be read is written."""
    token = cursor.token
    before = cursor.tokens[cursor.index - 1] if cursor.index else None
    if before is None or before.kind != "name":
        return ()
    if token.kind == "subscript":
        return (
            Fix(f"Write {before.text}_{token.text}", Span(before.start, token.stop), f"{before.text}_{token.text}"),
        )
    if token.text == "_" and cursor.peek().text == "{":
        stop = next((each for each in cursor.tokens[cursor.index :] if each.text == "}"), None)
        if stop is not None:
            inner = cursor.text[cursor.peek().stop : stop.start]
            return (Fix(f"Write {before.text}[{inner}]", Span(token.start, stop.stop), f"[{inner}]"),)
    return ()


def quoted(text: str) -> str:
    """``text`` as a message quotes it, shortened where it is long."""
    text = printable(text)
    return f"`{text}`" if len(text) <= 40 else f"`{text[:39]}…`"


def printable(text: str) -> str:
    """``text`` with control characters and lone surrogates spelled out, so that it can be shown anywhere."""
    return "".join(char if char.isprintable() or char == " " else f"\\u{{{ord(char):x}}}" for char in text)
