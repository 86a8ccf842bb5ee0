"""The outline: headings that hold what is defined below them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from worksheet_server.engine.state import State
from worksheet_server.engine.worksheet import Placed
from worksheet_server.queries.places import Place, Stretch, stretch, whole
from worksheet_server.syntax import printer
from worksheet_server.syntax.statements import Definition, Heading


class SymbolKind(StrEnum):
    """What an entry of the outline is."""

    HEADING = "heading"
    FUNCTION = "function"
    VARIABLE = "variable"


@dataclass(frozen=True, slots=True)
class Symbol:
    """One entry: a heading reaches down to the next of its level, a definition over its statement."""

    name: str
    detail: str
    kind: SymbolKind
    stretch: Stretch
    selection: Stretch
    children: tuple[Symbol, ...] = ()


def outline(state: State) -> tuple[Symbol, ...]:
    """The headings and definitions of a worksheet, in order, nested by the level of the headings."""
    open_headings: list[tuple[int, Symbol, list[Symbol]]] = []
    top: list[Symbol] = []
    end = Place(0, 0)

    def close(level: int) -> None:
        while open_headings and open_headings[-1][0] >= level:
            _, heading, children = open_headings.pop()
            reach = Stretch(heading.stretch.start, max(end, heading.stretch.stop))
            complete = Symbol(heading.name, "", heading.kind, reach, heading.selection, tuple(children))
            (open_headings[-1][2] if open_headings else top).append(complete)

    for line in state.lines:
        placed, content = line.placed, line.placed.statement.content
        here = whole(placed)
        if isinstance(content, Heading):
            close(content.level)
            symbol = Symbol(content.title or "(untitled)", "", SymbolKind.HEADING, here, here)
            open_headings.append((content.level, symbol, []))
        elif isinstance(content, Definition):
            (open_headings[-1][2] if open_headings else top).append(_definition(content, here, line.placed))
        end = here.stop
    close(0)
    return tuple(top)


def _definition(content: Definition, here: Stretch, placed: Placed) -> Symbol:
    name = content.name.text
    if content.parameters is not None:
        name += f"({', '.join(each.text for each in content.parameters)})"
    kind = SymbolKind.VARIABLE if content.parameters is None else SymbolKind.FUNCTION
    return Symbol(name, printer.show(content.chain.first), kind, here, stretch(placed, content.name.span))
