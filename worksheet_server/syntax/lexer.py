"""From text to tokens: numbers, names, signs, comments.  Nothing is refused here; what nobody knows is a token too."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from worksheet_server.syntax.alphabets import FOLDED, IMAGINARY_UNIT, SUBSCRIPTS, SUPERSCRIPTS, SYMBOLS, fold_name
from worksheet_server.syntax.names import RESERVED_WORDS
from worksheet_server.text.span import Span

NUMBER: Final = "number"
NAME: Final = "name"
WORD: Final = "word"
SIGN: Final = "sign"
SUPERSCRIPT: Final = "superscript"
SUBSCRIPT: Final = "subscript"
FRACTION: Final = "fraction"
UNKNOWN: Final = "unknown"
END: Final = "end"


class Token(NamedTuple):
    """A piece of text: its kind, its canonical spelling, where it stands, whether a space stands before it."""

    kind: str
    text: str
    start: int
    stop: int
    spaced: bool

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.stop)


class Comment(NamedTuple):
    """``# text``: the text without sign and outer spaces, and where the sign and the whole stand."""

    text: str
    start: int
    stop: int


_ASCII = re.compile(
    r"""(?P<space>[ \t\n\r]+)
    |(?P<big>(?:sum|prod|int|lim)(?=_[{(])|int(?=_\w+\s*\^|_-))
    |(?P<name>[A-Za-z](?:_*[A-Za-z0-9]|_\{[A-Za-z0-9]+\})*)
    |(?P<number>(?:\d+(?:_\d+)*(?:\.(?!\.)(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+)?)
    |(?P<comment>\#[^\n]*)
    |(?P<sign>\.\.\.|\.\.|\*\*|\+/-|:=|=>|==|!(?===)|!=|<=|>=|->|~=|[-+*/^!|()\[\]{},;:=<>~_'])
    """,
    re.VERBOSE | re.ASCII,
)
_BRACED = re.compile(r"_\{[A-Za-z0-9]+\}")
_SPELLED = {"**": "^", "~=": "≈", "+/-": "±"}
_DOUBLED = {"∬": "∫∫", "∭": "∫∫∫"}


def tokenize(text: str) -> tuple[list[Token], list[Comment]]:
    """The tokens of a statement, the last of kind ``END``, and its comments."""
    plain = text if text.isascii() else text.translate(FOLDED)
    tokens: list[Token] = []
    comments: list[Comment] = []
    position, spaced = 0, False
    while position < len(plain):
        match = _ASCII.match(plain, position)
        kind = match.lastgroup if match else None
        if match is None or (kind == "name" and _goes_on(plain, match.end())):
            token = _beyond_ascii(plain, position, spaced)
            if token is None:
                position, spaced = position + 1, True
                continue
            tokens.extend(token._replace(text=letter) for letter in _DOUBLED.get(token.text, ()))
            if token.text not in _DOUBLED:
                tokens.append(token)
            position, spaced = token.stop, False
            continue
        stop = match.end()
        if kind == "space":
            spaced = True
        elif kind == "comment":
            comments.append(Comment(plain[position + 1 : stop].strip(), position, stop))
            spaced = True
        else:
            tokens.append(_token(kind or "", match.group(), position, stop, spaced))
            spaced = False
        position = stop
    tokens.append(Token(END, "", len(plain), len(plain), spaced))
    return tokens, comments


def _token(kind: str, text: str, start: int, stop: int, spaced: bool) -> Token:
    if kind == "number":
        return Token(NUMBER, _digits(text), start, stop, spaced)
    if kind == "sign":
        return Token(SIGN, _SPELLED.get(text, text), start, stop, spaced)
    if kind == "big":
        return Token(NAME, text, start, stop, spaced)
    if text in RESERVED_WORDS:
        return Token(WORD, text, start, stop, spaced)
    return Token(NAME, fold_name(text.replace("{", "").replace("}", "")), start, stop, spaced)


def _digits(text: str) -> str:
    """``1_000`` as ``1000``, ``.5`` as ``0.5``, ``2.`` as ``2.0``, ``1E+5`` as ``1e5``."""
    mantissa, mark, exponent = text.replace("_", "").lower().partition("e")
    if mantissa.startswith("."):
        mantissa = "0" + mantissa
    if mantissa.endswith("."):
        mantissa += "0"
    return mantissa + mark + exponent.removeprefix("+")


def _goes_on(text: str, position: int) -> bool:
    """Whether a name goes on at ``position`` with a character beyond ASCII, perhaps behind ``_``."""
    position += text.startswith("_", position)
    return position < len(text) and text[position] > "\x7f" and _is_name_character(text[position])


def _beyond_ascii(text: str, start: int, spaced: bool) -> Token | None:
    """The token at ``start``, which is not ASCII or a name that does not stay so; ``None`` for a space."""
    char = text[start]
    if char in SYMBOLS:
        return Token(SIGN, SYMBOLS[char], start, start + 1, spaced)
    if char in _DOUBLED:
        return Token(SIGN, char, start, start + 1, spaced)
    if char == "∞" or char == IMAGINARY_UNIT:
        return Token(NAME, fold_name(char), start, start + 1, spaced)
    if char == "∈":
        return Token(WORD, "in", start, start + 1, spaced)
    for table, kind in ((SUPERSCRIPTS, SUPERSCRIPT), (SUBSCRIPTS, SUBSCRIPT)):
        if ord(char) in table:
            stop = start + 1
            while stop < len(text) and ord(text[stop]) in table:
                stop += 1
            return Token(kind, text[start:stop].translate(table), start, stop, spaced)
    if _is_name_character(char) and unicodedata.category(char)[0] == "L":
        stop = start + 1
        while stop < len(text) and (_is_name_character(text[stop]) or _is_subscript_mark(text, stop)):
            stop += 1
        braced = _BRACED.match(text, stop)
        stop = braced.end() if braced else stop
        return _token("name", text[start:stop], start, stop, spaced)
    fraction = unicodedata.normalize("NFKC", char).partition("⁄")
    if fraction[1] and fraction[0].isdecimal() and fraction[2].isdecimal():
        return Token(FRACTION, "/".join(fraction[::2]), start, start + 1, spaced)
    if unicodedata.category(char) in ("Zs", "Zl", "Zp") or char == "\ufeff":
        return None
    return Token(UNKNOWN, char, start, start + 1, spaced)


def _is_name_character(char: str) -> bool:
    if char < "\x80":
        return char.isalnum()
    if ord(char) in SUPERSCRIPTS or ord(char) in SUBSCRIPTS or char == IMAGINARY_UNIT:
        return False
    category = unicodedata.category(char)
    return category[0] in "LM" or category == "Nd"


def _is_subscript_mark(text: str, position: int) -> bool:
    """Whether ``_`` stands here with something of a name behind it."""
    return text[position] == "_" and position + 1 < len(text) and _is_name_character(text[position + 1])
