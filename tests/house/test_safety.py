"""Text from a worksheet is never run as Python."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILTINS = {"eval", "exec", "compile", "__import__"}
ANYWHERE = {"sympify", "parse_expr", "parse_latex", "parse_mathematica", "lambdify", "nsimplify", "run_path"}
PICKLES = {"pickle", "marshal", "shelve", "dill", "cloudpickle"}


def findings(source: str) -> list[str]:
    """The calls and imports in ``source`` that could run a text as code."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = called(node.func)
            text_to_sympy = name == "S" and not isinstance(node.func, ast.Call)
            if (isinstance(node.func, ast.Name) and name in BUILTINS) or name in ANYWHERE or text_to_sympy:
                found.append(f"{node.lineno}: {ast.unparse(node)}")
        elif isinstance(node, ast.Import | ast.ImportFrom):
            modules = [alias.name for alias in node.names] + [getattr(node, "module", None) or ""]
            found += [f"{node.lineno}: {ast.unparse(node)}" for module in modules if module.split(".")[0] in PICKLES]
    return found


def called(function: ast.expr) -> str:
    """The last part of a called name: ``sympify`` of ``sympy.sympify``."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


@pytest.mark.parametrize("room", ["worksheet_server", "plugins"])
def test_no_call_evaluates_text_as_python(room: str) -> None:
    sources = sorted((ROOT / room).rglob("*.py"))
    assert sources
    assert {
        str(path.relative_to(ROOT)): found for path in sources if (found := findings(path.read_text("utf-8")))
    } == {}


@pytest.mark.parametrize(
    "source",
    [
        "eval(text)",
        "sympy.sympify(text)",
        "S(text)",
        "sympy.lambdify(x, text)",
        "import pickle",
        "from pickle import loads",
    ],
)
def test_the_check_sees_each_way(source: str) -> None:
    assert findings(source)


def test_the_check_lets_other_calls_be() -> None:
    assert findings("re.compile(p); sympy.Integer(3); x.evalf(); f.eval(2); model.S") == []
