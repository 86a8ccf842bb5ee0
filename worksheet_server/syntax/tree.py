"""The tree of an expression.

Every node is frozen and carries its span, which does not take part in equality: ``2x`` read on line 1 equals ``2*x``
computed by SymPy.  The node ``Missing`` stands where something could not be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields

from worksheet_server.text.span import NOWHERE, Span


def _span() -> Span:
    return field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Number:
    """An unsigned number, exactly as its digits say: ``0.1`` is 1/10, ``1e-8`` is 10^(-8).

    ``digits`` has no underscores and no sign; a ``.`` or an exponent makes it a decimal.
    """

    digits: str
    span: Span = _span()

    @property
    def is_decimal(self) -> bool:
        """Whether it was written as a decimal, which asks for a decimal answer."""
        return not self.digits.isdigit()


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its folded spelling: NFC, Greek as Greek letters (``theta`` is ``θ``), but ``pi``, ``oo`` in ASCII.

    ``e``, ``pi`` and ``oo`` are the constants.
    """

    text: str
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Range:
    """``i=1..n``, an argument of a call, or what follows ``at``."""

    name: Name
    lower: Expression
    upper: Expression
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Approach:
    """``x -> 0+``, an argument of a limit; ``side`` is ``"+"``, ``"-"`` or empty for a two-sided limit."""

    name: Name
    point: Expression
    side: str = ""
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Option:
    """``name=value``: an option or an equation in a call, or one substitution behind ``at``."""

    name: Name
    value: Expression
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Call:
    """``function(arguments)``.  ``function`` is a ``Name`` or a ``Prime``.

    ``|x|`` is ``abs(x)``, ``√x`` is ``sqrt(x)``, ``∫ f dx`` is ``int(f, x)`` and so on: one tree for every spelling.
    ``int``, ``sum``, ``prod``, ``lim``, ``diff``, ``grad``, ``hessian``, ``jacobian`` are ordinary calls.
    """

    function: Expression
    arguments: tuple[Argument, ...]
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Prime:
    """``f'``, ``f''``: the derivative of a function of one parameter; ``order`` counts the primes."""

    function: Name
    order: int
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Derivative:
    """``d/dx (body)``, ``dy/dx``, ``∂f/∂x``, ``∂²f/∂x∂y``, ``∂/∂x (body)``: a derivative written as a fraction.

    ``variables`` holds one entry per differentiation, in the order written: ``∂²f/∂x²`` has ``x`` twice.
    Ordinary derivatives of higher order are read as the call ``diff(body, x, n)``.
    """

    body: Expression
    variables: tuple[Name, ...]
    partial: bool = False
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Unary:
    """``-x``, ``+x``, or the postfix factorial ``n!`` (operator ``"!"``)."""

    operator: str
    operand: Expression
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Binary:
    """``+ - * / ^``, ``·`` (dot or product) and ``×`` (cross or product).

    ``implicit`` remembers juxtaposition, so that the formatter keeps ``2x`` as ``2x``; it does not take part in
    equality.
    """

    operator: str
    left: Expression
    right: Expression
    implicit: bool = field(default=False, compare=False, repr=False)
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation inside an expression or a condition: ``x^2 = 4``, ``0 < x < 1``, ``n in Z``.

    ``operators`` are among ``= == != < <= > >= ≈ in`` and stand between the ``operands``, of which there is one more.
    """

    operators: tuple[str, ...]
    operands: tuple[Expression, ...]
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Interval:
    """``[0, 1)`` behind ``in``."""

    lower: Expression
    upper: Expression
    closed_below: bool
    closed_above: bool
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Mapping:
    """``R^2 -> R`` in ``assume p: R^2 -> R``; how many numbers go in and how many come out."""

    inputs: int
    outputs: int
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Vector:
    """``(a, b)``, also read ``[a, b]``."""

    items: tuple[Expression, ...]
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Matrix:
    """``[a, b; c, d]``: rows of equal length."""

    rows: tuple[tuple[Expression, ...], ...]
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Index:
    """``y[i]``, ``A[i, j]``, counted from 1; also ``y_i`` where ``i`` is a bound index."""

    base: Expression
    indices: tuple[Expression, ...]
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Cases:
    """``{x > 0: x, 0}``: (condition, value) pairs, and what holds otherwise (``None``: undefined)."""

    branches: tuple[tuple[Expression, Expression], ...]
    otherwise: Expression | None
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class At:
    """``expression at x=2, y=3``, ``expression at (2, 3)`` (one unnamed vector or value), ``F at x=a..b``.

    ``bindings`` holds options and ranges, or exactly one other expression (values for a function's parameters in
    order).
    """

    expression: Expression
    bindings: tuple[Argument, ...]
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Dots:
    """``...`` among written terms: ``1 + 2 + ... + 10``."""

    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Missing:
    """Where something was due and could not be read; ``text`` is what stands there."""

    text: str = ""
    span: Span = _span()


Expression = (
    Number
    | Name
    | Call
    | Prime
    | Derivative
    | Unary
    | Binary
    | Relation
    | Interval
    | Mapping
    | Vector
    | Matrix
    | Index
    | Cases
    | At
    | Dots
    | Missing
)
Argument = Expression | Range | Approach | Option
Node = Argument


def children(node: Node) -> Iterator[Node]:
    """The nodes directly below ``node``, in the order of the text."""
    for each in fields(node):
        if each.name != "span":
            yield from _nodes(getattr(node, each.name))


def walk(node: Node) -> Iterator[Node]:
    """``node`` and every node below it, from the top down; never recursive."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(reversed(list(children(here))))


def _nodes(value: object) -> Iterator[Node]:
    if isinstance(value, tuple):
        for item in value:
            yield from _nodes(item)
    elif isinstance(value, Node):
        yield value
