"""What a parsed line means under the definitions above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from worksheet_server.engine.environment import Assumed, Cell, Condition, Environment, reaching
from worksheet_server.engine.fingerprint import digest
from worksheet_server.engine.lifting import lift
from worksheet_server.engine.names import (
    ANSWERS,
    CONSTANTS,
    Role,
    Use,
    bound_names,
    chain_uses,
    free_names,
    is_letter,
    parameters,
    statement_uses,
    uses,
    where_names,
)
from worksheet_server.engine.reading import LINE, Parsed, Reading, Remark
from worksheet_server.engine.settings import changed
from worksheet_server.engine.undefined import undefined
from worksheet_server.syntax.names import CONSTANTS as RESERVED
from worksheet_server.syntax.statements import (
    Assumption,
    Chain,
    Check,
    Content,
    Definition,
    Setting,
    Statement,
    Unreadable,
)
from worksheet_server.syntax.tree import (
    At,
    Call,
    Derivative,
    Expression,
    Matrix,
    Name,
    Number,
    Prime,
    Range,
    Unary,
    Vector,
    walk,
)
from worksheet_server.text.diagnostics import Diagnostic, Severity
from worksheet_server.text.span import Span

_COMPUTING = frozenset(
    {
        "int",
        "lim",
        "sum",
        "prod",
        "diff",
        "grad",
        "hessian",
        "jacobian",
        "simplify",
        "expand",
        "factor",
        "solve",
        "taylor",
    }
    | {"N", "pv", "det", "inverse"}
)


def analyze(parsed: Parsed, environment: Environment, before: Reading | None) -> Reading:
    """The reading of a line; ``before`` is what stood there, whose definition is kept where it is still the same."""
    found = tuple(_uses(parsed.statement))
    cells = environment.cells
    direct = frozenset(use.name.text for use in found)
    meanings: dict[str, Cell | None] = {}
    _look_up(direct, cells, meanings)
    diagnostics = list(_reserved(parsed.statement))
    remarks: list[Remark] = []
    broken = tuple(_broken(found, meanings))
    content = parsed.statement.content
    readable = not isinstance(content, Unreadable) and not any(map(_is_error, parsed.statement.diagnostics))
    if readable and isinstance(content, Definition):
        diagnostics += _left_open(content, direct, meanings, environment)
        remarks += _redefinition(content, environment, meanings)
    said = {each.span for each in diagnostics}
    for remark in _undefined(found, parsed.statement, meanings, environment):
        if remark.diagnostic.span not in said:
            remarks.append(remark)
    if isinstance(content, Setting):
        sets, wrong = changed(environment.settings, content, Span(0, len(parsed.text)))
        diagnostics += wrong
    else:
        sets = None
    wrong_names = bool(remarks and any(_is_error(each.diagnostic) for each in remarks)) or any(
        map(_is_error, diagnostics)
    )
    sound = readable and not wrong_names
    open_here = _open(direct, meanings) - _library(found, environment)
    reached = tuple(reaching(environment.assumed, open_here))
    for condition in reached:
        _look_up(condition.names, cells, meanings)
    cell = _cell(parsed, environment, meanings, sound, broken[0].about if broken else None)
    return Reading(
        parsed=parsed,
        meanings=meanings,
        direct=direct.union(*(condition.names for condition in reached)),
        assumed=environment.assumed,
        settings=environment.settings,
        assumptions=tuple(condition.expression for condition in reached),
        assumption_keys=tuple(condition.key for condition in reached),
        defines=_same(cell, before.defines if before is not None else None),
        assumes=_assumed(content, environment) if sound and isinstance(content, Assumption) else None,
        sets=sets,
        asks=sound and not broken and _asks(content, open_here),
        diagnostics=tuple(diagnostics),
        remarks=(*remarks, *broken) if readable else (),
        volatile=any(remark.missing is not None for remark in remarks),
    )


def _uses(statement: Statement) -> Iterator[Use]:
    content = statement.content
    match content:
        case Definition():
            bound = parameters(content)
            yield from chain_uses(content.chain, bound | where_names(statement))
            yield from statement_uses(statement, bound)
        case Check():
            yield from chain_uses(content.chain, where_names(statement))
            yield from statement_uses(statement)
        case Assumption():
            for condition in content.conditions:
                yield from uses(condition)


def _look_up(names: frozenset[str], cells: Mapping[str, Cell], meanings: dict[str, Cell | None]) -> None:
    """Adds what each name means, and what those names mean here that the definitions found leave open."""
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in meanings:
            cell = meanings[name] = cells.get(name)
            if cell is not None:
                waiting.extend(cell.open)


def _open(direct: frozenset[str], meanings: Mapping[str, Cell | None]) -> frozenset[str]:
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


def _library(found: tuple[Use, ...], environment: Environment) -> frozenset[str]:
    """The names among ``found`` that mean functions of the library; ``N`` alone is a variable, ``N(`` a function."""
    return frozenset(
        use.name.text
        for use in found
        if use.name.text in environment.library
        and use.name.text not in environment.cells
        and (use.role is Role.FUNCTION or not is_letter(use.name.text))
    )


def _reserved(statement: Statement) -> Iterator[Diagnostic]:
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


def _undefined(
    found: tuple[Use, ...], statement: Statement, meanings: Mapping[str, Cell | None], environment: Environment
) -> Iterator[Remark]:
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


def _broken(found: tuple[Use, ...], meanings: Mapping[str, Cell | None]) -> Iterator[Remark]:
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


def _left_open(
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


def _redefinition(
    definition: Definition, environment: Environment, meanings: dict[str, Cell | None]
) -> Iterator[Remark]:
    name = definition.name
    before = meanings.setdefault(name.text, environment.cells.get(name.text))
    if before is not None:
        message = f"takes the place of the `{name.text}` of line {LINE} from here on"
        yield Remark(Diagnostic("redefinition", Severity.HINT, name.span, message), about=before)
    elif name.text in environment.library:
        message = f"takes the place of the function `{name.text}` from here on"
        yield Remark(Diagnostic("redefinition", Severity.HINT, name.span, message))


def _cell(
    parsed: Parsed, environment: Environment, meanings: Mapping[str, Cell | None], sound: bool, broken: Cell | None
) -> Cell | None:
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
    _look_up(names, {name: cell for name, cell in meanings.items() if cell is not None}, needs)
    open_names = _open(names, needs) - _library(found, environment)
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


def _same(cell: Cell | None, before: Cell | None) -> Cell | None:
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


def _assumed(content: Assumption, environment: Environment) -> Assumed:
    conditions = []
    for expression in content.conditions:
        names = free_names(expression) - CONSTANTS
        needs = {name: environment.cells[name] for name in names if name in environment.cells}
        conditions.append(Condition(expression, digest(expression), names, needs))
    return Assumed(tuple(conditions), environment.assumed)


def _asks(content: Content, open_here: frozenset[str]) -> bool:
    """Whether a kernel has something to say: not about functions, headings, or expressions to be used later."""
    if isinstance(content, Check):
        return True
    if not isinstance(content, Definition):
        return False
    if content.chain.links:
        return True
    if content.parameters is not None:
        return False
    return open_here <= CONSTANTS or _computes(content.chain)


def _computes(chain: Chain) -> bool:
    """Whether there is more to do than to write the expression down."""
    for node in walk(chain.first):
        match node:
            case Derivative() | Prime() | At() | Range():
                return True
            case Call(function=Name(text=text)) if text in _COMPUTING:
                return True
    return False


def _is_literal(expression: Expression) -> bool:
    return all(isinstance(node, Number | Unary | Vector | Matrix) for node in walk(expression)) and not any(
        isinstance(node, Unary) and node.operator == "!" for node in walk(expression)
    )


def _has_decimals(expression: Expression) -> bool:
    return any(isinstance(node, Number) and node.is_decimal for node in walk(expression))


def _is_error(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity is Severity.ERROR


def _relation(text: str) -> int:
    """Where the first ``=`` of a text stands, or its end."""
    found = text.find("=")
    return len(text) if found < 0 else found
