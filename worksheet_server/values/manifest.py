"""What the front must know of the topics, without importing them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FunctionEntry:
    """A function that a topic adds.

    ``signature`` as shown (``sum(summand, i=a..b)``), one line of summary, an example.
    """

    name: str
    signature: str
    summary: str
    example: str
    topic: str


@dataclass(frozen=True, slots=True)
class DiagnosticEntry:
    """A kind of diagnostic: its code, a title, an explanation, an example line that produces it."""

    code: str
    title: str
    explanation: str
    example: str


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """A topic as it is installed: its name, version, distribution, and why it is disabled, if it is."""

    name: str
    version: str
    origin: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """All topics, functions and diagnostics.

    And a fingerprint of the versions of topics and libraries that answers depend on.
    """

    topics: tuple[TopicEntry, ...] = ()
    functions: tuple[FunctionEntry, ...] = ()
    diagnostics: tuple[DiagnosticEntry, ...] = ()
    versions: str = ""
