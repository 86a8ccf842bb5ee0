"""The cases of the corpus, as they stand in its files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from worksheet_server.syntax.names import Names
from worksheet_server.syntax.parser import parse
from worksheet_server.syntax.statements import Assumption, Check
from worksheet_server.syntax.tree import Expression

CORPUS = Path(__file__).parents[1] / "corpus"
SETS = ("sympy_wrong", "numeric_traps", "wester", "claims", "textbook", "rubi")


@dataclass(frozen=True, slots=True)
class Case:
    """One case; see the corpus README for its fields.

    ``truth`` is ``None`` except for claims, whose ``origin`` is the case that they were made from.
    """

    id: str
    set: str
    kind: str
    line: str
    assume: tuple[str, ...] = ()
    complex: bool = False
    value: str | None = None
    number: str | None = None
    truth: bool | None = None
    counterexample: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    origin: str | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Case:
        """The case that a line of a file describes."""
        return cls(
            id=row["id"],
            set=row["set"],
            kind=row["kind"],
            line=row["line"],
            assume=tuple(row.get("assume") or ()),
            complex=bool(row.get("complex")),
            value=row.get("value"),
            number=row.get("number"),
            truth=row.get("truth"),
            counterexample=(row.get("counterexample") or {}).get("at", {}),
            note=row.get("note") or "",
            origin=row.get("from"),
        )

    @property
    def worksheet(self) -> list[str]:
        """The lines that are evaluated; the last is the question, without its answer."""
        return [*(["set complex"] if self.complex else []), *self.assume, self.line]

    @property
    def names(self) -> Names:
        """What the texts of the case are read with."""
        return Names(complex=self.complex)

    @property
    def question(self) -> Expression:
        """The tree of the question, or of a claim's left side."""
        return read(self.line, self.names)

    @property
    def conditions(self) -> tuple[Expression, ...]:
        """Everything that is assumed."""
        contents = [parse(line, self.names).content for line in self.assume]
        return tuple(each for content in contents if isinstance(content, Assumption) for each in content.conditions)


class Unreadable(Exception):
    """A text is no expression."""


def read(text: str, names: Names) -> Expression:
    """The tree of one expression, the first side where ``text`` is a claim; raises ``Unreadable``."""
    content = parse(text, names).content
    if not isinstance(content, Check):
        raise Unreadable(text)
    return content.chain.first


def load(sets: Iterable[str] = SETS, corpus: Path = CORPUS) -> list[Case]:
    """The cases of these sets, in the order of their files."""
    rows = ((corpus / f"{name}.jsonl").read_text(encoding="utf-8").splitlines() for name in sets)
    return [Case.of(json.loads(row)) for lines in rows for row in lines if row.strip()]
