"""What a parsed line means under the definitions above it."""

from __future__ import annotations

from collections.abc import Iterator

from worksheet_server.engine.cells import kept_cell, make_cell
from worksheet_server.engine.environment import Assumed, Cell, Condition, Environment, reaching
from worksheet_server.engine.fingerprint import digest
from worksheet_server.engine.lookup import left_open, library_names, look_up
from worksheet_server.engine.names import (
    CONSTANTS,
    Use,
    chain_uses,
    free_names,
    parameters,
    statement_uses,
    uses,
    where_names,
)
from worksheet_server.engine.reading import Parsed, Reading, Remark
from worksheet_server.engine.remarks import broken_names, names_without_value, redefinitions, reserved, undefined_names
from worksheet_server.engine.settings import changed
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
    Name,
    Prime,
    Range,
    walk,
)
from worksheet_server.text.diagnostics import Diagnostic, Severity
from worksheet_server.text.span import Span


def analyze(parsed: Parsed, environment: Environment, before: Reading | None) -> Reading:
    """The reading of a line; ``before`` is what stood there, whose definition is kept where it is still the same."""
    found = tuple(_uses(parsed.statement))
    cells = environment.cells
    direct = frozenset(use.name.text for use in found)
    meanings: dict[str, Cell | None] = {}
    look_up(direct, cells, meanings)
    diagnostics = list(reserved(parsed.statement))
    remarks: list[Remark] = []
    broken = tuple(broken_names(found, meanings))
    content = parsed.statement.content
    readable = not isinstance(content, Unreadable) and not any(map(_is_error, parsed.statement.diagnostics))
    if readable and isinstance(content, Definition):
        diagnostics += names_without_value(content, direct, meanings, environment)
        remarks += redefinitions(content, environment, meanings)
    said = {each.span for each in diagnostics}
    for remark in undefined_names(found, parsed.statement, meanings, environment):
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
    open_here = left_open(direct, meanings) - library_names(found, environment)
    reached = tuple(reaching(environment.assumed, open_here))
    for condition in reached:
        look_up(condition.names, cells, meanings)
    cell = make_cell(parsed, environment, meanings, sound, broken[0].about if broken else None)
    return Reading(
        parsed=parsed,
        meanings=meanings,
        direct=direct.union(*(condition.names for condition in reached)),
        assumed=environment.assumed,
        settings=environment.settings,
        assumptions=tuple(condition.expression for condition in reached),
        assumption_keys=tuple(condition.key for condition in reached),
        defines=kept_cell(cell, before.defines if before is not None else None),
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
    | {"N", "det", "inverse"}
)


def _computes(chain: Chain) -> bool:
    """Whether there is more to do than to write the expression down."""
    for node in walk(chain.first):
        match node:
            case Derivative() | Prime() | At() | Range():
                return True
            case Call(function=Name(text=text)) if text in _COMPUTING:
                return True
    return False


def _is_error(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity is Severity.ERROR
