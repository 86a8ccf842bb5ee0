"""What the worker processes run: the topics, the evaluation of a request, and the manifest.

A module with these four names can take its place (``python -m worksheet_server.kernel worker MODULE``), as the tests
of the processes do.
"""

from __future__ import annotations

from worksheet_server.kernel.evaluate import evaluate
from worksheet_server.kernel.manifest import manifest
from worksheet_server.kernel.topics import load
from worksheet_server.kernel.warming import warm_up

__all__ = ["evaluate", "load", "manifest", "warm_up"]
