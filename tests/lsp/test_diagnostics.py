"""Diagnostics are pulled or pushed, never both; every client gets the same."""

from __future__ import annotations

import pytest

from tests.lsp.wire import PULL, PUSH, URI, Message, Wire

NEOVIM: Message = {
    "textDocument": {"diagnostic": {"dynamicRegistration": True}},
    "workspace": {"inlayHint": {"refreshSupport": True}},
}
"""Neovim 0.11 pulls, but cannot be told to pull again: it has to be pushed."""

CLIENTS = [pytest.param(PUSH, id="push"), pytest.param(NEOVIM, id="neovim"), pytest.param(PULL, id="pull")]
PUSHED = CLIENTS[:2]
BROKEN = "1 + 1\n1 + (2\n"


def pull(wire: Wire, previous: str | None = None) -> Message:
    params: Message = {"textDocument": {"uri": URI}}
    return dict(wire.call("textDocument/diagnostic", params | ({"previousResultId": previous} if previous else {})))


class Reader:
    """The diagnostics as the client has them, however they come."""

    def __init__(self, wire: Wire, capabilities: Message) -> None:
        self._wire = wire
        self._pulls = "diagnosticProvider" in wire.initialize(capabilities)["capabilities"]
        self._shown: list[Message] = []

    def shown(self) -> list[Message]:
        if self._pulls:
            return list(pull(self._wire)["items"])
        self._wire.call("textDocument/hover", {"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}})
        for message in self._wire.seen:
            if message.get("method") == "textDocument/publishDiagnostics":
                self._shown = message["params"]["diagnostics"]
        return self._shown

    def codes(self) -> list[tuple[int, str]]:
        return [(each["range"]["start"]["line"], each["code"]) for each in self.shown()]


@pytest.mark.parametrize("capabilities", CLIENTS)
def test_what_cannot_be_read_is_told_at_once(wire: Wire, capabilities: Message) -> None:
    reader = Reader(wire, capabilities)
    wire.open(BROKEN)
    assert reader.codes() == [(1, "syntax")]
    (found,) = reader.shown()
    assert found["severity"] == 1
    assert found["source"] == "worksheet"
    wire.change({"text": "1 + 1\n1 + (2)\n"})
    assert reader.codes() == []
    wire.change({"text": ") \n"}, version=3)
    assert reader.codes() == [(0, "syntax")]
    assert wire.close() == 0


@pytest.mark.parametrize("capabilities", CLIENTS)
def test_what_evaluation_finds_is_told_when_it_is_found(wire: Wire, capabilities: Message) -> None:
    reader = Reader(wire, capabilities)
    wire.open("# first\nsum(i, i=1..4) => 11\n")
    wire.until(lambda: reader.codes() == [(1, "wrong-answer")])
    wire.change({"text": "# first\nsum(i, i=1..4) => 10\n"})
    wire.until(lambda: reader.codes() == [])
    assert wire.close() == 0


@pytest.mark.parametrize("capabilities", CLIENTS)
def test_a_client_gets_diagnostics_in_one_way_only(wire: Wire, capabilities: Message) -> None:
    pulls = "diagnosticProvider" in wire.initialize(capabilities)["capabilities"]
    wire.open(BROKEN)
    if not pulls:
        assert wire.error("textDocument/diagnostic", {"textDocument": {"uri": URI}}) == -32601
    wire.until(lambda: all("…" not in each["label"] for each in wire.hints()))
    methods = {message.get("method") for message in wire.seen}
    assert ("textDocument/publishDiagnostics" in methods) is not pulls
    assert ("workspace/diagnostic/refresh" in methods) is pulls


def test_unchanged_diagnostics_are_not_sent_again_when_pulled(wire: Wire) -> None:
    wire.initialize(PULL)
    wire.open(BROKEN)
    first = pull(wire)
    assert first["kind"] == "full"
    assert pull(wire, first["resultId"]) == {"kind": "unchanged", "resultId": first["resultId"]}
    wire.change({"text": "\n" + BROKEN})
    assert pull(wire, first["resultId"])["kind"] == "full"
    wire.change({"text": BROKEN}, version=3)
    assert pull(wire)["resultId"] == first["resultId"]


def test_a_worksheet_that_is_not_open_has_no_diagnostics(wire: Wire) -> None:
    wire.initialize(PULL)
    assert pull(wire)["items"] == []


@pytest.mark.parametrize("capabilities", PUSHED)
def test_pushed_diagnostics_carry_the_version_and_are_not_repeated(wire: Wire, capabilities: Message) -> None:
    wire.initialize(capabilities)
    wire.open(BROKEN, version=7)
    assert wire.notification("textDocument/publishDiagnostics")["version"] == 7
    for version in range(8, 12):
        wire.change({"text": BROKEN + "\n" * version}, version=version)
    wire.change({"text": "1 + (2"}, version=12)
    following = wire.notification("textDocument/publishDiagnostics")
    assert following["version"] == 12
    assert following["diagnostics"][0]["range"]["start"] == {"line": 0, "character": 4}


@pytest.mark.parametrize("capabilities", PUSHED)
def test_pushed_diagnostics_are_taken_back_at_close(wire: Wire, capabilities: Message) -> None:
    wire.initialize(capabilities)
    wire.open(BROKEN)
    assert wire.notification("textDocument/publishDiagnostics")["diagnostics"]
    wire.notify("textDocument/didClose", {"textDocument": {"uri": URI}})
    assert wire.notification("textDocument/publishDiagnostics")["diagnostics"] == []
    assert (
        wire.call("textDocument/hover", {"textDocument": {"uri": URI}, "position": {"line": 1, "character": 0}}) is None
    )
    assert wire.close() == 0
