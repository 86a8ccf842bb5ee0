"""What a line is: definitions and claims, assumptions, settings, comments, and how lines become statements."""

import pytest

from worksheet_server.syntax.layout import split
from worksheet_server.syntax.names import Names
from worksheet_server.syntax.parser import parse
from worksheet_server.syntax.printer import WIDEST, show_statement
from worksheet_server.syntax.statements import Assumption, Check, Definition, Directive, Heading, Prose, Setting
from worksheet_server.syntax.tree import Interval, Mapping, Name, Number, Relation

KINDS = """
a = 3                                    | definition | a = 3
a := 3                                   | definition | a = 3
f(x) = x^2 + 1                           | definition | f(x) = x^2 + 1
S = sum(i, i=1..10) = 55                 | definition | S = sum(i, i=1..10) = 55
a = b = 3                                | definition | a = b = 3
set = 3                                  | definition | set = 3
plot(x) = x                              | definition | plot(x) = x
gamma = 0.5772                           | definition | γ = 0.5772
sum(i^2, i=1..10)                        | question   | sum(i^2, i=1..10)
sum(i^2, i=1..10) => 385                 | expected   | sum(i^2, i=1..10) => 385
sum(i^2, i=1..10) =>                     | expected   | sum(i^2, i=1..10) =>
pi ⇒ 3.14 ± 0.01                         | expected   | pi => 3.14 ± 0.01
pi = 3                                   | claim      | pi = 3
a == 3                                   | claim      | a == 3
|x| = 3                                  | claim      | (abs(x)) = 3
(x) = 3                                  | claim      | (x) = 3
n(n+1)/2 = x                             | claim      | n*(n + 1)/2 = x
f(2) = 10                                | claim      | f(2) = 10
1 < x <= y                               | claim      | 1 < x <= y
int(x^2, x=0..2) = 8/3 ~= 2.667          | claim      | int(x^2, x=0..2) = 8/3 ≈ 2.667
pi => 3.14 ≈ 3                           | claim      | pi => 3.14 ≈ 3
x^2 at x=3 => 9                          | expected   | x^2 at x=3 => 9
dL/dw == p  where p = σ(w), w > 0        | claim      | dL/dw == p where p = σ(w), w > 0
x => where x in [0, 1)                   | expected   | x => where x in [0, 1)
assume n in Z, n >= 1                    | assumption | assume n in Z, n >= 1
assume x, y in R                         | assumption | assume x in R, y in R
assume f: R -> R, p: ℝ² → ℝ              | assumption | assume f: R -> R, p: R^2 -> R
assume 0 < p < 1                         | assumption | assume 0 < p < 1
assume a in R^n                          | assumption | assume a in R^n
set digits 20                            | setting    | set digits 20
set tolerance 1e-8                       | setting    | set tolerance 1e-8
set complex                              | setting    | set complex
## Part one                              | heading    | ## Part one
> It was a dark night = 3                | prose      | > It was a dark night = 3
# just a comment                         | blank      | # just a comment
x + (                                    | unreadable | -
"""


@pytest.mark.parametrize(
    ("text", "kind", "canonical"),
    [tuple(cell.strip() for cell in row.split(" | ")) for row in KINDS.strip().splitlines()],
)
def test_every_line_has_a_kind(text: str, kind: str, canonical: str) -> None:
    names = Names(frozenset({"f", "σ"}), frozenset({"f", "σ"}))
    statement = parse(text, names)
    assert statement.kind == kind
    if kind == "unreadable":
        return
    assert not [each for each in statement.diagnostics if each.code == "syntax"]
    assert show_statement(statement) == canonical
    assert parse(canonical, names) == statement


def test_trees_of_statements() -> None:
    x, one = Name("x"), Number("1")
    definition = parse("f(x) = x", Names()).content
    assert isinstance(definition, Definition)
    assert definition.parameters == (x,)
    assert definition.chain.first == x
    asked = parse("x =>", Names()).content
    assert isinstance(asked, Check)
    assert asked.chain.links[-1].side is None
    assert (asked.chain.links[-1].span.start, asked.chain.links[-1].operator_span.start) == (4, 2)
    expected = parse("x => 1 ± 1e-3", Names()).content
    assert isinstance(expected, Check)
    assert expected.chain.links[0].tolerance == Number("1e-3")
    assert (expected.chain.links[0].span.start, expected.chain.links[0].span.stop) == (5, 6)
    assert parse("assume x in (0, 1], f: R^2 -> R", Names()).content == Assumption(
        (
            Relation(("in",), (x, Interval(Number("0"), one, False, True))),
            Relation((":",), (Name("f"), Mapping(2, 1))),
        )
    )
    assert parse("set digits 20", Names()).content == Setting("digits", Number("20"))
    assert parse("### Title", Names()).content == Heading(3, "Title")
    assert parse(">", Names()).content == Prose("")


def test_comments_and_directives() -> None:
    text = "1 = 2  # expect: false-claim, for it is wrong"
    statement = parse(text, Names())
    assert statement.comment == "expect: false-claim, for it is wrong"
    assert statement.directives == (Directive("expect", "false-claim"),)
    span = statement.directives[0].span
    assert text[span.start : span.stop] == "expect: false-claim"
    assert show_statement(statement) == text
    assert parse("x  # ignore: syntax, expect: undecided", Names()).directives == (
        Directive("ignore", "syntax"),
        Directive("expect", "undecided"),
    )
    assert parse("x + # a comment", Names()).comment == "a comment"


@pytest.mark.parametrize(
    ("lines", "starts"),
    [
        (["x", "y"], [0, 1]),
        (["x", "= 3", "  ≈ 4", "y"], [0, 3]),
        (["x", "=> 3"], [0]),
        (["f(1,", "  2)", "y"], [0, 2]),
        (["f(1,", "2)"], [0, 1]),
        (["f(1", ")"], [0]),
        (["f(1", "", ")"], [0, 1, 2]),
        (["x", "", "= 3"], [0, 1, 2]),
        (["x", "> prose"], [0, 1]),
        (["x", "  > 3"], [0]),
        (["x", ">= 3"], [0]),
        (["# note (", "= 3"], [0, 1]),
        (["x # ( is open", "  y"], [0, 1]),
        (["## Title", "= 3"], [0, 1]),
        (["f(x, # first", "  y) # second", "  => 3"], [0]),
        ([], []),
        ([""], [0]),
    ],
)
def test_where_a_statement_goes_on(lines: list[str], starts: list[int]) -> None:
    assert [block.line for block in split(lines)] == starts


def test_a_statement_over_several_lines() -> None:
    (block,) = split(["int(x^2, # the square", "    x=0..2)", "  = 8/3", "  ≈ 2.667 # rounded"])
    statement = parse(block.text, Names())
    assert statement.diagnostics == ()
    assert show_statement(statement) == "int(x^2, x=0..2) = 8/3 ≈ 2.667  # the square rounded"


def test_a_long_statement_is_broken_before_its_relations() -> None:
    terms = " + ".join(f"x_{index}" for index in range(20))
    statement = parse(f"{terms} == 3 == 4", Names())
    text = show_statement(statement)
    assert len(text) > WIDEST
    assert text.splitlines() == [terms, "    == 3", "    == 4"]
    (block,) = split(text.splitlines())
    assert parse(block.text, Names()) == statement


TOUR = """
assume n in Z, n >= 1
sum(i^2, i=1..10) => 385
sum(i^2, i=1..n) == n(n+1)(2n+1)/6
sum(i^3, i=1..n) == sum(i, i=1..n)^2
prod(prod(i*j, j=1..3), i=1..2) => 288
sum((1/2)^k, k=0..oo) => 2
f(x) = x^3 - 2x
f'(2) => 10
d/dx (x^2 sin(x)) == 2x sin(x) + x^2 cos(x)
g(x, y) = x^2 y + 3y
∂g/∂y == x^2 + 3
grad g at (1, 2) => (4, 4)
σ(z) = 1/(1 + exp(-z))
σ'(z) == σ(z)(1 - σ(z))
L(w) = (σ(w x + b) - y)^2
dL/dw == 2(p - y) p (1 - p) x  where p = σ(w x + b)
int(x e^x, x) == x e^x - e^x + C
int(x^2, x=0..3) => 9
int(exp(-x^2), x=-oo..oo) => sqrt(pi)
int(int(x*y, y=0..x), x=0..1) => 1/8
lim((f(x+h) - f(x))/h, h -> 0) == f'(x)
lim(|x|/x, x -> 0) => dne
int(exp(-x^2), x=0..1) => 0.7468
"""


def test_the_tour_is_read() -> None:
    functions: frozenset[str] = frozenset()
    for line in TOUR.strip().splitlines():
        statement = parse(line, Names(functions, functions))
        assert statement.diagnostics == (), line
        assert parse(show_statement(statement), Names(functions, functions)) == statement
        if isinstance(statement.content, Definition):
            functions |= {statement.content.name.text}
