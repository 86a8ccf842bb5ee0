"""Whatever stands in a worksheet is read without an exception, and every span lies where it should."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from worksheet_server.syntax.layout import resplit, split
from worksheet_server.syntax.names import Names
from worksheet_server.syntax.parser import parse
from worksheet_server.syntax.printer import show_statement
from worksheet_server.syntax.statements import Assumption, Chain, Check, Definition, Statement, Unreadable
from worksheet_server.syntax.tree import Expression, Node, children

NAMES = Names(frozenset({"f", "g"}), frozenset({"f", "g", "a"}))
PIECES = [
    *"""x y_i f f' sin d dx dy / ∂ ∇ ∫ ∑ √ int_0^2 sum_{i=1}^{n} lim_{x->0} sum ( ) [ ] { } | , ; : = == => := < >= ≈ ±
    ! ^ ^2 ² ⁻¹ ₁ ½ .. ... -> + - * · × 1 2.5 1_000 1,000 .5 1e-8 at where in for assume set plot # i=1..n x=2 θ̂ alpha ⅈ
    π ∞ grad partial E P Γ beta ~ $""".split(),
    *("\\", "# expect: syntax", "\n", " ", " ", "\t", "\x00", "\ud800"),
]
texts = st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def expressions_of(statement: Statement) -> list[Expression]:
    """The trees that a statement holds, also where it could not be read to its end."""
    found: list[Expression] = []
    content = statement.content.partial if isinstance(statement.content, Unreadable) else statement.content
    for part in (content, *statement.where):
        match part:
            case Check(Chain(first, links)) | Definition(_, _, Chain(first, links)):
                found += [first, *(link.side for link in links if link.side is not None)]
            case Assumption(conditions):
                found += conditions
            case _ if isinstance(part, Expression):
                found.append(part)
    return found


def check_spans(node: Node, text: str) -> None:
    """Every span lies in the text, and in that of its parent."""
    assert 0 <= node.span.start <= node.span.stop <= len(text)
    for child in children(node):
        assert node.span.start <= child.span.start <= child.span.stop <= node.span.stop, (text, node, child)
        check_spans(child, text)


@given(texts, st.booleans())
@example("(", False)
@example("\ud800 = \x00", False)
def test_any_text_is_read(text: str, complex_numbers: bool) -> None:
    names = Names(NAMES.functions, NAMES.defined, complex_numbers)
    statement = parse(text, names)
    broken = isinstance(statement.content, Unreadable)
    assert broken == any(each.code == "syntax" for each in statement.diagnostics)
    for diagnostic in statement.diagnostics:
        assert 0 <= diagnostic.span.start <= diagnostic.span.stop <= len(text)
        assert diagnostic.message.isprintable()
        for fix in diagnostic.fixes:
            assert 0 <= fix.span.start <= fix.span.stop <= len(text)
    for tree in expressions_of(statement):
        check_spans(tree, text)
    if broken or "\n" in text:
        return
    shown = show_statement(statement)
    again = parse(shown, names)
    assert again == statement, (text, shown)
    assert show_statement(again) == shown


@given(
    st.lists(
        st.sampled_from(["x", "f(", "  1,", ")", "= 2", "", "# note", "## part", "> prose", "  => 3", "f(x) = ["]),
        max_size=12,
    )
)
def test_every_line_belongs_to_one_block(lines: list[str]) -> None:
    blocks = split(lines)
    covered = [line for block in blocks for line in range(block.line, block.end_line + 1)]
    assert covered == list(range(len(lines)))
    assert "\n".join(block.text for block in blocks) == "\n".join(lines)


@given(st.data())
def test_splitting_again_near_an_edit_is_splitting_again(data: st.DataObject) -> None:
    pieces = st.lists(st.sampled_from(["x", "f(", "  1,", ")", "= 2", "", "# note", "> prose", "  => 3"]), max_size=10)
    before = data.draw(pieces)
    start = data.draw(st.integers(0, len(before)))
    stop = data.draw(st.integers(start, len(before)))
    inserted = data.draw(pieces)
    after = [*before[:start], *inserted, *before[stop:]]
    assert resplit(split(before), after, start, stop, start + len(inserted)) == split(after)


COUNT = 5000


DEEP = [
    *("(" * COUNT + "x" + ")" * COUNT, "[" * COUNT, "{x > 0: " * COUNT, "|" * COUNT, ")" * COUNT, "f(" * COUNT),
    *("-" * COUNT + "x", "2^" * COUNT + "x", "x" + "!" * COUNT, "f'" * COUNT, "f" + "'" * COUNT, "√" * COUNT),
    *("+".join("x" * COUNT), "*".join("x" * COUNT), " ".join("x" * COUNT), "sin " * COUNT + "x", "∫" * COUNT),
    *("x" + " at x=1" * COUNT, "y" + "[1]" * COUNT, "d/dx " * COUNT + "x", "sum_{i=1}^n " * COUNT + "x"),
    *("1" + ",000" * COUNT, "where " * COUNT, "assume " + "x," * COUNT),
]


@pytest.mark.parametrize("text", DEEP, ids=lambda text: text[:12])
def test_what_is_nested_too_deeply_is_refused(text: str) -> None:
    statement = parse(text, NAMES)
    assert [each.code for each in statement.diagnostics][-1] == "syntax"
    assert isinstance(statement.content, Unreadable)


def test_long_data_are_read() -> None:
    statement = parse("y = (" + ", ".join(["1.5"] * COUNT) + ")", NAMES)
    assert statement.diagnostics == ()
    statement = parse(" + ".join(["x"] * 1000), NAMES)
    assert statement.diagnostics == ()
    assert show_statement(statement) == " + ".join(["x"] * 1000)
    assert parse(show_statement(statement), NAMES) == statement
