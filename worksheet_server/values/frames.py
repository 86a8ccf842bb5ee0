"""How the wings talk: frames of JSON behind a length.

A frame is four bytes, the length of what follows as an unsigned big-endian number, and then that many bytes of UTF-8
JSON, always an object.  Its length is capped on both sides, so that neither can make the other allocate without end.

To a worker go ``{"id": n, "request": …}`` and ``{"id": n, "manifest": true}``.  Back come ``{"ready": pid, …}`` or
``{"failed": reason}`` once, and then for each request ``{"id": n, "part": k, "result": …}`` (or ``"manifest"``), the
last with ``"done": true``.
"""

from __future__ import annotations

import json
import struct
from typing import Any

LIMIT = 8 * 1024**2
"""The most bytes a frame may hold behind its header."""

HEADER = struct.Struct(">I")

Message = dict[str, Any]


class BrokenFrame(Exception):
    """The other side sent something that is no frame, or is asked to take one that is too long."""


def pack(message: Message, limit: int = LIMIT) -> bytes:
    """The frame that holds ``message``; raises ``BrokenFrame`` where it would be longer than ``limit``."""
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    if len(body) > limit:
        raise BrokenFrame(f"it takes more than the {limit} bytes of a frame")
    return HEADER.pack(len(body)) + body


def length(header: bytes, limit: int = LIMIT) -> int:
    """How many bytes follow a header; raises ``BrokenFrame`` for more than ``limit``."""
    (count,) = HEADER.unpack(header)
    if count > limit:
        raise BrokenFrame(f"it announces more than the {limit} bytes of a frame")
    return int(count)


def unpack(body: bytes) -> Message:
    """The message in a frame's body; raises ``BrokenFrame`` for what is no JSON object."""
    try:
        message = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BrokenFrame(f"not JSON: {error}") from error
    if not isinstance(message, dict):
        raise BrokenFrame("a frame holds a JSON object")
    return message
