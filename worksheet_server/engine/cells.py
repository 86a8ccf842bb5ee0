"""The definition that a line puts in force."""

from __future__ import annotations

from collections.abc import Mapping

from worksheet_server.engine.environment import Cell, Environment
from worksheet_server.engine.fingerprint import digest
from worksheet_server.engine.lifting import lift
from worksheet_server.engine.lookup import left_open, library_names, look_up
from worksheet_server.engine.names import (
    CONSTANTS,
    chain_uses,
    parameters,
)
from worksheet_server.engine.reading import Parsed
from worksheet_server.syntax.statements import (
    Definition,
    Unreadable,
)
from worksheet_server.syntax.tree import (
    Expression,
    Matrix,
    Number,
    Unary,
    Vector,
    walk,
)


def make_cell(
    parsed: Parsed, environment: Environment, meanings: Mapping[str, Cell | None], sound: bool, broken: Cell | None
) -> Cell | None:
    """What a line defines, if anything: of no use to others unless it is ``sound`` and rests on nothing ``broken``."""
    content = parsed.statement.content
    if isinstance(content, Unreadable):
        if content.name is None:
            return None
        _, _, behind = parsed.text.partition("(")
        return Cell(
            content.name,
            (),
            (parsed.key,),
            is_function=bool(behind) and parsed.text.find("(") < _relation(parsed.text),
            unreadable=True,
        )
    if not isinstance(content, Definition):
        return None
    is_function = content.parameters is not None
    if not sound:
        return Cell(content.name.text, (), (parsed.key,), is_function, unreadable=True)
    definitions = lift(content, parsed.statement.where)
    found = tuple(use for each in definitions for use in chain_uses(each.chain, parameters(each)))
    own = {each.name.text for each in definitions[:-1]} | CONSTANTS
    names = frozenset(use.name.text for use in found) - own
    needs: dict[str, Cell | None] = {}
    look_up(names, {name: cell for name, cell in meanings.items() if cell is not None}, needs)
    open_names = left_open(names, needs) - library_names(found, environment)
    closed = content.parameters is None and not open_names
    return Cell(
        content.name.text,
        definitions,
        tuple(digest(each) for each in definitions),
        is_function,
        {name: cell for name, cell in needs.items() if cell is not None},
        open_names,
        waits=closed and not _is_literal(content.chain.first),
        has_decimals=any(_has_decimals(each.chain.first) for each in definitions)
        or any(cell.has_decimals for cell in needs.values() if cell is not None),
        broken=broken.origin if broken is not None else None,
    )


def kept_cell(cell: Cell | None, before: Cell | None) -> Cell | None:
    """``before`` where it says the same as ``cell``, so that whoever uses it stays as it is."""
    if cell is None or before is None or cell.keys != before.keys or cell.is_function != before.is_function:
        return cell
    same = (
        cell.name == before.name
        and cell.needs == before.needs
        and cell.open == before.open
        and cell.unreadable == before.unreadable
        and cell.broken is before.broken
    )
    return before if same else cell


def _is_literal(expression: Expression) -> bool:
    return all(isinstance(node, Number | Unary | Vector | Matrix) for node in walk(expression)) and not any(
        isinstance(node, Unary) and node.operator == "!" for node in walk(expression)
    )


def _has_decimals(expression: Expression) -> bool:
    return any(isinstance(node, Number) and node.is_decimal for node in walk(expression))


def _relation(text: str) -> int:
    """Where the first ``=`` of a text stands, or its end."""
    found = text.find("=")
    return len(text) if found < 0 else found
