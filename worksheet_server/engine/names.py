"""Which names a tree uses and which it binds."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from worksheet_server.syntax.names import CONSTANTS as RESERVED
from worksheet_server.syntax.statements import Chain, Definition, Statement
from worksheet_server.syntax.tree import (
    Approach,
    At,
    Binary,
    Call,
    Derivative,
    Expression,
    Index,
    Name,
    Node,
    Option,
    Prime,
    Range,
    Relation,
    Unary,
    children,
)

CONSTANTS = RESERVED | {"ⅈ", "EulerGamma", "Catalan"}
"""Names that always mean the same number."""

ANSWERS = frozenset({"dne", "diverges", "none"})
"""Names that stand for an answer which is no number."""

NUMBER_SETS = frozenset({"N", "Z", "Q", "R", "C"})
"""What may stand alone, or with a dimension, behind ``in``."""

_BY_VARIABLE = frozenset({"int", "diff", "solve", "taylor"})


class Role(Enum):
    """What a name is used for."""

    VALUE = "value"
    """Its value counts."""

    FUNCTION = "function"
    """It stands before the bracket of a call, or under a prime."""

    VARIABLE = "variable"
    """It says with respect to what, as ``x`` in ``d/dx``."""

    OPTION = "option"
    """It labels an argument or a substitution, as ``rate`` in ``rate=0.1``."""


@dataclass(frozen=True, slots=True)
class Use:
    """A name that is free where it stands; ``tight`` where a product in its place would need brackets."""

    name: Name
    role: Role = Role.VALUE
    tight: bool = False


def is_letter(text: str) -> bool:
    """Whether a name has one letter, and so is a free variable without being declared.

    Digits, combining marks and a subscript do not count: ``x``, ``x1``, ``w_0``, ``ŷ``, ``θ_old``.
    """
    base, _, _ = unicodedata.normalize("NFD", text).partition("_")
    return base[:1].isalpha() and all(unicodedata.combining(each) or each.isdigit() for each in base[1:])


def uses(node: Node, bound: frozenset[str] = frozenset()) -> Iterator[Use]:
    """Every free use of a name in a tree, in no particular order; never recursive.

    Sums, integrals with limits, limits and ``at`` bind their names; ``N``, ``R^2`` behind ``in`` are sets and no names.
    """
    waiting: list[tuple[Node, frozenset[str], bool]] = [(node, bound, False)]
    while waiting:
        here, inner, tight = waiting.pop()
        match here:
            case Name(text=text):
                if text not in inner:
                    yield Use(here, Role.VALUE, tight)
            case Call(function=function, arguments=arguments):
                if isinstance(function, Name):
                    yield from _unbound(function, inner, Role.FUNCTION)
                else:
                    waiting.append((function, inner, True))
                within = inner | {each.name.text for each in arguments if isinstance(each, Range | Approach)}
                by_variable = isinstance(function, Name) and function.text in _BY_VARIABLE
                for position, each in enumerate(arguments):
                    match each:
                        case Range(name=name, lower=lower, upper=upper):
                            limits = (within - {name.text}) | (inner & {name.text})
                            waiting += [(lower, limits, False), (upper, limits, False)]
                        case Approach(name=name, point=point):
                            waiting.append((point, (within - {name.text}) | (inner & {name.text}), False))
                        case Option(name=name, value=value):
                            yield from _unbound(name, inner, Role.OPTION)
                            waiting.append((value, within, False))
                        case Name() if by_variable and position:
                            yield from _unbound(each, within, Role.VARIABLE)
                        case _:
                            waiting.append((each, within, False))
            case Prime(function=function):
                yield from _unbound(function, inner, Role.FUNCTION)
            case Derivative(body=body, variables=variables):
                waiting.append((body, inner, True))
                for each in variables:
                    yield from _unbound(each, inner, Role.VARIABLE)
            case At(expression=expression, bindings=bindings):
                names = frozenset(each.name.text for each in bindings if isinstance(each, Option | Range))
                waiting.append((expression, inner | names, False))
                waiting.extend((value, inner, False) for each in bindings for value in _values(each))
            case Relation(operators=operators, operands=operands):
                for position, each in enumerate(operands):
                    if not (position and operators[position - 1] == "in" and _is_set(each)):
                        waiting.append((each, inner, False))
                    elif isinstance(each, Binary):
                        waiting.append((each.right, inner, False))
            case _:
                binding = isinstance(here, Index) or (isinstance(here, Unary) and here.operator == "!")
                for position, child in enumerate(children(here)):
                    power = isinstance(here, Binary) and (
                        here.operator == "^" or (here.operator == "/" and position == 1)
                    )
                    waiting.append((child, inner, binding or power))


def chain_uses(chain: Chain, bound: frozenset[str] = frozenset()) -> Iterator[Use]:
    """The free uses in every side and tolerance of a chain."""
    yield from uses(chain.first, bound)
    for link in chain.links:
        if link.side is not None:
            yield from uses(link.side, bound)
        if link.tolerance is not None:
            yield from uses(link.tolerance, bound)


def statement_uses(statement: Statement, bound: frozenset[str] = frozenset()) -> Iterator[Use]:
    """The free uses in a line's own definitions and conditions behind ``where``, given the names bound before it.

    What ``where`` defines is bound from there on; see ``where_names``.
    """
    names = bound
    for each in statement.where:
        if isinstance(each, Definition):
            yield from chain_uses(each.chain, names | parameters(each))
            names |= {each.name.text}
        else:
            yield from uses(each, names)


def where_names(statement: Statement) -> frozenset[str]:
    """The names that a line defines for itself behind ``where``."""
    return frozenset(each.name.text for each in statement.where if isinstance(each, Definition))


def parameters(definition: Definition) -> frozenset[str]:
    """The names that a definition binds in its body."""
    return frozenset(each.text for each in definition.parameters or ())


def bound_names(node: Node) -> Iterator[Name]:
    """Every name that a sum, an integral or a limit inside ``node`` binds."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, Call):
            yield from (each.name for each in here.arguments if isinstance(each, Range | Approach))
        waiting.extend(children(here))


def free_names(node: Node) -> frozenset[str]:
    """The texts of all free names of a tree, library functions included."""
    return frozenset(each.name.text for each in uses(node))


def _unbound(name: Name, bound: frozenset[str], role: Role) -> Iterator[Use]:
    if name.text not in bound:
        yield Use(name, role)


def _values(binding: Node) -> tuple[Expression, ...]:
    match binding:
        case Option(value=value):
            return (value,)
        case Range(lower=lower, upper=upper):
            return (lower, upper)
        case Approach(point=point):
            return (point,)
        case _:
            return (binding,)


def _is_set(node: Node) -> bool:
    base = node.left if isinstance(node, Binary) and node.operator == "^" else node
    return isinstance(base, Name) and base.text in NUMBER_SETS
