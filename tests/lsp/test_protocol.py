"""The base protocol, word by word, over real standard input and output."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import Any

from tests.lsp.wire import PATIENCE, SERVER, URI, Wire

HOVER = {"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}}


def test_a_request_before_initialize_is_refused(wire: Wire) -> None:
    assert wire.error("textDocument/hover", HOVER) == -32002
    wire.notify("textDocument/didOpen", {"textDocument": {"uri": URI, "languageId": "calc", "version": 1, "text": "1"}})
    wire.initialize()
    assert wire.call("textDocument/hover", HOVER) is None


def test_a_second_initialize_is_refused(wire: Wire) -> None:
    wire.initialize()
    assert wire.error("initialize", {"processId": None, "rootUri": None, "capabilities": {}}) == -32600
    assert wire.close() == 0


def test_an_initialize_that_failed_may_be_tried_again(wire: Wire) -> None:
    assert wire.error("initialize", {"capabilities": 7}) == -32602
    wire.initialize()
    assert wire.close() == 0


def test_a_request_after_shutdown_is_refused(wire: Wire) -> None:
    wire.initialize()
    wire.call("shutdown")
    assert wire.error("textDocument/hover", HOVER) == -32600
    assert wire.error("shutdown") == -32600
    wire.notify("exit")
    assert wire.process.wait(PATIENCE) == 0


def test_exit_without_shutdown_is_status_one(wire: Wire) -> None:
    wire.initialize()
    wire.notify("exit")
    assert wire.process.wait(PATIENCE) == 1


def test_exit_before_initialize_is_status_one(wire: Wire) -> None:
    wire.notify("exit")
    assert wire.process.wait(PATIENCE) == 1


def test_the_end_of_input_ends_the_server(wire: Wire) -> None:
    wire.initialize()
    assert wire.process.stdin is not None
    wire.process.stdin.close()
    assert wire.process.wait(PATIENCE) == 1


def test_what_is_not_json_is_answered_and_survived(wire: Wire) -> None:
    wire.initialize()
    for body in (b"{", b"not json", b"\xff\xfe\xfd", b'{"jsonrpc": "2.0", "id": 1,', b"[" * 100_000):
        wire.send_bytes(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        assert wire.reply(None)["error"]["code"] == -32700
        assert wire.call("textDocument/hover", HOVER) is None
    assert wire.close() == 0


def test_a_header_without_a_length_is_answered_and_survived(wire: Wire) -> None:
    wire.initialize()
    for header in (b"Content-Length: x\r\n\r\n", b"Hello: world\r\n\r\n", b"Content-Length: -1\r\n\r\n"):
        wire.send_bytes(header)
        assert wire.reply(None)["error"]["code"] == -32700
        assert wire.call("textDocument/hover", HOVER) is None
    assert wire.close() == 0


def test_headers_may_be_spelled_and_cut_as_they_like(wire: Wire) -> None:
    wire.initialize()
    body = json.dumps(wire.message("textDocument/hover", HOVER)).encode()
    data = b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:%d\r\n\r\n" % len(body) + body
    for at in range(0, len(data), 7):
        wire.send_bytes(data[at : at + 7])
    assert wire.reply(2)["result"] is None


def test_what_is_not_a_message_is_an_invalid_request(wire: Wire) -> None:
    wire.initialize()
    messages: list[Any] = [7, [], "hover", {}]
    messages += [{"id": 5, "method": "shutdown"}, {"jsonrpc": "1.0", "id": 5, "method": "shutdown"}]
    for message in messages:
        wire.send(message)
        identifier = message.get("id") if isinstance(message, dict) else None
        assert wire.reply(identifier)["error"]["code"] == -32600
    identifiers: list[Any] = [None, [], {}, True]
    for wrong in identifiers:
        wire.send({"jsonrpc": "2.0", "id": wrong, "method": "textDocument/hover", "params": HOVER})
        assert wire.reply(None)["error"]["code"] == -32600
    assert wire.close() == 0


def test_bad_parameters_are_always_answered(wire: Wire) -> None:
    wire.initialize()
    document = {"uri": URI}
    wrong: list[Any] = [
        {},
        [],
        7,
        "x",
        {"textDocument": document},
        {"textDocument": document, "position": {"line": "one", "character": 0}},
        {"textDocument": document, "position": {"line": -1, "character": 0}},
        {"textDocument": 3, "position": {"line": 0, "character": 0}},
    ]
    for params in wrong:
        assert wire.error("textDocument/hover", params) == -32602
    wire.send({"jsonrpc": "2.0", "id": "bare", "method": "textDocument/hover"})
    assert wire.reply("bare")["error"]["code"] == -32602
    assert wire.close() == 0


def test_an_unknown_method_is_answered_and_an_unknown_notification_is_not(wire: Wire) -> None:
    wire.initialize()
    wire.notify("worksheet/nonsense", {"jsonrpc": "2.0"})
    wire.notify("$/setTrace", {"value": "nonsense"})
    wire.notify("textDocument/didChange", {"textDocument": {}})
    assert wire.error("worksheet/nonsense", {"a": 1}) == -32601
    assert wire.close() == 0


def test_bad_input_makes_nothing_pop_up(wire: Wire) -> None:
    wire.initialize()
    wire.send_bytes(b"Content-Length: 3\r\n\r\n{{{")
    wire.notify("textDocument/didOpen", {"textDocument": 5})
    wire.notify("textDocument/didChange", {})
    wire.error("textDocument/hover", {})
    wire.send({"jsonrpc": "2.0", "id": "never sent", "result": 5}, {"jsonrpc": "2.0", "result": 5})
    assert wire.close() == 0
    assert not [message for message in wire.seen if message.get("method", "").startswith("window/")]
    assert b"Traceback" not in wire.errors


def test_a_queued_request_that_is_cancelled_never_runs(wire: Wire) -> None:
    wire.initialize()
    wire.open("1 + 1")
    request = wire.message("textDocument/hover", HOVER)
    wire.send(request, {"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": request["id"]}})
    assert wire.reply(request["id"])["error"]["code"] == -32800
    wire.notify("$/cancelRequest", {"id": "unknown"})
    assert wire.close() == 0


def test_the_server_ends_with_its_parent_though_input_stays_open(wire: Wire) -> None:
    parent = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)
    wire.initialize(processId=parent.pid)
    assert wire.call("textDocument/hover", HOVER) is None
    os.kill(parent.pid, signal.SIGKILL)
    # The parent is not reaped before the server has noticed.
    assert wire.process.wait(PATIENCE) == 1
    parent.communicate()


def test_a_parent_that_is_dead_already_is_noticed(wire: Wire) -> None:
    parent = subprocess.Popen([sys.executable, "-c", ""])
    parent.wait()
    wire.send(wire.message("initialize", {"processId": parent.pid, "rootUri": None, "capabilities": {}}))
    assert wire.process.wait(PATIENCE) == 1


def test_the_same_is_served_over_tcp() -> None:
    command = [*SERVER[:-1], "--tcp", "127.0.0.1:0"]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    port = int(process.stderr.readline().rsplit(b":", 1)[1])
    bridge = (
        "import socket, sys, threading, os\n"
        f"s = socket.create_connection(('127.0.0.1', {port}))\n"
        "def up():\n"
        "    while data := os.read(0, 65536): s.sendall(data)\n"
        "threading.Thread(target=up, daemon=True).start()\n"
        "while data := s.recv(65536): os.write(1, data)\n"
    )
    wire = Wire((sys.executable, "-c", bridge))
    try:
        wire.initialize()
        assert wire.call("textDocument/hover", HOVER) is None
        assert wire.error("textDocument/hover", {}) == -32602
        wire.call("shutdown")
        wire.notify("exit")
        assert process.wait(PATIENCE) == 0
    finally:
        wire.kill()
        process.kill()
        process.wait()
        process.stderr.close()
