"""What the front must know of the topics, as data."""

from __future__ import annotations

from importlib import metadata

from worksheet_server.kernel.topics import Topics
from worksheet_server.values.manifest import FunctionEntry, Manifest

LIBRARIES = ("sympy", "scipy", "numpy", "mpmath", "python-flint")
"""The libraries whose versions an answer depends on."""


def manifest(topics: Topics) -> Manifest:
    """The manifest of the topics in force."""
    libraries = [f"{name}={metadata.version(name)}" for name in LIBRARIES]
    installed = [f"{each.name}={each.version}" for each in topics.entries if not each.problem]
    return Manifest(
        topics=topics.entries,
        functions=tuple(
            FunctionEntry(each.name, each.signature, each.summary, each.example, each.topic)
            for each in topics.functions.values()
        ),
        diagnostics=topics.diagnostics,
        versions=" ".join(installed + libraries),
    )
