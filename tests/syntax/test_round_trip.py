"""What is shown reads as the same tree again, and stays as it is."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from worksheet_server.syntax.names import Names
from worksheet_server.syntax.parser import parse, parse_argument
from worksheet_server.syntax.printer import show, show_statement
from worksheet_server.syntax.statements import Assumption, Chain, Check, Definition, Link, Setting, Statement
from worksheet_server.syntax.tree import (
    Approach,
    At,
    Binary,
    Call,
    Cases,
    Derivative,
    Dots,
    Expression,
    Index,
    Interval,
    Mapping,
    Matrix,
    Name,
    Number,
    Option,
    Prime,
    Range,
    Relation,
    Unary,
    Vector,
)

NAMES = Names(frozenset({"f", "g"}), frozenset({"f", "g"}))

numbers = st.sampled_from(["0", "2", "10", "0.5", "1e-8", "2.0", "1000"]).map(Number)
variables = st.sampled_from(["x", "y", "t", "θ", "x_1", "x_α", "ŷ", "e3", "w_new"]).map(Name)
names = st.one_of(
    variables, st.sampled_from(["e", "pi", "oo", "f", "g", "dy", "dx", "d", "set", "β", "ⅈ", "rate"]).map(Name)
)
indices = st.sampled_from(["i", "j", "k"]).map(Name)
comparisons = st.sampled_from(["=", "==", "!=", "<", "<=", ">", ">=", "≈"])


def tuples(items: st.SearchStrategy[Any], least: int, most: int) -> st.SearchStrategy[tuple[Any, ...]]:
    """Between ``least`` and ``most`` items."""
    return st.lists(items, min_size=least, max_size=most).map(tuple)


def relations(items: st.SearchStrategy[Expression]) -> st.SearchStrategy[Relation]:
    """Chains of one or two comparisons."""
    return st.one_of(
        st.builds(lambda o, a, b: Relation((o,), (a, b)), comparisons, items, items),
        st.builds(lambda o, p, a, b, c: Relation((o, p), (a, b, c)), comparisons, comparisons, items, items, items),
        st.builds(
            lambda a, b: Relation(("in",), (a, b)),
            items,
            st.builds(Interval, items, items, st.booleans(), st.booleans()),
        ),
    )


def bindings(items: st.SearchStrategy[Expression]) -> st.SearchStrategy[tuple[Expression | Option | Range, ...]]:
    """What may follow ``at``."""
    named = st.one_of(st.builds(Option, variables, items), st.builds(Range, variables, items, items))
    alone = items.filter(lambda node: not isinstance(node, Relation)).map(lambda node: (node,))
    return st.one_of(tuples(named, 1, 2), alone)


def larger(items: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Trees with ``items`` as their parts."""
    matrices = st.integers(1, 2).flatmap(lambda width: tuples(tuples(items, width, width), 1, 2)).map(Matrix)
    sums = st.builds(
        lambda head, body, index, low, high: Call(Name(head), (body, Range(index, low, high))),
        st.sampled_from(["sum", "prod", "int"]), items, indices, items, items,
    )  # fmt: skip
    limits = st.builds(
        lambda body, x, point, side: Call(Name("lim"), (body, Approach(x, point, side))),
        items, variables, items, st.sampled_from(["", "+", "-"]),
    )  # fmt: skip
    calls = st.builds(
        Call,
        st.sampled_from(["sin", "sqrt", "max", "f", "gamma", "solve", "N", "grad", "hessian"]).map(Name),
        st.one_of(tuples(items, 1, 3), tuples(st.one_of(relations(items), st.builds(Option, variables, items)), 1, 2)),
    )
    primes = st.builds(Prime, st.sampled_from(["f", "sin", "y"]).map(Name), st.integers(1, 3))
    return st.one_of(
        st.builds(Binary, st.sampled_from(["+", "-", "*", "/", "^", "·", "×"]), items, items),
        st.builds(lambda a, b: Binary("*", a, b, implicit=True), items, items),
        st.builds(Unary, st.sampled_from(["+", "-", "!"]), items),
        sums, limits, calls, primes, matrices,
        st.builds(lambda head, given: Call(head, given), primes, tuples(items, 1, 1)),
        st.builds(lambda f, x: Call(Name("int"), (f, x)), items, variables),
        st.builds(lambda f, x, n: Call(Name("diff"), (f, x, n)), items, variables, numbers),
        st.builds(lambda f, x: Derivative(f, (x,)), items, variables),
        st.builds(lambda f, xs: Derivative(f, xs, True), items, tuples(variables, 1, 3)),
        st.builds(Index, items, tuples(items, 1, 2)),
        tuples(items, 1, 3).map(Vector),
        st.builds(Cases, tuples(st.tuples(relations(items), items), 1, 2), st.none() | items),
        st.builds(At, items, bindings(items)),
        st.builds(lambda a, b: Binary("+", Binary("+", a, Dots()), b), items, items),
        relations(items),
    )  # fmt: skip


expressions = st.recursive(numbers | names, larger, max_leaves=12)
links = st.builds(Link, comparisons | st.just("=>"), expressions, st.none() | numbers)
chains = st.builds(
    lambda first, rest, asks: Chain(first, (*rest, Link("=>", None)) if asks else tuple(rest)),
    expressions,
    st.lists(links, max_size=2),
    st.booleans(),
)
mappings = st.builds(
    lambda name, m, n: Relation((":",), (name, Mapping(m, n))), variables, st.integers(1, 3), st.integers(1, 3)
)
conditions = relations(expressions) | mappings
definitions = st.builds(
    Definition,
    st.sampled_from(["a", "q", "x_1", "loss"]).map(Name),
    st.none() | st.lists(variables, min_size=1, max_size=2, unique_by=lambda name: name.text).map(tuple),
    chains.filter(lambda chain: chain.links == () or chain.links[-1].side is not None),
)


contents = st.one_of(
    definitions,
    chains.filter(
        lambda chain: not isinstance(chain.first, Name | Call) and isinstance(chain.first, Number | Binary)
    ).map(Check),
    st.lists(conditions, min_size=1, max_size=2).map(lambda items: Assumption(tuple(items))),
    st.builds(Setting, st.sampled_from(["digits", "tolerance"]), numbers),
)
statements = st.builds(
    Statement,
    contents,
    st.lists(definitions | conditions, max_size=2).map(tuple),
    st.sampled_from([None, "a comment", "expect: false-claim"]),
)


@given(expressions)
def test_what_is_shown_is_read_again(tree: Expression) -> None:
    text = show(tree)
    again, diagnostics = parse_argument(f"({text})", NAMES)
    assert again == tree, text
    assert not [each for each in diagnostics if each.code == "syntax"], text
    assert show(again) == text


@given(statements)
def test_a_shown_statement_is_read_again(statement: Statement) -> None:
    text = show_statement(statement)
    again = parse(text, NAMES)
    assert not [each for each in again.diagnostics if each.code == "syntax"], (text, again.diagnostics)
    assert again.content == statement.content, text
    assert again.where == statement.where, text
    assert again.comment == statement.comment
    assert show_statement(again) == text
