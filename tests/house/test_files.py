"""What holds for every file of the repository: how long it may be, and what its text may not name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("worksheet_server", "plugins", "editors", "tests", "benchmarks")
CODE = (".py", ".lua", ".ts", ".vim")
TEXT = (*CODE, ".md", ".toml", ".calc", ".jsonl", ".json", ".yaml", ".yml", ".svg", ".txt")
MOST_LINES = 500

MACHINE_PATH = re.compile(r"(?<![\w.:/~-])/(?:work|root|tmp/\w+|home/\w+|Users/\w+)/[\w.]+")
REGISTRY_HOST = re.compile(
    r"\b(?:pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|debian\.org|crates\.io|proxy\.golang\.org)\b"
)
MADE = {".git", ".venv", "__pycache__", "node_modules", ".worksheet_cache", "dist", "build"}


def files(folder: Path, *suffixes: str) -> Iterator[Path]:
    """The files below ``folder`` that belong to the repository, by suffix."""
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            if path.name not in MADE and not path.name.endswith("_cache"):
                yield from files(path, *suffixes)
        elif path.suffix in suffixes:
            yield path


def code() -> list[Path]:
    return [path for room in ROOMS for path in files(ROOT / room, *CODE)]


def test_no_file_of_code_is_longer_than_a_room_should_be() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in code()}
    assert lengths
    assert {str(path.relative_to(ROOT)): length for path, length in lengths.items() if length > MOST_LINES} == {}


@pytest.mark.parametrize("room", ["worksheet_server", "plugins"])
def test_init_files_hold_a_docstring_and_nothing_else(room: str) -> None:
    inits = [path for path in files(ROOT / room, ".py") if path.name == "__init__.py"]
    assert inits
    for path in inits:
        module = ast.parse(path.read_text("utf-8"))
        assert ast.get_docstring(module), f"{path.relative_to(ROOT)} does not say what the room owns"
        topic = path.parent.parent.name == "worksheet_topics"
        assert [ast.unparse(node) for node in module.body[1:] if not (topic and belongs_to_a_topic(node))] == []


def belongs_to_a_topic(node: ast.stmt) -> bool:
    """Whether a statement may stand in a topic's ``__init__.py``: an import, or the implementation of a hook."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        return True
    return isinstance(node, ast.FunctionDef) and any(
        ast.unparse(decorator).partition("(")[0] == "hookimpl" for decorator in node.decorator_list
    )


def test_every_package_is_marked_as_one() -> None:
    for room in ("worksheet_server", "plugins/worksheet_topics"):
        for path in files(ROOT / room, ".py"):
            if "tests" not in path.relative_to(ROOT).parts:
                assert (path.parent / "__init__.py").is_file(), path.parent


def test_no_text_names_a_machine_path_or_a_registry() -> None:
    texts = [*files(ROOT, *TEXT), ROOT / "Makefile", ROOT / ".ci" / "run"]
    assert len(texts) > 20
    found = {
        f"{path.relative_to(ROOT)}:{number}": match.group()
        for path in texts
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        for match in [MACHINE_PATH.search(line) or (path != Path(__file__) and REGISTRY_HOST.search(line))]
        if match
    }
    assert found == {}
