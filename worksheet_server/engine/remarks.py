"""What is wrong with the names of a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from worksheet_server.engine.environment import Cell, Environment
from worksheet_server.engine.names import (
    ANSWERS,
    CONSTANTS,
    Role,
    Use,
    bound_names,
    free_names,
    is_letter,
    parameters,
    where_names,
)
from worksheet_server.engine.reading import LINE, Remark
from worksheet_server.engine.undefined import undefined
from worksheet_server.syntax.names import CONSTANTS as RESERVED
from worksheet_server.syntax.statements import (
    Assumption,
    Check,
    Definition,
    Statement,
)
from worksheet_server.syntax.tree import (
    Expression,
    Name,
)
from worksheet_server.text.diagnostics import Diagnostic, Severity


def reserved(statement: Statement) -> Iterator[Diagnostic]:
    """Errors for ``e``, ``pi`` and ``oo`` where something would give them another value."""
    content = statement.content
    binding: list[Name] = []
    if isinstance(content, Definition):
        binding += [content.name, *(content.parameters or ())]
    for each in statement.where:
        if isinstance(each, Definition):
            binding += [each.name, *(each.parameters or ())]
    if isinstance(content, Definition | Check):
        for side in (content.chain.first, *(link.side for link in content.chain.links if link.side is not None)):
            binding += bound_names(side)
    for name in binding:
        if name.text in RESERVED:
            message = f"`{name.text}` always means the same and cannot be given another value"
            yield Diagnostic("reserved-name", Severity.ERROR, name.span, message, ("choose another name",))


def undefined_names(
    found: tuple[Use, ...], statement: Statement, meanings: Mapping[str, Cell | None], environment: Environment
) -> Iterator[Remark]:
    """Errors for names of several letters that neither a definition, an assumption nor the library knows."""
    doubtful = [
        use
        for use in found
        if meanings.get(use.name.text) is None
        and use.role is not Role.OPTION
        and not is_letter(use.name.text)
        and not environment.is_function(use.name.text)
        and use.name.text not in environment.declared
        and use.name.text not in CONSTANTS | ANSWERS
    ]
    if not doubtful or isinstance(statement.content, Assumption):
        return
    declared = {use.name.text for use in found if use.role is Role.VARIABLE} & {
        use.name.text for use in found if use.role is Role.VALUE
    }
    for cell in meanings.values():
        if cell is not None:
            declared |= {each.text for each in cell.parameters} | cell.open
    for each in statement.where:
        if not isinstance(each, Definition):
            declared |= free_names(each)
    letters = frozenset(environment.defined | environment.declared | {use.name.text for use in found}) | _bound(
        statement
    )
    known = environment.defined | environment.declared | environment.functions | environment.library
    for use in doubtful:
        if use.name.text not in declared:
            yield undefined(use, known, letters)


def _bound(statement: Statement) -> frozenset[str]:
    content = statement.content
    own = parameters(content) if isinstance(content, Definition) else frozenset()
    sides: list[Expression] = []
    if isinstance(content, Definition | Check):
        sides = [content.chain.first, *(link.side for link in content.chain.links if link.side is not None)]
    return own | where_names(statement) | {name.text for side in sides for name in bound_names(side)}


def broken_names(found: tuple[Use, ...], meanings: Mapping[str, Cell | None]) -> Iterator[Remark]:
    """That the line rests on a definition with an error, told once."""
    for use in found:
        cell = meanings.get(use.name.text)
        if cell is None:
            continue
        through = [cell, *(each for each in map(meanings.get, cell.open) if each is not None)]
        origin = next((each.origin for each in through if each.origin is not None), None)
        if origin is not None:
            own = origin is cell
            verb = "is defined on" if own else f"rests on `{origin.name}` on"
            message = f"`{use.name.text}` {verb} line {LINE}, which has an error"
            yield Remark(Diagnostic("depends-on-broken", Severity.INFORMATION, use.name.span, message), about=origin)
            return


def names_without_value(
    definition: Definition, direct: frozenset[str], meanings: Mapping[str, Cell | None], environment: Environment
) -> Iterator[Diagnostic]:
    """What is wrong with ``a = b = 3`` while ``b`` has no value, and with a function that calls itself."""
    name, chain = definition.name, definition.chain
    first = chain.first
    if isinstance(first, Name) and definition.parameters is None and chain.links and chain.links[0].operator == "=":
        free = meanings.get(first.text) is None and not environment.is_function(first.text)
        if first.text in direct and free and first.text not in CONSTANTS | ANSWERS:
            message = f"`{first.text}` has no value yet, so this would define `{name.text}` alone and claim the rest"
            hint = f"define `{first.text}` on a line of its own above, then write `{name.text} = {first.text}`"
            yield Diagnostic("undefined-name", Severity.ERROR, first.span, message, (hint,))
    if definition.parameters is not None and name.text in direct and meanings.get(name.text) is None:
        message = f"`{name.text}` is not defined yet on its own line: a definition cannot use itself"
        hint = "write a recurrence as a sum or a product, `sum(…, i=1..n)`, `prod(…, i=1..n)`"
        yield Diagnostic("undefined-name", Severity.ERROR, name.span, message, (hint,))


def redefinitions(
    definition: Definition, environment: Environment, meanings: dict[str, Cell | None]
) -> Iterator[Remark]:
    """That an earlier definition, or a function of the library, is replaced."""
    name = definition.name
    before = meanings.setdefault(name.text, environment.cells.get(name.text))
    if before is not None:
        message = f"takes the place of the `{name.text}` of line {LINE} from here on"
        yield Remark(Diagnostic("redefinition", Severity.HINT, name.span, message), about=before)
    elif name.text in environment.library and (definition.parameters is not None or not is_letter(name.text)):
        message = f"takes the place of the function `{name.text}` from here on"
        yield Remark(Diagnostic("redefinition", Severity.HINT, name.span, message))
