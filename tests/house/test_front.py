"""The front starts without mathematics: importing all of it loads no library of the kernel."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

KERNEL_LIBRARIES = {"sympy", "scipy", "numpy", "mpmath", "flint", "pluggy", "worksheet_topics"}
KERNEL_ROOMS = {f"worksheet_server.{room}" for room in ("kernel", "api", "hookspecs", "symbolic", "numerics")}
FRONT = ("text", "syntax", "values", "engine", "queries", "service", "cli", "lsp")

IMPORT_ALL = """
import importlib, json, pkgutil, sys
for room in sys.argv[1:]:
    package = importlib.import_module(room)
    for module in pkgutil.walk_packages(getattr(package, "__path__", []), room + "."):
        importlib.import_module(module.name)
print(json.dumps(sorted(sys.modules)))
"""


def loaded(*rooms: str) -> set[str]:
    """The modules that are loaded after everything in ``rooms`` was imported, in a fresh interpreter."""
    run = subprocess.run([sys.executable, "-c", IMPORT_ALL, *rooms], capture_output=True, text=True, check=True)
    return set(json.loads(run.stdout))


def test_the_front_loads_no_mathematics_and_nothing_of_the_kernel() -> None:
    modules = loaded("worksheet_server.__main__", *(f"worksheet_server.{room}" for room in FRONT))
    assert "worksheet_server.lsp.server" in modules
    assert modules & (KERNEL_LIBRARIES | KERNEL_ROOMS) == set()


@pytest.mark.parametrize("room", ["cli", "service", "queries", "engine"])
def test_the_protocol_is_loaded_by_the_language_server_alone(room: str) -> None:
    assert loaded(f"worksheet_server.{room}") & {"pygls", "lsprotocol", "worksheet_server.lsp"} == set()
