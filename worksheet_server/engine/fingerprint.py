"""A short text that two trees share exactly when they are equal."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from hashlib import blake2b


def digest(value: object) -> str:
    """A fingerprint of a frozen value of the project.

    Fields that take no part in equality (spans, ``implicit``, diagnostics) take none here either, so moving or
    respacing a statement keeps it.  Never recursive, so that deep trees are welcome.
    """
    parts: list[str] = []
    waiting: list[object] = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, Enum):
            parts.append(f"{type(here).__name__}.{here.name}")
        elif isinstance(here, str):
            parts.append(f"{len(here)}:{here}")
        elif isinstance(here, tuple):
            parts.append(f"({len(here)}")
            waiting.extend(reversed(here))
        elif is_dataclass(here) and not isinstance(here, type):
            names = _compared(type(here))
            parts.append(type(here).__name__)
            waiting.extend(getattr(here, name) for name in reversed(names))
        else:
            parts.append(repr(here))
    return join(*parts)


def join(*parts: str) -> str:
    """One fingerprint made of several texts, in order."""
    return blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@cache
def _compared(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind) if each.compare)
