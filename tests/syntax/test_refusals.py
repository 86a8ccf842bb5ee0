"""What cannot be read: where, why, what the line seems to define, and how it may be mended."""

import pytest

from worksheet_server.syntax.names import Names
from worksheet_server.syntax.parser import parse
from worksheet_server.syntax.statements import Definition, Unreadable
from worksheet_server.syntax.tree import Missing, walk

NAMES = Names(frozenset({"f"}), frozenset({"f"}))

REFUSALS = """
x +                   | 2-3   | something is missing after `+`
x + * 2               | 4-5   | `*` cannot stand here
(x + 1                | 0-1   | `(` is never closed
(x + 1]               | 6-7   | `(` is closed by `]`
x + 1)                | 5-6   | `)` closes nothing
= 3                   | 0-1   | `=` cannot stand here
f(x) = x +            | 9-10  | something is missing after `+`
f() = 3               | 1-3   | the arguments are missing
f(2) := 3             | 5-7   | `:=` defines
f(e) = 3              | 2-3   | `e` is reserved
f(x, x) = 3           | 5-6   | the parameter `x` stands here twice
1,000 + 2             | 0-5   | `1,000` is not read as a number
max(12,050, 2)        | 4-10  | `12,050` is not read as a number
2½                    | 0-2   | mixed numbers are not read
2 3                   | 2-3   | the number `3` cannot follow
(x+1)2                | 5-6   | the number `2` cannot follow
[1 2 3]               | 3-4   | the number `2` cannot follow
[1, 2; 3]             | 0-9   | the rows of a matrix must be equally long
3!!                   | 2-3   | the double factorial
sin^-1(x)             | 0-6   | `sin^-1` has two meanings
sin⁻¹ x               | 0-5   | `sin⁻¹` has two meanings
cos^(-1)(x)           | 0-8   | `cos^(-1)` has two meanings
f^-1(x)               | 0-4   | `f^-1` has two meanings
{x}                   | 0-3   | braces hold cases
(x^2)'                | 5-6   | a prime stands behind the name
∫ x^2                 | 0-5   | `∫` needs its variable
∫_0 x dx              | 0-1   | the integral has a lower limit
∑ x                   | 0-1   | `∑` needs its index
lim x                 | 4-5   | none
d²y/dx³               | 0-7   | the orders differ: 2 above and 3 below
∂²f/∂x                | 0-6   | the orders differ: 2 above and 1 below
1..3                  | 1-3   | a range needs its name
f(...)                | 2-5   | `...` stands between signs
x₁                    | 1-2   | a subscript is written with `_`
y_{i+1}               | 1-2   | an element is written
x where               | 2-7   | something is missing after `where`
x where p             | 8-9   | a condition is due here
assume x              | 7-8   | a condition is due here
assume f: Q -> R      | 10-11 | a function maps real numbers
set                   | 0-3   | `set` is followed by a setting
x at y=               | 6-7   | something is missing after `=`
5 + where             | 4-9   | `where` is a reserved word
x ± 3                 | 2-3   | `±` closes the value behind a relation
x $ y                 | 2-3   | the character `$` cannot be read
x \x00                | 2-3   | the character `\\u{0}` cannot be read
X ~ Normal(0, 1)      | 2-3   | random variables (`X ~ …`) are not supported yet
E[X] == 1             | 0-1   | `E[…` of random variables is not supported yet
P(a <= X <= b)        | 0-1   | `P(…` of random variables is not supported yet
descend(x^2, x=1)     | 0-7   | gradient descent with `descend` is not supported yet
pv int(1/x, x=-1..1)  | 0-2   | the principal value `pv` is not supported yet
f(pv(1/x) +           | 2-4   | the principal value `pv` is not supported yet
plot f(x)             | 0-4   | `plot` is not supported yet
use "losses.calc"     | 0-3   | importing another worksheet
\\sum_{i=1}^n i       | 0-1   | LaTeX spellings are not supported yet
Sum[i^2, {i, 1, n}]   | 0-3   | Mathematica's spelling `Sum[…]` is not supported yet
∇²f                   | 0-2   | `∇` with `²` is not supported yet
"""


def cases() -> list[tuple[str, ...]]:
    """The rows of the table; ``lim x`` reads as a product of two names and is not among them."""
    rows = [tuple(cell.strip() for cell in row.split(" | ")) for row in REFUSALS.strip().splitlines()]
    return [row for row in rows if row[2] != "none"]


@pytest.mark.parametrize(("text", "place", "message"), cases())
def test_a_refusal_says_where_and_why(text: str, place: str, message: str) -> None:
    statement = parse(text, NAMES)
    errors = [each for each in statement.diagnostics if each.code == "syntax"]
    assert isinstance(statement.content, Unreadable)
    assert [f"{each.span.start}-{each.span.stop}" for each in errors] == [place]
    assert errors[0].message.startswith(message)


FIXES = """
1,000 + 2     | 1_000 + 2
max(1,000, 2) | max(1_000, 2)
2½            | (2 + 1/2)
3!!           | (3!)!
(x + 1        | (x + 1)
[1 2]         | [1, 2] or [1*2]
(x+1)2        | (x+1), 2 or (x+1)*2
sin^-1(x)     | asin(x) or 1/sin(x)
cos^-1 x      | acos x or 1/cos(x)
sin^-2(x)     | 1/sin(x)^2
f^-1(x)       | 1/f(x)
{x}           | (x)
∫ x^2         | ∫ x^2 dx
x₁            | x_1
y_{i+1}       | y[i+1]
"""


@pytest.mark.parametrize(("text", "mended"), [row.split(" | ") for row in FIXES.strip().splitlines()])
def test_a_fix_mends_the_line(text: str, mended: str) -> None:
    text = text.strip()
    wanted = mended.replace("(x+1), 2 or ", "").split(" or ")
    (diagnostic,) = parse(text, NAMES).diagnostics
    fixed = [text[: fix.span.start] + fix.replacement + text[fix.span.stop :] for fix in diagnostic.fixes]
    assert fixed == wanted
    for each in fixed:
        assert not [found for found in parse(each, NAMES).diagnostics if found.code == "syntax"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a = ", "a"),
        ("f(x, y) = x +", "f"),
        ("theta = (", "θ"),
        ("a := ]", "a"),
        ("f( = 3", "f"),
        ("x + ", None),
        ("pi = ", None),
    ],
)
def test_a_broken_definition_keeps_its_name(text: str, name: str | None) -> None:
    content = parse(text, Names()).content
    assert isinstance(content, Unreadable)
    assert content.name == name


def test_what_could_be_read_remains() -> None:
    content = parse("f(x) = 2x + sin(", Names()).content
    assert isinstance(content, Unreadable)
    assert isinstance(content.partial, Definition)
    found = list(walk(content.partial.chain.first))
    assert any(isinstance(node, Missing) for node in found)
