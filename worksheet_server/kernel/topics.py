"""The topics in force: found, registered, and asked one at a time, so that a broken one loses only its own answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import wraps
from importlib import import_module, metadata
from types import ModuleType
from typing import Any

import pluggy

from worksheet_server import hookspecs
from worksheet_server.values.answers import Rule
from worksheet_server.values.manifest import DiagnosticEntry, TopicEntry
from worksheet_server.values.scope import Function

BUILT_IN = ("algebra", "sums", "products", "limits", "derivatives", "integrals")
"""The topics of this package, in the order in which they are registered.

A third party's come later and so are asked first.
"""

ENTRY_POINT_GROUP = "worksheet_server"
FAILURES_ALLOWED = 3


@dataclass(frozen=True, slots=True)
class TopicFailure:
    """A topic raised: its name, the hook or function that was asked, and the exception in one line."""

    topic: str
    asked: str
    error: str


@dataclass(slots=True)
class Failures:
    """What went wrong since the last ``take``; a topic that fails again and again is no longer asked."""

    new: list[TopicFailure] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def note(self, topic: str, asked: str, error: Exception) -> None:
        """Remembers one failure."""
        self.new.append(TopicFailure(topic, asked, f"{type(error).__name__}: {error}".splitlines()[0]))
        self.counts[topic] = self.counts.get(topic, 0) + 1

    def succeed(self, topic: str) -> None:
        """A topic answered: only failures in a row count."""
        self.counts.pop(topic, None)

    def is_disabled(self, topic: str, asked: str) -> bool:
        """Whether a topic failed so often in a row that it is no longer asked; every line that wanted it is told."""
        if self.counts.get(topic, 0) < FAILURES_ALLOWED:
            return False
        told = TopicFailure(topic, asked, f"disabled after {FAILURES_ALLOWED} failures in a row")
        if told not in self.new:
            self.new.append(told)
        return True

    def take(self) -> tuple[TopicFailure, ...]:
        """The failures since the last call."""
        taken = tuple(self.new)
        self.new.clear()
        return taken


@dataclass(frozen=True, slots=True)
class Topics:
    """All that was registered at start, and the way to put a question to the topics."""

    manager: pluggy.PluginManager
    entries: tuple[TopicEntry, ...]
    functions: dict[str, Function]
    rules: list[Rule]
    diagnostics: tuple[DiagnosticEntry, ...]
    failures: Failures

    def ask(self, hook: str, **arguments: Any) -> Iterator[tuple[str, Any]]:
        """Asks each topic in turn, the last registered first.

        Yields (topic, answer) for answers that are not ``None``.
        """
        for name, plugin in reversed(self.manager.list_name_plugin()):
            implementation = getattr(plugin, hook, None)
            if implementation is None or self.failures.is_disabled(name, hook):
                continue
            others = [each for _, each in self.manager.list_name_plugin() if each is not plugin]
            caller = self.manager.subset_hook_caller(hook, others)
            try:
                answer = caller(**arguments)
            except (MemoryError, RecursionError):
                raise
            except Exception as error:  # a topic's fault is data, not ours to die from
                self.failures.note(name, hook, error)
                continue
            self.failures.succeed(name)
            if isinstance(answer, list):
                answer = answer[0] if answer else None
            if answer is not None:
                yield name, answer

    def first(self, hook: str, **arguments: Any) -> Any:
        """The first answer that a topic gives, or ``None``."""
        return next((answer for _, answer in self.ask(hook, **arguments)), None)


def load() -> Topics:
    """Registers the built-in topics and those of installed packages, each on its own.

    A topic that cannot be imported, or that claims a name which is taken, becomes an entry with a problem.
    """
    manager = pluggy.PluginManager("worksheet_server")
    manager.add_hookspecs(hookspecs)
    version = _version("worksheet-server")
    found: list[tuple[str, str, str, Callable[[], Any]]] = [
        (name, version, "worksheet-server", _importer(f"worksheet_topics.{name}")) for name in BUILT_IN
    ]
    for point in metadata.entry_points(group=ENTRY_POINT_GROUP):
        distribution = point.dist
        origin = distribution.name if distribution else "?"
        found.append((point.name, distribution.version if distribution else "?", origin, point.load))
    return register(manager, found)


def register(manager: pluggy.PluginManager, found: list[tuple[str, str, str, Callable[[], Any]]]) -> Topics:
    """Imports and registers each (name, version, origin, loader)."""
    entries: list[TopicEntry] = []
    topics = Topics(manager, (), {}, [], (), Failures())
    diagnostics: list[DiagnosticEntry] = []
    for name, version, origin, importer in found:
        problem = ""
        try:
            plugin = importer()
            functions, rules, kinds = _registrations(plugin, name)
            taken = sorted({each.name for each in functions} & set(topics.functions))
            if taken:
                problem = f"the function {taken[0]} belongs to the topic {topics.functions[taken[0]].topic}"
            else:
                manager.register(plugin, name)
                topics.functions.update({each.name: _contained(each, topics.failures) for each in functions})
                topics.rules.extend(rules)
                diagnostics.extend(kinds)
        except Exception as error:  # a broken topic must not take the others with it
            problem = f"{type(error).__name__}: {error}"
        entries.append(TopicEntry(name, version, origin, problem))
    return replace(topics, entries=tuple(entries), diagnostics=tuple(diagnostics))


def _registrations(plugin: Any, name: str) -> tuple[list[Function], list[Rule], list[DiagnosticEntry]]:
    functions: list[Function] = []
    rules: list[Rule] = []
    kinds: list[DiagnosticEntry] = []
    for hook, into in (
        ("register_functions", functions.append),
        ("register_rules", rules.append),
        ("register_diagnostics", kinds.append),
    ):
        implementation = getattr(plugin, hook, None)
        if implementation is not None:
            implementation(register=into)
    return [replace(each, topic=name) for each in functions], rules, kinds


def _contained(function: Function, failures: Failures) -> Function:
    def contain(route: Callable[..., Any] | None) -> Callable[..., Any] | None:
        if route is None:
            return None

        @wraps(route)
        def guarded(*arguments: Any) -> Any:
            if failures.is_disabled(function.topic, function.name):
                return None
            try:
                value = route(*arguments)
            except (MemoryError, RecursionError):
                raise
            except Exception as error:  # see Topics.ask
                failures.note(function.topic, function.name, error)
                return None
            failures.succeed(function.topic)
            return value

        return guarded

    return replace(function, exact=contain(function.exact), numeric=contain(function.numeric))


def _importer(module: str) -> Callable[[], ModuleType]:
    return lambda: import_module(module)


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "0"
