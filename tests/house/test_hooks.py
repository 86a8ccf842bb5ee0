"""Every question that is put to a topic is documented, and asked in some test or by some topic."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def hooks() -> dict[str, ast.FunctionDef]:
    """The functions of hookspecs.py that specify a hook."""
    module = ast.parse((ROOT / "worksheet_server" / "hookspecs.py").read_text("utf-8"))
    return {
        node.name: node
        for node in module.body
        if isinstance(node, ast.FunctionDef) and any("hookspec" in ast.unparse(each) for each in node.decorator_list)
    }


def implementations() -> set[str]:
    """The names of all hook implementations among the topics and in the tests' own plugins."""
    sources = [*(ROOT / "plugins").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    return {
        node.name
        for path in sources
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and any("hookimpl" in ast.unparse(each) for each in node.decorator_list)
    }


def test_there_are_hooks() -> None:
    assert {"register_functions", "evaluate_exactly", "enclose", "gather_evidence"} <= set(hooks())


@pytest.mark.parametrize("name", sorted(hooks()))
def test_a_hook_is_documented(name: str) -> None:
    hook = hooks()[name]
    assert ast.get_docstring(hook)
    page = (ROOT / "docs" / "topics.md").read_text("utf-8")
    heading = f"### `{name}({', '.join(argument.arg for argument in hook.args.args)})`"
    assert heading in page.splitlines(), f"docs/topics.md has no section {heading}"


@pytest.mark.parametrize("name", sorted(hooks()))
def test_a_hook_is_implemented_by_a_topic_or_a_test(name: str) -> None:
    assert name in implementations()
