"""Which functions an expression calls, through definitions."""

from __future__ import annotations

from worksheet_server.syntax.tree import Call, Expression, Name, walk
from worksheet_server.values.scope import Defined, Scope

WAVES = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
LOGARITHMS = frozenset({"ln", "log2", "log10"})


def functions_in(tree: Expression, scope: Scope) -> frozenset[str]:
    """The functions called in an expression and in the definitions that it uses."""
    found: set[str] = set()
    waiting = [(tree, scope)]
    while waiting:
        expression, inside = waiting.pop()
        for node in walk(expression):
            if isinstance(node, Call) and isinstance(node.function, Name):
                found.add(node.function.text)
            meaning = inside.lookup(node.text) if isinstance(node, Name) else None
            if isinstance(meaning, Defined):
                own = dict.fromkeys(each.text for each in meaning.definition.parameters or ())
                waiting.append((meaning.definition.chain.first, meaning.scope.bind(own)))
    return frozenset(found)
