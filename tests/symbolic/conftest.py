"""Reading the definitions and assumptions of a few lines into a scope."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from worksheet_server.symbolic.to_sympy import to_sympy
from worksheet_server.symbolic.to_tree import to_tree
from worksheet_server.syntax.names import Names
from worksheet_server.syntax.parser import parse, parse_expression
from worksheet_server.syntax.printer import show
from worksheet_server.syntax.statements import Assumption, Check, Definition, Setting
from worksheet_server.syntax.tree import Approach, Expression, Name, Option, Range, Relation
from worksheet_server.values.budget import Budget
from worksheet_server.values.requests import Settings
from worksheet_server.values.scope import Scope


@dataclass(frozen=True)
class Page:
    """A scope, and the names in force for reading one more line."""

    scope: Scope
    names: Names

    def tree(self, text: str) -> Expression:
        content = parse(text, self.names).content
        if isinstance(content, Check) and not content.chain.links:
            return content.chain.first
        found = parse_expression(text, self.names)
        assert not isinstance(found, Range | Approach | Option), text
        return found

    def value(self, text: str) -> object:
        return to_sympy(self.tree(text), self.scope, Budget.of(20))

    def answer(self, text: str) -> str | None:
        """What a question is answered with, as text."""
        found = to_tree(self.value(text))
        return None if found is None else show(found)


def read_page(text: str) -> Page:
    definitions: list[Definition] = []
    assumptions: list[Expression] = []
    functions: set[str] = set()
    defined: set[str] = set()
    settings = Settings()
    for line in filter(None, (each.strip() for each in text.splitlines())):
        names = Names(frozenset(functions), frozenset(defined), settings.complex)
        content = parse(line, names).content
        if isinstance(content, Definition):
            definitions.append(content)
            defined.add(content.name.text)
            if content.parameters:
                functions.add(content.name.text)
        elif isinstance(content, Assumption):
            assumptions += content.conditions
            for condition in content.conditions:
                if isinstance(condition, Relation) and condition.operators == (":",):
                    function = condition.operands[0]
                    assert isinstance(function, Name)
                    functions.add(function.text)
        else:
            assert isinstance(content, Setting), line
            settings = Settings(complex=True)
    scope = Scope(tuple(definitions), tuple(assumptions), settings)
    return Page(scope, Names(frozenset(functions), frozenset(defined), settings.complex))


@pytest.fixture(scope="session")
def page() -> Callable[[str], Page]:
    """``page(lines)`` reads definitions, assumptions and settings."""
    return read_page
