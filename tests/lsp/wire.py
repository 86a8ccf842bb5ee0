"""A language client for tests that hides nothing: it sends bytes, and keeps every message in the order of arrival."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

Message = dict[str, Any]

URI = "file:///worksheets/test.calc"
PATIENCE = 60.0
"""Seconds after which a message that never comes fails the test; nothing depends on how soon it comes."""

SERVER = (sys.executable, "-m", "worksheet_server", "server", "--stdio")

PULL: Message = {
    "textDocument": {"diagnostic": {"dynamicRegistration": False}},
    "workspace": {"diagnostics": {"refreshSupport": True}, "inlayHint": {"refreshSupport": True}},
}
"""A client like VS Code, which pulls diagnostics and can be told to pull again."""

PUSH: Message = {"workspace": {"inlayHint": {"refreshSupport": True}}}
"""A client that waits for diagnostics to be pushed."""


def with_encoding(capabilities: Message, encoding: str) -> Message:
    """The same client, counting in ``encoding``."""
    return {**capabilities, "general": {"positionEncodings": [encoding]}}


class Wire:
    """One server process and the conversation with it."""

    def __init__(self, command: Sequence[str] = SERVER) -> None:
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.seen: list[Message] = []
        self._arriving: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._waiting: list[Message] = []
        self._last_id = 0
        self.errors = bytearray()
        threading.Thread(target=self._read, daemon=True).start()
        threading.Thread(target=self._read_errors, daemon=True).start()

    def send_bytes(self, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, *messages: Any) -> None:
        """Sends the messages in one write."""
        bodies = [json.dumps(each).encode() for each in messages]
        self.send_bytes(b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies))

    def message(self, method: str, params: Any = None) -> Message:
        """A request that is not sent yet."""
        self._last_id += 1
        params = {} if params is None else params
        return {"jsonrpc": "2.0", "id": self._last_id, "method": method, "params": params}

    def request(self, method: str, params: Any = None) -> int:
        message = self.message(method, params)
        self.send(message)
        return int(message["id"])

    def notify(self, method: str, params: Any = None) -> None:
        self.send({"jsonrpc": "2.0", "method": method, "params": {} if params is None else params})

    def reply(self, identifier: int | str | None) -> Message:
        """The reply to a request, which must come."""
        return self.take(lambda message: "method" not in message and message.get("id") == identifier)

    def call(self, method: str, params: Any = None) -> Any:
        """The result of a request, which must succeed."""
        reply = self.reply(self.request(method, params))
        assert "error" not in reply, reply
        return reply.get("result")

    def error(self, method: str, params: Any = None) -> int:
        """The code of the error that a request ends in, which must tell nothing of our insides."""
        reply = self.reply(self.request(method, params))
        assert "error" in reply, reply
        assert reply["error"].get("data") is None
        assert "Traceback" not in reply["error"]["message"]
        return int(reply["error"]["code"])

    def notification(self, method: str) -> Any:
        """The parameters of the next such notification or request of the server."""
        return self.take(lambda message: message.get("method") == method).get("params")

    def take(self, wanted: Callable[[Message], bool]) -> Message:
        """The first message not taken yet that is wanted, waiting for it."""
        end = time.monotonic() + PATIENCE
        for position, message in enumerate(self._waiting):
            if wanted(message):
                return self._waiting.pop(position)
        while True:
            message = self._next(end)
            if wanted(message):
                return message
            self._waiting.append(message)

    def initialize(self, capabilities: Message | None = None, **params: Any) -> Message:
        result = self.call(
            "initialize", {"processId": None, "rootUri": None, "capabilities": capabilities or {}, **params}
        )
        self.notify("initialized")
        return dict(result)

    def open(self, text: str, uri: str = URI, version: int = 1) -> None:
        item = {"uri": uri, "languageId": "calc", "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def change(self, *changes: Message, version: int = 2, uri: str = URI) -> None:
        identifier = {"uri": uri, "version": version}
        self.notify("textDocument/didChange", {"textDocument": identifier, "contentChanges": list(changes)})

    def until(self, probe: Callable[[], Any]) -> Any:
        """What ``probe`` returns when that is true at last; it is asked again after every message that comes."""
        end = time.monotonic() + PATIENCE
        while not (found := probe()):
            assert time.monotonic() < end, f"{probe} stayed {found!r}; the server said {bytes(self.errors)!r}"
            time.sleep(0.02)
        return found

    def hints(self, first: int = 0, last: int = 10_000, uri: str = URI) -> list[Message]:
        stretch = {"start": {"line": first, "character": 0}, "end": {"line": last, "character": 0}}
        return list(self.call("textDocument/inlayHint", {"textDocument": {"uri": uri}, "range": stretch}))

    def close(self) -> int:
        """Takes leave as a client should; returns the exit status."""
        self.call("shutdown")
        self.notify("exit")
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()

    def _next(self, end: float) -> Message:
        try:
            message = self._arriving.get(timeout=max(end - time.monotonic(), 0))
        except queue.Empty:
            raise AssertionError(f"nothing came; {self._waiting} {bytes(self.errors)!r}") from None
        assert message is not None, f"the server ended; {self._waiting} {bytes(self.errors)!r}"
        self.seen.append(message)
        if "method" in message and "id" in message:
            self.send({"jsonrpc": "2.0", "id": message["id"], "result": None})
        return message

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while header := stream.readline():
            if header.lower().startswith(b"content-length:"):
                length = int(header.split(b":")[1])
                while stream.readline().strip():
                    pass
                self._arriving.put(json.loads(stream.read(length)))
        self._arriving.put(None)

    def _read_errors(self) -> None:
        assert self.process.stderr is not None
        while data := self.process.stderr.readline():
            self.errors += data
