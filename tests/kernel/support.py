"""One line, or a few, evaluated in this process."""

from __future__ import annotations

from functools import cache

from tests.symbolic.conftest import read_page
from worksheet_server.kernel.evaluate import evaluate
from worksheet_server.kernel.topics import Topics, load
from worksheet_server.syntax.parser import parse
from worksheet_server.syntax.printer import show
from worksheet_server.values.answers import Result
from worksheet_server.values.requests import Request, Settings

_DEFAULT = Settings()


@cache
def topics() -> Topics:
    """The built-in topics, loaded once."""
    return load()


def parts(*lines: str, settings: Settings = _DEFAULT) -> list[Result]:
    """Everything that the kernel says about the last line; those above define and assume."""
    *above, last = lines
    page = read_page("\n".join(above))
    said: list[Result] = []
    statement = parse(last, page.names)
    evaluate(Request(statement, page.scope.definitions, page.scope.assumptions, settings), topics(), said.append)
    return said


def result(*lines: str) -> Result:
    """The final result of the last line."""
    return parts(*lines)[-1]


def answer(*lines: str) -> str:
    """The exact answer to the last line."""
    found = result(*lines).answer
    assert found is not None
    assert found.exact is not None
    return show(found.exact)
