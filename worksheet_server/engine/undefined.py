"""What is said about a name that nothing defines."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from worksheet_server.engine.names import Use, is_letter
from worksheet_server.engine.reading import LINE, Remark
from worksheet_server.text.diagnostics import Diagnostic, Fix, Severity

_FEW = 3
"""So many letters may be a product of variables that nothing was said about."""


def undefined(use: Use, known: Iterable[str], letters: frozenset[str]) -> Remark:
    """The error for a longer name without a meaning.

    It offers the nearest of the ``known`` names and, where all its letters are among ``letters``, their product.
    """
    text = use.name.text
    fixes: list[Fix] = []
    hints: list[str] = []
    product = _product(text, letters)
    if product is not None:
        written = f"({product})" if use.tight else product
        hints.append(f"a product is written with spaces or *: {product}")
        fixes.append(Fix(f"Write the product {product}", use.name.span, written))
    near = get_close_matches(text, sorted(name for name in known if name != text and len(name) > 1), n=1, cutoff=0.7)
    message = f"`{text}` is not defined"
    if near:
        message += f"; did you mean `{near[0]}`?"
        fixes.append(Fix(f"Change to {near[0]}", use.name.span, near[0]))
    elif product is None:
        hints.append(f"define it above (`{text} = …`), or declare it a variable: `assume {text} in R`")
    found = Diagnostic("undefined-name", Severity.ERROR, use.name.span, message, tuple(hints), tuple(fixes))
    return Remark(found, missing=text)


def defined_below(found: Diagnostic) -> Diagnostic:
    """The same finding where a line below defines the name."""
    name = found.message.split("`")[1]
    message = f"`{name}` is defined on line {LINE}, below"
    hints = ("a definition holds for the lines that follow it: move it above this line",)
    return Diagnostic(found.code, found.severity, found.span, message, hints)


def _product(text: str, letters: frozenset[str]) -> str | None:
    """``x*y`` for ``xy`` where all its letters, with their digits, are known, or few and different."""
    factors: list[str] = []
    for character in text:
        if character.isalpha() or not factors:
            factors.append(character)
        else:
            factors[-1] += character
    few = 1 < len(set(factors)) == len(factors) <= _FEW
    if len(factors) > 1 and all(is_letter(each) and (few or each in letters) for each in factors):
        return "*".join(factors)
    return None
