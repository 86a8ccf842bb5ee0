"""The topic that docs/topics.md shows works as the page says."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pluggy
import pytest

from worksheet_server import hookspecs
from worksheet_server.kernel.evaluate import evaluate
from worksheet_server.kernel.topics import Topics, register
from worksheet_server.syntax.names import Names
from worksheet_server.syntax.parser import parse
from worksheet_server.values.answers import Result, Verdict
from worksheet_server.values.requests import Request

PAGE = Path(__file__).resolve().parents[2] / "docs" / "topics.md"


@pytest.fixture(scope="module")
def topics(tmp_path_factory: pytest.TempPathFactory) -> Topics:
    """The page's first block of Python, as the only topic."""
    block = re.search(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert block
    path = tmp_path_factory.mktemp("topic") / "triangles.py"
    path.write_text(block[1], "utf-8")

    def load() -> ModuleType:
        specification = importlib.util.spec_from_file_location("triangles", path)
        assert specification
        assert specification.loader
        module = importlib.util.module_from_spec(specification)
        specification.loader.exec_module(module)
        return module

    manager = pluggy.PluginManager("worksheet_server")
    manager.add_hookspecs(hookspecs)
    return register(manager, [("triangles", "1", "docs/topics.md", load)])


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("hypotenuse(3, 4) => 5", Verdict.SUPPORTED),
        ("hypotenuse(x, y)^2 == x^2 + y^2", Verdict.SUPPORTED),
        ("d/dx hypotenuse(x, 1) == x/sqrt(x^2 + 1)", Verdict.SUPPORTED),
        ("hypotenuse(1, 1) ≈ 1.4142", Verdict.PROVED),
        ("hypotenuse(3, 4) => 6", Verdict.REFUTED),
    ],
)
def test_the_page_tells_the_truth(line: str, verdict: Verdict, topics: Topics) -> None:
    assert line in PAGE.read_text("utf-8")
    assert [each.problem for each in topics.entries] == [""]
    results: list[Result] = []
    evaluate(Request(parse(line, Names(frozenset({"hypotenuse"}), frozenset()))), topics, results.append)
    assert results[-1].verdict == verdict
