"""The one canonical spelling of a tree.

Reading what is shown gives the same tree again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import groupby

from worksheet_server.syntax.alphabets import IMAGINARY_UNIT, is_one_letter
from worksheet_server.syntax.names import CONSTANTS, LIBRARY_FUNCTIONS
from worksheet_server.syntax.tree import (
    Approach,
    At,
    Binary,
    Call,
    Cases,
    Derivative,
    Dots,
    Index,
    Interval,
    Mapping,
    Matrix,
    Missing,
    Name,
    Node,
    Number,
    Option,
    Prime,
    Range,
    Relation,
    Unary,
    Vector,
)

_RELATION, _AT, _SUM, _PRODUCT, _SIGNED, _POWER, _OPERAND, _ATOM = range(8)
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NO_VARIABLES = CONSTANTS | {IMAGINARY_UNIT}
_WORDS = LIBRARY_FUNCTIONS | {"d", "partial"}
_DIFFERENTIAL = re.compile(r"d[^\W\d_]")
_EXPONENT = re.compile(r"[eE]\d")


def show(node: Node) -> str:
    """The canonical spelling of an expression or an argument.

    >>> show(Binary("*", Number("2"), Name("x"))), show(Unary("-", Name("θ")))
    ('2*x', '-θ')
    """
    return _within(node, _RELATION)


def _within(node: Node, least: int) -> str:
    """``node`` where no operator may stand that binds less than ``least``; else in brackets."""
    text = _SHOWN[type(node)](node)
    return f"({text})" if _strength(node) < least else text


def _strength(node: Node) -> int:
    """How tightly the outermost operator of what is shown binds."""
    match node:
        case Relation():
            return _RELATION
        case At():
            return _AT
        case Binary("+") | Binary("-"):
            return _SUM
        case Unary("!"):
            return _OPERAND
        case Unary():
            return _SUM if isinstance(node.operand, Unary) and node.operand.operator != "!" else _PRODUCT
        case Binary("^"):
            return _POWER
        case Binary():
            return _PRODUCT
        case Derivative() if _is_fraction(node):
            return _POWER
        case Call() if _is_gradient(node):
            return _POWER
        case Derivative():
            return _PRODUCT
        case _:
            return _ATOM


def _number(node: Number) -> str:
    return node.digits


def _name(node: Name) -> str:
    return node.text


def _range(node: Range) -> str:
    return f"{node.name.text}={_bound(node.lower)}..{_bound(node.upper)}"


def _bound(node: Node) -> str:
    return _within(node, _PRODUCT)


def _approach(node: Approach) -> str:
    return f"{node.name.text} -> {_bound(node.point)}{node.side}"


def _option(node: Option) -> str:
    return f"{node.name.text}={_bound(node.value)}"


def _call(node: Call) -> str:
    if _is_gradient(node):
        return f"{show(node.function)} {show(node.arguments[0])}"
    return f"{_within(node.function, _ATOM)}({_listed(node.arguments)})"


def _is_gradient(node: Call) -> bool:
    """Whether ``node`` is shown as ``grad f``; ``d…`` keeps its brackets, for ``grad dy/dx`` is something else."""
    if not isinstance(node.function, Name) or node.function.text not in ("grad", "hessian") or len(node.arguments) != 1:
        return False
    name = node.arguments[0]
    return isinstance(name, Name) and not name.text.startswith("d") and name.text not in _WORDS


def _listed(nodes: tuple[Node, ...]) -> str:
    return ", ".join(_argument(each) for each in nodes)


def _argument(node: Node) -> str:
    """An argument; ``(x = 4)`` keeps its brackets, since ``x=4`` would be an option."""
    if isinstance(node, Relation) and isinstance(node.operands[0], Name) and node.operators[:2] in (("=",), ()):
        return f"({_within(node, _RELATION)})"
    return _within(node, _RELATION if isinstance(node, Relation) else _SUM)


def _prime(node: Prime) -> str:
    return node.function.text + "'" * node.order


def _derivative(node: Derivative) -> str:
    if not node.partial:
        return _ordinary(node)
    order = len(node.variables)
    power = str(order).translate(_SUPERSCRIPTS) if order > 1 else ""
    below = ""
    for text, group in groupby(each.text for each in node.variables):
        count = len(list(group))
        below += f"∂{text}" + (str(count).translate(_SUPERSCRIPTS) if count > 1 else "")
    if _is_fraction(node):
        return f"∂{power}{show(node.body)}/{below}"
    return f"∂{power}/{below} ({_within(node.body, _RELATION)})"


def _ordinary(node: Derivative) -> str:
    variable = node.variables[0].text
    if _is_fraction(node):
        return f"d{show(node.body)}/d{variable}"
    return f"d/d{variable} ({_within(node.body, _RELATION)})"


def _is_fraction(node: Derivative) -> bool:
    """Whether ``node`` is shown as ``dy/dx`` or ``∂f/∂x``, and not in front of its body."""
    if not isinstance(node.body, Name) or node.body.text in _NO_VARIABLES:
        return False
    return node.partial or is_one_letter(node.body.text)


def _unary(node: Unary) -> str:
    if node.operator == "!":
        return f"{_within(node.operand, _ATOM)}!"
    return f"{node.operator}{_within(node.operand, _SIGNED if isinstance(node.operand, Unary) else _PRODUCT)}"


def _binary(node: Binary) -> str:
    match node.operator:
        case "+" | "-":
            right = _within(node.right, _PRODUCT)
            if isinstance(node.right, Unary) and node.right.operator != "!" and not right.startswith("("):
                right = f"({right})"
            return f"{_within(node.left, _SUM)} {node.operator} {right}"
        case "^":
            exponent = _within(node.right, _ATOM)
            # Braces behind ``^`` would only group.
            return f"{_within(node.left, _ATOM)}^" + (f"({exponent})" if isinstance(node.right, Cases) else exponent)
        case _:
            return _product(node)


def _product(node: Binary) -> str:
    left = _factor(node.left, _PRODUCT)
    right = _factor(node.right, _POWER)
    if node.operator == "/":
        if isinstance(_leftmost(node.right), Derivative) and not right.startswith("("):
            right = f"({right})"
        elif _DIFFERENTIAL.match(right):
            # Without the spaces, ``dy / dx`` would be a derivative.
            return f"{left} / {right}"
    if node.implicit and node.operator == "*":
        gap = _gap(node, left, right)
        if gap is not None:
            return f"{left}{gap}{right}"
    return f"{left}{node.operator}{right}"


def _factor(node: Node, least: int) -> str:
    """A factor; signs and prefix forms stand in brackets."""
    text = _within(node, least)
    prefix = (isinstance(node, Unary) and node.operator != "!") or (
        isinstance(node, Derivative) and _strength(node) < _POWER
    )
    return f"({text})" if prefix and not (text.startswith("(") and _strength(node) < least) else text


def _gap(node: Binary, left: str, right: str) -> str | None:
    """What stands between two factors without a sign; ``None`` where the sign is needed to read the same again."""
    leading = _leftmost(node.right)
    if isinstance(leading, Number | Derivative | Cases | Dots | Missing) and not right.startswith("("):
        return None
    if _has_division(node.left) or isinstance(_rightmost(node.left), Derivative | Dots | Missing):
        return None
    if any(isinstance(each, Call) and _is_gradient(each) for each in (leading, _rightmost(node.left))):
        return None
    if isinstance(node.left, Number):
        return None if _EXPONENT.match(right) or right.startswith("[") else ""
    last = node.left.right if isinstance(node.left, Binary) and node.left.operator == "*" else node.left
    if isinstance(last, Binary) and isinstance(last.left, Name) and last.left.text in _WORDS:
        return None
    word = _last_word(left)
    if word and (right.startswith(("(", "[")) or word in _WORDS):
        return None
    if right.startswith("[") and left.endswith((")", "]")):
        return " "
    return "" if left.endswith(")") and right.startswith("(") else " "


def _leftmost(node: Node) -> Node:
    while isinstance(node, Binary) or (isinstance(node, Unary) and node.operator == "!") or isinstance(node, Index):
        node = node.left if isinstance(node, Binary) else node.operand if isinstance(node, Unary) else node.base
    return node


def _rightmost(node: Node) -> Node:
    while isinstance(node, Binary):
        node = node.right
    return node


def _has_division(node: Node) -> bool:
    """Whether ``/`` stands in the chain of factors that ends here."""
    while isinstance(node, Binary) and node.operator in "*/·×":
        if node.operator == "/":
            return True
        node = node.left
    return False


def _last_word(text: str) -> str:
    """The name that ``text`` ends with, or nothing."""
    start = len(text)
    while start and (text[start - 1] in "_'" or unicodedata.category(text[start - 1])[0] in "LMN"):
        start -= 1
    word = text[start:]
    return word.lstrip("0123456789") if any(unicodedata.category(char)[0] == "L" for char in word) else ""


def _relation(node: Relation) -> str:
    operands = [_within(each, _SUM) for each in node.operands]
    text = operands[0]
    for operator, operand in zip(node.operators, operands[1:], strict=False):
        text += f": {operand}" if operator == ":" else f" {operator} {operand}"
    return text


def _interval(node: Interval) -> str:
    opening, closing = "[" if node.closed_below else "(", "]" if node.closed_above else ")"
    return f"{opening}{_within(node.lower, _SUM)}, {_within(node.upper, _SUM)}{closing}"


def _mapping(node: Mapping) -> str:
    return f"{_space(node.inputs)} -> {_space(node.outputs)}"


def _space(dimension: int) -> str:
    return "R" if dimension == 1 else f"R^{dimension}"


def _vector(node: Vector) -> str:
    return f"({_entries(node.items)}{',' if len(node.items) == 1 else ''})"


def _entries(items: tuple[Node, ...]) -> str:
    return ", ".join(_within(each, _RELATION if isinstance(each, Relation) else _SUM) for each in items)


def _matrix(node: Matrix) -> str:
    rows = "; ".join(_entries(row) for row in node.rows)
    return f"[{rows}{';' if len(node.rows) == 1 else ''}]"


def _index(node: Index) -> str:
    indices = ", ".join(_within(each, _SUM) for each in node.indices)
    base = _within(node.base, _ATOM)
    return f"({base})[{indices}]" if isinstance(node.base, Number) else f"{base}[{indices}]"


def _cases(node: Cases) -> str:
    parts = [f"{_within(condition, _RELATION)}: {_within(value, _SUM)}" for condition, value in node.branches]
    if node.otherwise is not None:
        parts.append(_within(node.otherwise, _SUM))
    return "{" + ", ".join(parts) + "}"


def _at(node: At) -> str:
    expression = _within(node.expression, _AT)
    if len(node.bindings) == 1 and isinstance(node.bindings[0], Name):
        # Before a relation, as in `f at (x) = 0`, the bare name would be bound.
        return f"{expression} at ({show(node.bindings[0])})"
    return f"{expression} at {', '.join(_bound(each) for each in node.bindings)}"


def _dots(node: Dots) -> str:
    return "..."


def _missing(node: Missing) -> str:
    return node.text or "?"


_SHOWN: dict[type, Callable[..., str]] = {
    Number: _number,
    Name: _name,
    Range: _range,
    Approach: _approach,
    Option: _option,
    Call: _call,
    Prime: _prime,
    Derivative: _derivative,
    Unary: _unary,
    Binary: _binary,
    Relation: _relation,
    Interval: _interval,
    Mapping: _mapping,
    Vector: _vector,
    Matrix: _matrix,
    Index: _index,
    Cases: _cases,
    At: _at,
    Dots: _dots,
    Missing: _missing,
}
