"""Characters: which spellings of a letter, a sign or a digit are the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_GREEK = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu "
    "nu xi omicron pi rho sigma tau upsilon phi chi psi omega"
).split()
_GREEK_LETTERS = "αβγδεζηθικλμνξοπρστυφχψω"
ENGLISH_GREEK = dict(zip(_GREEK, _GREEK_LETTERS, strict=True)) | {
    name.capitalize(): letter.upper() for name, letter in zip(_GREEK, _GREEK_LETTERS, strict=True)
}
"""The English spelling of each Greek letter, and the letter."""

IMAGINARY_UNIT = "ⅈ"

_LETTERLIKE = "ℂℊℋℌℍℎℏℐℑℒℓℕℙℚℛℜℝℤℨℬℭℯℰℱℳℴℽℾⅅⅆⅇ"
_PLAIN = {"ϵ": "ε", "ϕ": "φ", "ϑ": "θ", "µ": "μ", "ℏ": "ℏ"}
FOLDED = str.maketrans(
    {char: unicodedata.normalize("NFKC", char) for char in _LETTERLIKE if len(unicodedata.normalize("NFKC", char)) == 1}
    | {
        chr(code): _PLAIN.get(plain, plain)
        for code in range(0x1D400, 0x1D800)
        if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1
    }
    | _PLAIN
)
"""One character for one character, so that no span moves: the mathematical alphabets and the variant Greek letters."""

SYMBOLS = {
    "−": "-", "–": "-", "÷": "/", "∕": "/", "⁄": "/", "∗": "*", "⋅": "·", "∙": "·", "·": "·", "×": "×", "±": "±",
    "≤": "<=", "⩽": "<=", "≥": ">=", "⩾": ">=", "≠": "!=", "≈": "≈", "→": "->", "⟶": "->", "⇒": "=>", "≔": ":=",
    "…": "...", "⋯": "...", "′": "'", "’": "'", "√": "√", "∛": "∛", "∑": "∑", "∏": "∏", "∫": "∫", "∂": "∂", "∇": "∇",
    "⌊": "⌊", "⌋": "⌋", "⌈": "⌈", "⌉": "⌉", "‖": "‖",
}  # fmt: skip
"""Signs of one character, and the operator that each one is."""

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿⁱ", "0123456789+-ni")
SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+-")

_RUN = re.compile("(" + "|".join(sorted(ENGLISH_GREEK, key=len, reverse=True)) + ")")
_LETTERS_AND_DIGITS = re.compile(r"(\D*)(.*)", re.DOTALL)


@lru_cache(maxsize=4096)
def fold_name(text: str) -> str:
    """The one spelling of a name: NFC, English spellings of Greek letters as letters, but ``pi`` and ``oo`` in ASCII.

    >>> fold_name("theta_1"), fold_name("π"), fold_name("alphabeta"), fold_name("total")
    ('θ_1', 'pi', 'αβ', 'total')
    """
    text = unicodedata.normalize("NFC", text)
    folded = "_".join(_fold_part(part) for part in text.split("_"))
    return {"π": "pi", "∞": "oo"}.get(folded, folded)


def letters_of(text: str) -> str:
    """The letters of a name's stem: without subscript, digits and marks.

    >>> letters_of("x_max"), letters_of("w1"), letters_of("rate")
    ('x', 'w', 'rate')
    """
    stem = unicodedata.normalize("NFD", text.split("_", 1)[0])
    return "".join(char for char in stem if unicodedata.category(char)[0] == "L")


def is_one_letter(text: str) -> bool:
    """Whether a folded name is one letter: ``x``, ``x1``, ``w_0``, ``ŷ`` (digits, a subscript or a mark may follow)."""
    return len(letters_of(text)) == 1


def _fold_part(part: str) -> str:
    """``theta1`` and ``alphabeta`` in Greek; a part that is not all Greek stays as it is."""
    match = _LETTERS_AND_DIGITS.fullmatch(part)
    assert match is not None
    letters, digits = match.groups()
    if not letters.isascii() or not letters:
        return part
    pieces = _RUN.split(letters)
    if any(pieces[::2]):
        return part
    return "".join(ENGLISH_GREEK[piece] for piece in pieces[1::2]) + digits
