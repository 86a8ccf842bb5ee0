"""Frozen values to JSON and back.

A value is written as ``{"": "ClassName", field: …}`` with fields at their defaults left out; a span as ``[start,
stop]``; tuples as lists. Decoding builds only the classes registered here, so that a frame can never make anything
else.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from types import ModuleType
from typing import Any

from worksheet_server.syntax import statements, tree
from worksheet_server.text import diagnostics
from worksheet_server.text.span import Span
from worksheet_server.values import answers, manifest, requests

_MODULES: tuple[ModuleType, ...] = (diagnostics, tree, statements, answers, requests, manifest)
_CLASSES: dict[str, type] = {
    name: each
    for module in _MODULES
    for name, each in vars(module).items()
    if isinstance(each, type) and (is_dataclass(each) or issubclass(each, Enum)) and each.__module__ == module.__name__
}


def to_json(value: object) -> Any:
    """The JSON form of a frozen value of the project (or of a tuple, string, number, boolean, ``None``)."""
    if value is None or type(value) in (str, int, float, bool):
        return value
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, Span):
        return {"": "Span", "at": [value.start, value.stop]}
    if isinstance(value, Enum):
        return {"": type(value).__name__, "value": value.value}
    return {"": type(value).__name__} | {
        each.name: to_json(getattr(value, each.name))
        for each in fields(value)  # type: ignore[arg-type]
        if getattr(value, each.name) != each.default or each.default is MISSING
    }


def from_json(data: Any) -> Any:
    """The value that ``to_json`` wrote.

    Raises ``ValueError`` for a class that may not travel or for fields that it does not have.
    """
    if isinstance(data, list):
        return tuple(from_json(item) for item in data)
    if not isinstance(data, dict):
        return data
    name = data.get("")
    if name == "Span":
        return Span(*data["at"])
    if name not in _CLASSES:
        raise ValueError(f"no value travels under the name {name!r}")
    given = {key: from_json(item) for key, item in data.items() if key}
    try:
        return _CLASSES[name](**given)
    except TypeError as error:
        raise ValueError(f"{name}: {error}") from error


def encode(value: object) -> bytes:
    """One value as UTF-8 JSON."""
    return json.dumps(to_json(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def decode(data: bytes) -> Any:
    """The value that ``encode`` wrote; raises ``ValueError`` for anything else."""
    return from_json(json.loads(data))
