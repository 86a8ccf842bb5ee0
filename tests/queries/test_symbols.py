from __future__ import annotations

from tests.queries.states import worksheet
from worksheet_server.queries.places import Place, Stretch
from worksheet_server.queries.symbols import Symbol, SymbolKind, outline

TEXT = """\
a = 1
## Sums
f(x, y) = x + y
1 + 1
### Deep
b = f(1, 2)
## Products
> prose
"""


def tree(symbols: tuple[Symbol, ...]) -> list[tuple[str, list[object]]]:
    return [(each.name, list(tree(each.children))) for each in symbols]


def test_definitions_hang_below_their_headings() -> None:
    assert tree(outline(worksheet(TEXT))) == [
        ("a", []),
        ("Sums", [("f(x, y)", []), ("Deep", [("b", [])])]),
        ("Products", []),
    ]


def test_a_heading_reaches_to_the_next_of_its_level() -> None:
    _, sums, _ = outline(worksheet(TEXT))
    assert sums.stretch == Stretch(Place(1, 0), Place(5, 11))
    assert sums.selection == Stretch(Place(1, 0), Place(1, 7))


def test_a_definition_tells_its_kind_and_its_value() -> None:
    a, sums, _ = outline(worksheet(TEXT))
    assert (a.kind, a.detail, a.selection) == (SymbolKind.VARIABLE, "1", Stretch(Place(0, 0), Place(0, 1)))
    assert sums.children[0].kind is SymbolKind.FUNCTION
    assert sums.children[0].detail == "x + y"


def test_every_symbol_lies_within_its_parent() -> None:
    def check(symbols: tuple[Symbol, ...], outer: Stretch) -> None:
        for each in symbols:
            assert outer.start <= each.stretch.start <= each.selection.start
            assert each.selection.stop <= each.stretch.stop <= outer.stop
            check(each.children, each.stretch)

    check(outline(worksheet(TEXT)), Stretch(Place(0, 0), Place(99, 0)))
