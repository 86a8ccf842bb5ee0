"""What names mean on a line, and which of them are still without a value."""

from __future__ import annotations

from collections.abc import Mapping

from worksheet_server.engine.environment import Cell, Environment
from worksheet_server.engine.names import (
    Role,
    Use,
    is_letter,
)


def look_up(names: frozenset[str], cells: Mapping[str, Cell], meanings: dict[str, Cell | None]) -> None:
    """Adds what each name means, and what those names mean here that the definitions found leave open."""
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in meanings:
            cell = meanings[name] = cells.get(name)
            if cell is not None:
                waiting.extend(cell.open)


def left_open(direct: frozenset[str], meanings: Mapping[str, Cell | None]) -> frozenset[str]:
    """The names whose value is still open on this line: its own, and those of the definitions that it uses.

    A definition never sees itself, so a name that only its own definition would give a value is open.
    """
    found: set[str] = set()
    waiting: list[tuple[str, Cell | None]] = [(name, None) for name in direct]
    seen: set[str] = set()
    while waiting:
        name, user = waiting.pop()
        cell = meanings.get(name)
        if cell is None or cell is user:
            found.add(name)
        elif name not in seen:
            seen.add(name)
            waiting.extend((each, cell) for each in cell.open)
    return frozenset(found)


def library_names(found: tuple[Use, ...], environment: Environment) -> frozenset[str]:
    """The names among ``found`` that mean functions of the library; ``N`` alone is a variable, ``N(`` a function."""
    return frozenset(
        use.name.text
        for use in found
        if use.name.text in environment.library
        and use.name.text not in environment.cells
        and (use.role is Role.FUNCTION or not is_letter(use.name.text))
    )
