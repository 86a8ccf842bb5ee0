from __future__ import annotations

from tests.queries.states import applied, worksheet
from worksheet_server.queries.formatting import canonical_edits

TEXT = """\
## A heading
  ∑(i**2,i=1..10)=>385   # all of them
x^2+1
1 + (2
nonsense(3)
1 + 1"""


def test_each_statement_is_brought_into_canonical_spelling_on_its_own() -> None:
    text = TEXT
    for edit in reversed(canonical_edits(worksheet(TEXT))):
        text = applied(text, edit)
    lines = text.split("\n")
    assert lines[1].startswith("sum(i^2, i=1..10) => 385")
    assert lines[1].endswith("# all of them")
    assert lines[2:] == ["x^2 + 1", "1 + (2", "nonsense(3)", "1 + 1"]
    assert canonical_edits(worksheet(text)) == ()
