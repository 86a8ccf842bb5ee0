"""The server starts with little, and loads no mathematics ever."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.lsp.wire import Wire
from worksheet_server.lsp import capabilities, features

MATHEMATICS = {"sympy", "scipy", "numpy", "mpmath", "flint", "pluggy", "worksheet_topics"}


def loaded(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded behind ``code``."""
    code += "\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    return set(json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout))


def test_what_answers_initialize_loads_nothing_that_reads_worksheets() -> None:
    modules = loaded("import worksheet_server.lsp.server")
    assert "worksheet_server.lsp.capabilities" in modules
    assert modules & (MATHEMATICS | {"argparse", "importlib.metadata", "click", "rich"}) == set()
    rooms = {name.split(".")[1] for name in modules if name.startswith("worksheet_server.")}
    assert rooms == {"lsp", "text"}


def test_what_answers_everything_loads_no_mathematics() -> None:
    modules = loaded("import worksheet_server.lsp.features")
    assert "worksheet_server.engine.progress" in modules
    assert modules & (MATHEMATICS | {"worksheet_server.kernel", "worksheet_server.symbolic"}) == set()


def test_what_is_offered_is_answered() -> None:
    offered = {method for method, _ in capabilities.REQUESTS}
    assert offered | {"textDocument/diagnostic"} == features.REQUESTS.keys()
    assert set(capabilities.NOTIFICATIONS) == features.NOTIFICATIONS.keys()


def test_capabilities_say_what_the_server_does(wire: Wire) -> None:
    offered = wire.initialize()["capabilities"]
    assert offered["textDocumentSync"] == {"openClose": True, "change": 2, "save": True}
    assert offered["inlayHintProvider"] == {"resolveProvider": True}
    assert offered["codeActionProvider"] == {"codeActionKinds": ["quickfix"]}
    assert offered["hoverProvider"] is True
    assert offered["documentSymbolProvider"] is True
    assert offered["documentFormattingProvider"] is True
    assert "diagnosticProvider" not in offered
