"""What is written, and how it is read: every spelling beside its canonical one."""

import pytest

from worksheet_server.syntax.names import LIBRARY_FUNCTIONS, Names
from worksheet_server.syntax.parser import parse, parse_expression
from worksheet_server.syntax.printer import show, show_statement
from worksheet_server.syntax.tree import Binary, Call, Derivative, Dots, Name, Number, Prime, Range, Unary

NAMES = Names(frozenset({"f", "g", "F", "σ"}), frozenset({"f", "g", "F", "σ", "a", "loss"}))

READINGS = """
2x                                  | 2x
3(x+1)                              | 3(x + 1)
x y                                 | x y
n(n+1)                              | n*(n + 1)
(x+1)(x-1)                          | (x + 1)(x - 1)
2(p - y) p (1 - p) x                | 2(p - y) p*(1 - p) x
x**2                                | x^2
-2^2                                | -2^2
2^3^2                               | 2^(3^2)
e^-x                                | e^(-x)
x^{2}                               | x^2
a*-b                                | a*(-b)
a - -b                              | a - (-b)
--x                                 | -(-x)
-x*y                                | -x*y
(-x)*y                              | (-x)*y
1/2 x                               | 1/2*x
a/(b c)                             | a/(b c)
n!/(n-k)!                           | n!/(n - k)!
-x!                                 | -x!
x^2!                                | x^(2!)
5!==120                             | 5! == 120
1_000                               | 1000
.5 + 2. + 1E+5                      | 0.5 + 2.0 + 1e5
½x² + x⁻¹ + xⁿ                      | 1/2*x^2 + x^(-1) + x^n
x ≤ y ≠ z                           | x <= y != z
2·x × y ÷ z − w                     | 2·x×y/z - w
√2x                                 | sqrt(2) x
√x²                                 | sqrt(x^2)
√(x+1)                              | sqrt(x + 1)
∛8                                  | cbrt(8)
|x|                                 | abs(x)
||x| - 1|                           | abs(abs(x) - 1)
|x|y|z|                             | abs(x) y abs(z)
2|x|                                | 2abs(x)
⌊x⌋ + ⌈y⌉ + ‖(3, 4)‖                | floor(x) + ceil(y) + norm((3, 4))
theta + θ_1 + theta1 + alphabeta    | θ + θ_1 + θ1 + αβ
ϵ + ϕ + ϑ + µ                       | ε + φ + θ + μ
𝑥² + 𝐱 + ℝ + 𝟏𝟎                     | x^2 + x + R + 10
π + pi + ∞ + oo                     | pi + pi + oo + oo
x_α + x_alpha + θ_{max} + ŷ_1       | x_α + x_α + θ_max + ŷ_1
x_{10} + y_{max}                    | x_10 + y_max
sin x                               | sin(x)
sin 2x cos y                        | sin(2x) cos(y)
sin x^2                             | sin(x^2)
sin -x                              | sin(-x)
sin^2(x)                            | sin(x)^2
sin² x + cos^2 x                    | sin(x)^2 + cos(x)^2
sin (x) y                           | sin(x) y
ln sin x                            | ln(sin(x))
sqrt 2                              | sqrt(2)
arcsin(x) + arctanh(x) + log(x)     | asin(x) + atanh(x) + ln(x)
gamma(3) + beta(1, 2) + Γ(z)        | gamma(3) + beta(1, 2) + gamma(z)
α + β x + γ                         | α + β x + γ
N(pi, 20) + 1/N                     | N(pi, 20) + 1/N
E + P(1 + r) + Var                  | E + P*(1 + r) + Var
f(x) + h x                          | f(x) + h x
f'(x) + f''(2) + f' g               | f'(x) + f''(2) + f' g
f′(x) + f’(x)                       | f'(x) + f'(x)
(a, b)                              | (a, b)
[a, b]                              | (a, b)
[a]                                 | a
(a,)                                | (a,)
[a, b; c, d]                        | [a, b; c, d]
[a, b;]                             | [a, b;]
y[i] + A[1, 2] + (u + v)[1]         | y[i] + A[1, 2] + (u + v)[1]
{x > 0: x, 0}                       | {x > 0: x, 0}
{x > 0: x, otherwise: 0}            | {x > 0: x, 0}
{t <= 3: -t^2 + 6*t, t^2}           | {t <= 3: -t^2 + 6*t, t^2}
1 + 2 + ... + 10                    | 1 + 2 + ... + 10
1·2·…·n                             | 1·2·...·n
sum(i^2, i=1..10)                   | sum(i^2, i=1..10)
∑(i^2, i=1..10)                     | sum(i^2, i=1..10)
sum_{i=1}^{n} i^2                   | sum(i^2, i=1..n)
∑_{i=1}^n i^2                       | sum(i^2, i=1..n)
∑_(i=1..n) i^2                      | sum(i^2, i=1..n)
Sum(i**2, (i, 1, n))                | sum(i^2, i=1..n)
prod_{k=1}^{3} k                    | prod(k, k=1..3)
∏_{k=1}^{∞} k                       | prod(k, k=1..oo)
product(k, (k, 1, 3))               | prod(k, k=1..3)
sum(x_i y_i, i=1..3)                | sum(x[i] y[i], i=1..3)
∑_{i=1}^3 x_i                       | sum(x[i], i=1..3)
sum(k, k=0..(4 + 2*pi))             | sum(k, k=0..(4 + 2*pi))
sum(k, k=-oo..oo)                   | sum(k, k=-oo..oo)
∫ x^2 dx                            | int(x^2, x)
∫ (x + 1) dx                        | int(x + 1, x)
∫ x^2 + 1 dx + 3                    | int(x^2 + 1, x) + 3
∫(x^2, x)                           | int(x^2, x)
∫_0^2 x^2 dx                        | int(x^2, x=0..2)
∫₀² x² dx                           | int(x^2, x=0..2)
∫_{-1}^{a+1} x dx                   | int(x, x=-1..(a + 1))
∫_-∞^∞ e^-x^2 dx                    | int(e^(-x^2), x=-oo..oo)
int_0^2 x^2 dx                      | int(x^2, x=0..2)
int_a^b x dx                        | int(x, x=a..b)
∫_0^1 ∫_0^2 x y dy dx               | int(int(x y, y=0..2), x=0..1)
∬ x y dx dy                         | int(int(x y, x), y)
∫ dx/x                              | int(1/x, x)
∫ dx                                | int(1, x)
∫ x dx/2                            | int(x, x)/2
∫ cos θ dθ                          | int(cos(θ), θ)
∫ sin dtheta                        | int(sin, θ)
∫ dx/dt dt                          | int(dx/dt, t)
integrate(x**2, x)                  | int(x^2, x)
integrate(x**2,(x,0,2))             | int(x^2, x=0..2)
lim(sin(x)/x, x -> 0)               | lim(sin(x)/x, x -> 0)
lim(1/x, x → 0⁺)                    | lim(1/x, x -> 0+)
lim(1/x, x -> 0^-)                  | lim(1/x, x -> 0-)
lim(1/x, x -> -oo)                  | lim(1/x, x -> -oo)
lim_{x->0} sin(x)/x                 | lim(sin(x)/x, x -> 0)
limit(1/x, x, 0)                    | lim(1/x, x -> 0)
limit(1/x, x=0)                     | lim(1/x, x -> 0)
d/dx (x^2 sin(x))                   | d/dx (x^2 sin(x))
d/dx x^2 sin x                      | d/dx (x^2 sin(x))
d/dθ sin(theta)                     | d/dθ (sin(θ))
dy/dx                               | dy/dx
dy / dx                             | dy / dx
dL/dw == 3                          | dL/dw == 3
dloss/dw                            | d/dw (loss)
dy/du * du/dx                       | dy/du*du/dx
d²y/dx²                             | diff(y, x, 2)
d^2y/dx^2                           | diff(y, x, 2)
d^2/dx^2 x^3                        | diff(x^3, x, 2)
Derivative(x^3, (x, 2))             | diff(x^3, x, 2)
df/dx(2)                            | df/dx at 2
∂f/∂x                               | ∂f/∂x
∂f/∂x(1, 2)                         | ∂f/∂x at (1, 2)
∂²f/∂x∂y                            | ∂²f/∂x∂y
∂^2 f/∂x^2                          | ∂²f/∂x²
∂/∂x (x^2 y)                        | ∂/∂x (x^2 y)
∂(x^2 y)/∂x                         | ∂/∂x (x^2 y)
∂²/∂x∂y (x y)                       | ∂²/∂x∂y (x y)
partial f/partial x                 | ∂f/∂x
partial/partial x (x y)             | ∂/∂x (x y)
grad f                              | grad f
∇f(1, 2)                            | grad f at (1, 2)
grad f(1, 2)                        | grad f at (1, 2)
grad f at x=1, y=2                  | grad f at x=1, y=2
∇(x^2 y)                            | grad(x^2 y)
hessian f + jacobian(F)             | hessian f + jacobian(F)
x^2 at x=3                          | x^2 at x=3
x^2 at (x=3)                        | x^2 at x=3
F at x=a..b                         | F at x=a..b
f at 3                              | f at 3
(f at x=1, y=2) + 1                 | (f at x=1, y=2) + 1
max(f at x=1, 2)                    | max((f at x=1), 2)
solve(x^2 = 4, x)                   | solve(x^2 = 4, x)
taylor(exp(x), x=0, 3)              | taylor(exp(x), x=0, 3)
max(1,100)                          | max(1, 100)
sum(3, i=1..2) ∈ Z                  | sum(3, i=1..2) in Z
"""


def rows(table: str) -> list[tuple[str, ...]]:
    """The rows of a table of text, column by column."""
    return [tuple(cell.strip() for cell in row.rsplit(" | ", 1)) for row in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "canonical"), rows(READINGS))
def test_every_spelling_has_a_canonical_one(text: str, canonical: str) -> None:
    statement = parse(text, NAMES)
    assert not [each.message for each in statement.diagnostics if each.code == "syntax"]
    assert show_statement(statement) == canonical
    assert show_statement(parse(canonical, NAMES)) == canonical


HINTS = """
1/2x                       | 0-4 read as 1/2*x
a/b c                      | 0-5 read as a/b*c
sum_{i=1}^{n} i^2 + 1      | 0-17 read as sum(i^2, i=1..n) +
d/dx x^2 + 1               | 0-8 read as d/dx (x^2)
d/dx (x^2) y               | 0-12 read as d/dx (x^2 y)
5!=120                     | 1-3 `5!=` is read as unequal
sin x y                    | 0-7 read as sin(x y)
sin x/2                    | 0-5 read as sin(x)
e^2x                       | 0-4 read as e^2*x
x²^3                       | 0-4 read as (x^2)^3
[a b]                      | 1-4 read as the product a*b
∫ x dx/(1 + x^2)           | 2-16 the integrand is read as x/(1 + x^2)
h(x)                       | 0-1 `h` is not a function here
sin(x) = 2                 | 0-8 this defines `sin` anew
f^2(x)                     | 0-6 read as f(x)^2
(-8)^(1/3)                 | 0-10 the principal power, which is complex here: the real root is `cbrt(-8)`
2 + (-8)^(2/5)             | 4-14 the principal power of a negative number
"""


def test_how_a_line_was_read_is_told_where_it_could_be_read() -> None:
    (found,) = parse("f(1/2x) + ", NAMES).diagnostics
    assert found.code == "syntax"
    assert not parse("(-8)^(4/2) + (-8)^2", NAMES).diagnostics


@pytest.mark.parametrize(("text", "hint"), rows(HINTS))
def test_an_ambiguous_reading_is_shown(text: str, hint: str) -> None:
    (found,) = parse(text, NAMES).diagnostics
    assert found.code == "ambiguous-reading"
    where, _, message = hint.partition(" ")
    assert f"{found.span.start}-{found.span.stop}" == where
    assert found.message.startswith(message)


@pytest.mark.parametrize(
    "text",
    [
        "1/2 x",
        "2x",
        "x^2 y",
        "d/dx (x^2) + 1",
        "d/dx ((x + 1)^3)",
        "sin 2x cos y",
        "n(n+1)(2n+1)/6",
        "sum(i, i=1..n) + 1",
    ],
)
def test_a_plain_reading_has_no_hint(text: str) -> None:
    assert parse(text, NAMES).diagnostics == ()


def test_a_bracket_is_a_call_only_behind_a_function() -> None:
    x = Name("x")
    call, product = Call(Name("h"), (x,)), Binary("*", Name("h"), x)
    assert parse_expression("h(x)", Names()) == product
    assert parse_expression("h(x)", Names(frozenset({"h"}), frozenset({"h"}))) == call
    assert parse_expression("ln(x)", Names()) == Call(Name("ln"), (x,))
    assert parse_expression("ln(x)", Names(frozenset(), frozenset({"ln"}))) == Binary("*", Name("ln"), x)
    local = parse("h(x) where h(t) = t^2", Names())
    assert show_statement(local) == "h(x) where h(t) = t^2"
    bound = parse("g(f) = f(2)", NAMES)
    assert show_statement(bound) == "g(f) = f*2"


def test_functions_of_the_library_may_be_listed_as_functions() -> None:
    names = Names(LIBRARY_FUNCTIONS, frozenset())
    for text in ("sum_{i=1}^n i", "∫ sin x dx", "grad f", "integrate(x, x)", "log(x)", "sum(x_i, i=1..2)"):
        assert show_statement(parse(text, names)) == show_statement(parse(text, Names()))


def test_differentials_are_names_where_they_are_defined() -> None:
    quotient = Binary("/", Name("dy"), Name("dx"))
    assert parse_expression("dy/dx", Names()) == Derivative(Name("y"), (Name("x"),))
    assert parse_expression("dy / dx", Names()) == quotient
    for name in ("dy", "dx"):
        assert parse_expression("dy/dx", Names(frozenset(), frozenset({name}))) == quotient


def test_the_imaginary_unit() -> None:
    names = Names(complex=True)
    for text, canonical in [
        ("e^(i pi)", "e^(ⅈ pi)"),
        ("sum(i^2, i=1..3)", "sum(i^2, i=1..3)"),
        ("f(i) = i + 1", "f(i) = i + 1"),
        ("x = i where y = i", "x = ⅈ where y = ⅈ"),
    ]:
        assert show_statement(parse(text, names)) == canonical
        assert show_statement(parse(text, Names())) == show_statement(parse(text, Names()))
    assert show_statement(parse("i + ⅈ", Names())) == "i + ⅈ"
    assert show_statement(parse("i + 1", Names(frozenset(), frozenset({"i"}), complex=True))) == "i + 1"


def test_trees() -> None:
    x, two = Name("x"), Number("2")
    assert parse_expression("-2^2") == Unary("-", Binary("^", two, two))
    assert parse_expression("2x") == Binary("*", two, x, implicit=True)
    product = parse_expression("2x")
    assert isinstance(product, Binary)
    assert product.implicit
    assert parse_expression("f'(x)") == Call(Prime(Name("f"), 1), (x,))
    assert parse_expression("1 + ... + x") == Binary("+", Binary("+", Number("1"), Dots()), x)
    assert parse_expression("∂²u/∂x∂t") == Derivative(Name("u"), (x, Name("t")), partial=True)
    assert parse_expression("∑_{k=1}^x 2") == Call(Name("sum"), (two, Range(Name("k"), Number("1"), x)))
    assert show(Binary("+", x, Unary("-", two))) == "x + (-2)"
