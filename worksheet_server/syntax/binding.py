"""Which names a tree binds, and which it leaves free."""

from __future__ import annotations

from worksheet_server.syntax.tree import (
    Approach,
    At,
    Call,
    Derivative,
    Name,
    Node,
    Option,
    Prime,
    Range,
    children,
)

CONSTANTS = frozenset({"e", "pi", "oo", "ⅈ", "EulerGamma", "Catalan", "dne", "diverges", "none"})
_VARIABLE_FUNCTIONS = frozenset({"int", "diff", "solve"})


def free_names(node: Node) -> tuple[str, ...]:
    """The free names of an unfolded tree, in order of appearance; functions and constants are not among them."""
    found: dict[str, None] = {}
    _free(node, frozenset(), found)
    return tuple(found)


def bound_names(call: Call) -> tuple[str, ...]:
    """The names that a call binds in its first argument: ``i`` of ``sum(i^2, i=1..n)``, ``x`` of ``int(f, x)``."""
    names = [each.name.text for each in call.arguments if isinstance(each, Range | Approach | Option)]
    if isinstance(call.function, Name) and call.function.text in _VARIABLE_FUNCTIONS:
        names += [each.text for each in call.arguments[1:] if isinstance(each, Name)]
    return tuple(dict.fromkeys(names))


def _free(node: Node, bound: frozenset[str], found: dict[str, None]) -> None:
    match node:
        case Name(text):
            if text not in bound and text not in CONSTANTS:
                found[text] = None
        case Call(function, arguments):
            inner = bound | frozenset(bound_names(node))
            for position, each in enumerate(arguments):
                if isinstance(each, Range):
                    _free(each.lower, inner - {each.name.text}, found)
                    _free(each.upper, inner - {each.name.text}, found)
                elif isinstance(each, Approach):
                    _free(each.point, bound, found)
                elif isinstance(each, Option):
                    _free(each.value, bound, found)
                elif position == 0 or each.__class__ is not Name:
                    _free(each, inner, found)
                elif each.text not in inner:
                    found[each.text] = None
            if function == Name("diff"):
                found.update(
                    {each.text: None for each in arguments[1:] if isinstance(each, Name) and each.text not in bound}
                )
        case Derivative(body, variables):
            _free(body, bound, found)
            for variable in variables:
                if variable.text not in bound:
                    found[variable.text] = None
        case Prime():
            return
        case At(expression, bindings):
            names = [each.name.text for each in bindings if isinstance(each, Option | Range)]
            _free(expression, bound | frozenset(names), found)
            for each in bindings:
                for part in children(each) if isinstance(each, Option | Range) else (each,):
                    if not (isinstance(each, Option | Range) and part is each.name):
                        _free(part, bound, found)
        case _:
            for each in children(node):
                _free(each, bound, found)
