"""What is in force at a line: definitions, assumptions, settings, and which names are functions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from worksheet_server.syntax.names import LIBRARY_FUNCTIONS
from worksheet_server.syntax.statements import Definition
from worksheet_server.syntax.tree import Expression, Name, Relation
from worksheet_server.syntax.tree import Mapping as FunctionType
from worksheet_server.values.requests import Settings


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """One definition as the lines below see it; known by identity, which an edit elsewhere keeps.

    ``definitions`` is the definition without its relations, behind those that ``where`` gave it; empty where it could
    not be read. ``needs`` tells what each free name of theirs meant where they stand, names left open by other
    definitions included; ``open`` are those that meant nothing yet, and take their value where the definition is
    used. ``broken`` is the cell of the line that cannot be read and that this one rests on, perhaps itself.
    """

    name: str
    definitions: tuple[Definition, ...]
    keys: tuple[str, ...]
    is_function: bool = False
    needs: Mapping[str, Cell] = field(default_factory=dict)
    open: frozenset[str] = frozenset()
    waits: bool = False
    has_decimals: bool = False
    unreadable: bool = False
    broken: Cell | None = None

    @property
    def origin(self) -> Cell | None:
        """The unreadable line that makes this definition useless, if any."""
        return self if self.unreadable else self.broken

    @property
    def parameters(self) -> tuple[Name, ...]:
        """The parameters of a function, in order."""
        return (self.definitions[-1].parameters or ()) if self.definitions else ()


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """One condition of an ``assume`` line, the names that it speaks of, and those that had a value there."""

    expression: Expression
    key: str
    names: frozenset[str]
    needs: Mapping[str, Cell]


@dataclass(frozen=True, slots=True, eq=False)
class Assumed:
    """The conditions in force: those of one ``assume`` line behind those above it."""

    conditions: tuple[Condition, ...]
    above: Assumed | None

    def all(self) -> tuple[Condition, ...]:
        """Every condition in force, in the order of the worksheet."""
        lines: list[tuple[Condition, ...]] = []
        here: Assumed | None = self
        while here is not None:
            lines.append(here.conditions)
            here = here.above
        return tuple(each for conditions in reversed(lines) for each in conditions)


@dataclass(slots=True)
class Environment:
    """What the lines read so far put in force; changed by one line after the other, then thrown away.

    ``library`` are the functions of the language and of the topics, ``functions`` those of the topics and of the
    worksheet, ``defined`` all names that the worksheet gave a meaning, ``declared`` those that it assumes something
    about.
    """

    library: frozenset[str]
    cells: dict[str, Cell] = field(default_factory=dict)
    functions: set[str] = field(default_factory=set)
    defined: set[str] = field(default_factory=set)
    declared: set[str] = field(default_factory=set)
    assumed: Assumed | None = None
    settings: Settings = Settings()

    def __post_init__(self) -> None:
        self.functions |= self.library - LIBRARY_FUNCTIONS

    def define(self, cell: Cell) -> None:
        """Puts a definition in force in place of an earlier one of that name."""
        self.cells[cell.name] = cell
        self.defined.add(cell.name)
        if cell.is_function:
            self.functions.add(cell.name)
        else:
            self.functions.discard(cell.name)

    def assume(self, assumed: Assumed) -> None:
        """Puts the conditions of one line in force; ``f: R -> R`` makes ``f`` an unknown function again."""
        self.assumed = assumed
        for condition in assumed.conditions:
            self.declared |= condition.names
            name = function_declared(condition.expression)
            if name is not None:
                self.functions.add(name)
                self.defined.add(name)
                self.cells.pop(name, None)

    def is_function(self, name: str) -> bool:
        """Whether a name means a function here: of the worksheet, of a topic, or of the language."""
        return name in self.functions or (name in self.library and name not in self.defined)

    def same_names(self, other: Environment) -> bool:
        """Whether every name reads the same here and there."""
        return (
            self.cells == other.cells
            and self.assumed is other.assumed
            and self.settings == other.settings
            and self.functions == other.functions
            and self.declared == other.declared
            and self.defined == other.defined
        )


def function_declared(condition: Expression) -> str | None:
    """The name that ``f: R -> R`` makes an unknown function."""
    if isinstance(condition, Relation) and condition.operators == (":",):
        name, kind = condition.operands
        if isinstance(name, Name) and isinstance(kind, FunctionType):
            return name.text
    return None


def reaching(assumed: Assumed | None, names: frozenset[str]) -> Iterator[Condition]:
    """The conditions that say something about one of ``names``, directly or through a name they share."""
    if assumed is None:
        return
    conditions = assumed.all()
    reached: set[int] = set()
    known = set(names)
    grown = True
    while grown:
        grown = False
        for index, condition in enumerate(conditions):
            if index not in reached and not known.isdisjoint(condition.names - condition.needs.keys()):
                reached.add(index)
                known |= condition.names - condition.needs.keys()
                grown = True
    yield from (conditions[index] for index in sorted(reached))
