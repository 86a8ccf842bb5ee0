"""What an editor shows of a worksheet, asked over the wire of a server with real kernels."""

from __future__ import annotations

from typing import Any

from tests.lsp.wire import PULL, PUSH, URI, Message, Wire

EVERYWHERE: Message = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
TEXT = """\
## Sums
n = 4
sum(i, i=1..n)
n^2 =>
sum(i, i=1..n) => 11
"""


def labels(wire: Wire) -> dict[int, str]:
    return {hint["position"]["line"]: hint["label"] for hint in wire.hints()}


def hover(wire: Wire, line: int) -> str:
    found = wire.call("textDocument/hover", {"textDocument": {"uri": URI}, "position": {"line": line, "character": 0}})
    return found["contents"]["value"] if found else ""


def fixes(wire: Wire, **context: Any) -> list[Message]:
    params = {"textDocument": {"uri": URI}, "range": EVERYWHERE, "context": {"diagnostics": [], **context}}
    return list(wire.call("textDocument/codeAction", params))


def test_hints_come_at_once_and_a_refresh_tells_of_more(wire: Wire) -> None:
    wire.initialize(PUSH)
    wire.open(TEXT)
    assert "✓" not in "".join(labels(wire).values())
    while not {2, 3, 4} <= labels(wire).keys() or "…" in "".join(labels(wire).values()):
        wire.notification("workspace/inlayHint/refresh")
    assert labels(wire)[2] == "= 10 ✓"
    assert labels(wire)[3] == "= 16 ✓"
    assert labels(wire)[4].endswith("✗")


def test_an_edit_keeps_the_old_answers_until_the_new_are_there(wire: Wire) -> None:
    wire.initialize(PUSH)
    wire.open(TEXT)
    wire.until(lambda: labels(wire).get(2) == "= 10 ✓" and labels(wire).get(3) == "= 16 ✓")
    wire.change({"range": {"start": {"line": 1, "character": 4}, "end": {"line": 1, "character": 5}}, "text": "5"})
    after = labels(wire)[2]
    assert after in ("= 10 …", "= 15 …", "= 15 ✓")
    wire.until(lambda: labels(wire)[2] == "= 15 ✓" and labels(wire)[3] == "= 25 ✓")


def test_the_tooltip_of_a_hint_is_resolved_to_the_hover(wire: Wire) -> None:
    wire.initialize(PUSH)
    wire.open("2 + 3")
    wire.until(lambda: labels(wire).get(0) == "= 5 ✓")
    (hint,) = wire.hints()
    resolved = wire.call("inlayHint/resolve", hint)
    assert resolved["tooltip"]["value"] == hover(wire, 0)
    assert resolved["label"] == hint["label"]
    wire.notify("textDocument/didClose", {"textDocument": {"uri": URI}})
    assert "tooltip" not in wire.call("inlayHint/resolve", hint)


def test_a_hover_tells_everything_that_is_known(wire: Wire) -> None:
    wire.initialize(PULL)
    wire.open("int(exp(-x^2), x=-oo..oo) => sqrt(pi)")
    wire.until(lambda: "evidence\n- " in hover(wire, 0))
    text = hover(wire, 0)
    assert text.startswith("read as `int(exp(-x^2), x=-oo..oo) => sqrt(pi)`")
    assert "exact `sqrt(pi)`" in text
    assert "number `1.77245385090551" in text


def test_answers_are_inserted_and_wrong_ones_replaced(wire: Wire) -> None:
    wire.initialize(PUSH)
    wire.open(TEXT)
    wire.until(lambda: {each["title"] for each in fixes(wire)} >= {"Insert answer", "Replace wrong answer"})
    found = fixes(wire)
    edits = {each["title"]: each["edit"]["changes"][URI] for each in found}
    (replaced,) = edits["Replace wrong answer"]
    assert replaced["newText"] == "10"
    assert replaced["range"] == {"start": {"line": 4, "character": 18}, "end": {"line": 4, "character": 20}}
    (mended,) = next(each for each in found if each["title"] == "Replace wrong answer")["diagnostics"]
    assert mended["code"] == "wrong-answer"
    assert all(each["kind"] == "quickfix" for each in found)
    inserted = [each["edit"]["changes"][URI][0]["newText"] for each in found if each["title"] == "Insert answer"]
    assert set(inserted) == {" => 10", " 16"}


def test_only_the_kinds_of_actions_that_are_wanted_are_given(wire: Wire) -> None:
    wire.initialize(PUSH)
    wire.open("1 + (2")
    assert fixes(wire)
    assert fixes(wire, only=["quickfix"])
    assert fixes(wire, only=["refactor", "source.organizeImports"]) == []


def test_edits_carry_the_version_for_a_client_that_checks_it(wire: Wire) -> None:
    wire.initialize({"workspace": {"workspaceEdit": {"documentChanges": True}}})
    wire.open("1 + (2", version=5)
    (change,) = fixes(wire)[0]["edit"]["documentChanges"]
    assert change["textDocument"] == {"uri": URI, "version": 5}


def test_the_outline_is_nested_where_the_client_can_show_that(wire: Wire) -> None:
    wire.initialize({"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": True}}})
    wire.open(TEXT)
    (heading,) = wire.call("textDocument/documentSymbol", {"textDocument": {"uri": URI}})
    assert heading["name"] == "Sums"
    assert [each["name"] for each in heading["children"]] == ["n"]


def test_the_outline_is_flat_elsewhere(wire: Wire) -> None:
    wire.initialize()
    wire.open(TEXT)
    found = wire.call("textDocument/documentSymbol", {"textDocument": {"uri": URI}})
    assert [(each["name"], each.get("containerName")) for each in found] == [("Sums", None), ("n", "Sums")]


def test_formatting_is_canonical_and_keeps_the_line_ends(wire: Wire) -> None:
    wire.initialize()
    wire.open("sum(i**2,i=1..10)=>385\r\nint(x,x=0..1)\r\n  =1/2\r\n")
    options = {"tabSize": 4, "insertSpaces": True}
    edits = wire.call("textDocument/formatting", {"textDocument": {"uri": URI}, "options": options})
    assert edits[0]["newText"] == "sum(i^2, i=1..10) => 385"
    assert all("\n" not in each["newText"].replace("\r\n", "") for each in edits)


def test_a_hanging_line_stops_nobody(wire: Wire) -> None:
    wire.initialize(PUSH)
    wire.open("1 + 1\nsum(floor(sqrt(k)) * sin(k), k=1..10^12)\n")
    wire.until(lambda: labels(wire).get(0) == "= 2 ✓")
    wire.change({"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 1}}, "text": "2"})
    wire.until(lambda: labels(wire)[0] == "= 3 ✓")
    assert "exact `3`" in hover(wire, 0)
    assert wire.close() == 0


def test_two_worksheets_are_two(wire: Wire) -> None:
    wire.initialize(PUSH)
    other = "file:///worksheets/other.calc"
    wire.open("n = 3\nn + 1")
    wire.open("n = 5\nn + 1", uri=other)
    wire.until(lambda: labels(wire).get(1) == "= 4 ✓")
    wire.until(lambda: [hint["label"] for hint in wire.hints(uri=other)] == ["= 6 ✓"])
    wire.notify("textDocument/didClose", {"textDocument": {"uri": other}})
    assert wire.hints(uri=other) == []
    assert labels(wire)[1] == "= 4 ✓"
