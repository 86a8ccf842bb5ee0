"""The text that the server has is the text that the client has, in every encoding."""

from __future__ import annotations

import pytest

from tests.lsp.wire import PUSH, URI, Message, Wire, with_encoding

ENCODINGS = ("utf-8", "utf-16", "utf-32")
UNITS = {"utf-8": 1, "utf-16": 2, "utf-32": 4}


def units(text: str, encoding: str) -> int:
    """The client's own count."""
    codec = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[encoding]
    return len(text.encode(codec)) // UNITS[encoding]


def stretch(line: int, before: str, inside: str, encoding: str) -> Message:
    """The range of ``inside`` behind ``before``."""
    start = units(before, encoding)
    return {
        "start": {"line": line, "character": start},
        "end": {"line": line, "character": start + units(inside, encoding)},
    }


def read_as(wire: Wire, line: int, character: int = 0) -> str | None:
    params = {"textDocument": {"uri": URI}, "position": {"line": line, "character": character}}
    hover = wire.call("textDocument/hover", params)
    return hover["contents"]["value"].splitlines()[0] if hover else None


@pytest.fixture(params=ENCODINGS)
def encoding(request: pytest.FixtureRequest, wire: Wire) -> str:
    """The encoding that client and server have agreed on."""
    result = wire.initialize(with_encoding(PUSH, request.param))
    assert result["capabilities"]["positionEncoding"] == request.param
    return str(request.param)


def test_the_encoding_is_the_first_of_the_clients_that_is_known(wire: Wire) -> None:
    result = wire.initialize({"general": {"positionEncodings": ["utf-7", "utf-32", "utf-8"]}})
    assert result["capabilities"]["positionEncoding"] == "utf-32"


def test_without_a_word_about_it_the_encoding_is_utf_16(wire: Wire) -> None:
    assert wire.initialize({})["capabilities"]["positionEncoding"] == "utf-16"


def test_diagnostics_stand_where_the_client_sees_them(wire: Wire, encoding: str) -> None:
    befores = ("𝑥 + ", "\u0177 + ", "y\u0302 + ", "∑(i, i=1..2) + ", "x + ")
    lines = ("# 👩\u200d🔬 é \u2028 \x85 \x0b \x0c𝑥", *(f"{before}foo + 1" for before in befores))
    for end in ("\n", "\r\n", "\r"):
        wire.open(end.join(lines), uri=f"untitled:{end!r}")
        found = wire.notification("textDocument/publishDiagnostics")["diagnostics"]
        assert {each["code"] for each in found} == {"undefined-name"}
        expected = [stretch(line, before, "foo", encoding) for line, before in enumerate(befores, 1)]
        assert [each["range"] for each in found] == expected


def test_edits_land_where_the_client_made_them(wire: Wire, encoding: str) -> None:
    lines = ["# 👩\u200d🔬 é \u2028 x", "𝑥 + ŷ + 3", "z + 1"]
    wire.open("\r\n".join(lines))
    assert read_as(wire, 1) == "read as `x + ŷ + 3`"
    wire.change(
        {"range": stretch(1, "𝑥 + ", "ŷ", encoding), "text": "𝑦"},
        {"range": stretch(1, "𝑥 + 𝑦 + ", "3", encoding), "text": "44"},
        {"range": stretch(0, "# 👩\u200d🔬 é \u2028 x", "", encoding), "text": "\r𝑢 + 5"},
    )
    assert [read_as(wire, line) for line in range(4)] == [
        None,
        "read as `u + 5`",
        "read as `x + y + 44`",
        "read as `z + 1`",
    ]


def test_an_edit_beyond_the_end_is_at_the_end(wire: Wire, encoding: str) -> None:
    wire.open("a + 1\n\n")
    far = {"line": 99, "character": 99}
    wire.change({"range": {"start": {"line": 0, "character": 99}, "end": far}, "text": " + 𝑏"})
    assert read_as(wire, 0) == "read as `a + 1 + b`"
    wire.change({"range": {"start": far, "end": far}, "text": "\nc"}, version=3)
    assert read_as(wire, 1) == "read as `c`"


def test_half_a_character_does_no_harm(wire: Wire, encoding: str) -> None:
    wire.open("# \ud835\n1 + 1\n# \udc65 \ud835\udc65")
    wire.change({"range": stretch(1, "1 + ", "1", encoding), "text": "\ud83d"})
    assert wire.notification("textDocument/publishDiagnostics")["diagnostics"] == []
    assert wire.notification("textDocument/publishDiagnostics")["diagnostics"][0]["code"] == "syntax"
    wire.change({"range": stretch(1, "1 + ", "?", encoding), "text": "2"}, {"text": "1 + 2"}, version=3)
    assert read_as(wire, 0) == "read as `1 + 2`"
    assert wire.close() == 0


def test_hints_stand_behind_the_text(wire: Wire, encoding: str) -> None:
    text = "𝑥 + 1 # é👩\u200d🔬"
    wire.open(f"# \u2028\r\n{text}  \r\n")
    wire.until(wire.hints)
    assert wire.hints()[0]["position"] == {"line": 1, "character": units(text, encoding)}


def test_a_file_that_is_not_open_is_never_read(wire: Wire, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("worksheets") / "secret.calc"
    path.write_text("1 + (2\n")
    wire.initialize(PUSH)
    params = {"textDocument": {"uri": path.as_uri()}, "position": {"line": 0, "character": 0}}
    assert wire.call("textDocument/hover", params) is None
    assert wire.hints(uri=path.as_uri()) == []
    assert wire.call("textDocument/documentSymbol", {"textDocument": {"uri": path.as_uri()}}) == []


def test_any_uri_names_a_worksheet(wire: Wire) -> None:
    wire.initialize(PUSH)
    for uri in ("untitled:Untitled-1", "file:///a%20b/%C3%A9.calc", "inmemory://x/y", "nonsense"):
        wire.open("1 + (2", uri=uri)
        assert wire.notification("textDocument/publishDiagnostics")["uri"] == uri
