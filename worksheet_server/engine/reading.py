"""One line as the engine understands it, wherever it stands in the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Any

from worksheet_server.engine.environment import Assumed, Cell, Environment
from worksheet_server.engine.fingerprint import digest
from worksheet_server.syntax.names import Names
from worksheet_server.syntax.parser import parse
from worksheet_server.syntax.statements import Statement
from worksheet_server.syntax.tree import Expression
from worksheet_server.text.diagnostics import Diagnostic
from worksheet_server.values.requests import Settings

LINE = "\0"
"""Stands in a remark's text for the number of a line, which an edit above may change."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A diagnostic that names another line: the one that made ``about``, or a later one that defines ``missing``."""

    diagnostic: Diagnostic
    about: Cell | None = None
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A statement and what its parser asked about names, by which it can be used again under other names."""

    text: str
    statement: Statement
    key: str
    functions: Mapping[str, bool]
    defined: Mapping[str, bool]
    complex: bool

    def holds(self, environment: Environment) -> bool:
        """Whether parsing the text again would read the same."""
        functions, defined = environment.functions, environment.defined
        return (
            self.complex == environment.settings.complex
            and all((name in functions) is answer for name, answer in self.functions.items())
            and all((name in defined) is answer for name, answer in self.defined.items())
        )


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What a line says, given the lines above it; known by identity, which an edit elsewhere keeps.

    ``meanings`` tells which definition each free name means here (``None``: none), names left open by those
    definitions included, and ``direct`` which of them the line itself uses.  ``asks`` tells whether a kernel is to
    evaluate the line. ``volatile`` marks a line whose diagnostics depend on more than that.
    """

    parsed: Parsed
    meanings: Mapping[str, Cell | None]
    direct: frozenset[str]
    assumed: Assumed | None
    settings: Settings
    assumptions: tuple[Expression, ...] = ()
    assumption_keys: tuple[str, ...] = ()
    defines: Cell | None = None
    assumes: Assumed | None = None
    sets: Settings | None = None
    asks: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()
    remarks: tuple[Remark, ...] = ()
    volatile: bool = False

    @property
    def statement(self) -> Statement:
        """The statement as it was parsed."""
        return self.parsed.statement

    def holds(self, environment: Environment) -> bool:
        """Whether everything that this reading rests on is the same in ``environment``."""
        cells = environment.cells
        return (
            not self.volatile
            and self.assumed is environment.assumed
            and (self.settings is environment.settings or self.settings == environment.settings)
            and all(cells.get(name) is cell for name, cell in self.meanings.items())
            and self.parsed.holds(environment)
        )

    def apply(self, environment: Environment) -> None:
        """Puts in force what the line defines, assumes or sets."""
        if self.defines is not None:
            environment.define(self.defines)
        if self.assumes is not None:
            environment.assume(self.assumes)
        if self.sets is not None:
            environment.settings = self.sets


class _Watched(frozenset[str]):
    """A set of names that writes down what it was asked, except about names that the line itself added or took away."""

    asked: dict[str, bool]
    own: frozenset[str]

    def __contains__(self, name: object) -> bool:
        answer = super().__contains__(name)
        if name not in self.own:
            self.asked[str(name)] = answer
        return answer

    def __or__(self, names: Set[Any]) -> _Watched:
        return _watched(super().__or__(names), self.asked, self.own.union(names))

    def __sub__(self, names: Set[Any]) -> _Watched:
        return _watched(super().__sub__(names), self.asked, self.own.union(names))


def _watched(names: Iterable[str], asked: dict[str, bool], own: frozenset[str] = frozenset()) -> _Watched:
    watched = _Watched(names)
    watched.asked, watched.own = asked, own
    return watched


def read_text(text: str, environment: Environment) -> Parsed:
    """Parses one block of lines under the names in force."""
    functions: dict[str, bool] = {}
    defined: dict[str, bool] = {}
    reads_complex = environment.settings.complex
    statement = parse(
        text, Names(_watched(environment.functions, functions), _watched(environment.defined, defined), reads_complex)
    )
    key = digest((statement.content, statement.where))
    return Parsed(text, statement, key, functions, defined, reads_complex)
