"""The definitions behind ``where`` made to stand on their own, so that a definition can be used far from its line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from worksheet_server.engine.names import chain_uses, parameters
from worksheet_server.syntax.rebuild import rebuild
from worksheet_server.syntax.statements import Chain, Definition
from worksheet_server.syntax.tree import Approach, At, Call, Expression, Name, Node, Option, Prime, Range


def lift(definition: Definition, where: tuple[Definition | Expression, ...]) -> tuple[Definition, ...]:
    """``definition`` without its relations, behind its own definitions under names that nobody can write.

    ``L(w) = p^2 where p = σ(w)`` becomes ``p of L(w) = σ(w)`` and ``L(w) = (p of L(w))^2``: what ``where`` defines
    takes the parameters that it uses as parameters of its own.
    """
    lifted: list[Definition] = []
    calls: dict[str, Call | Name] = {}
    outer = definition.parameters or ()
    for each in where:
        if not isinstance(each, Definition):
            continue
        own = parameters(each)
        body = _rename(each.chain.first, {name: call for name, call in calls.items() if name not in own})
        used = {use.name.text for use in chain_uses(Chain(body), own)}
        passed = tuple(name for name in outer if name.text in used)
        name = Name(f"{each.name.text} of {definition.name.text}", each.name.span)
        taken = (*(each.parameters or ()), *passed)
        lifted.append(Definition(name, taken or None, Chain(body)))
        calls[each.name.text] = Call(name, passed, each.name.span) if passed else name
    body = _rename(definition.chain.first, {k: v for k, v in calls.items() if k not in parameters(definition)})
    return (*lifted, replace(definition, chain=Chain(body)))


def _rename(node: Expression, calls: dict[str, Call | Name]) -> Expression:
    """``node`` with every free name among ``calls`` replaced."""
    return _Renaming(calls).expression(node) if calls else node


class _Renaming:
    def __init__(self, calls: dict[str, Call | Name]) -> None:
        self._calls = calls

    def expression(self, node: Expression) -> Expression:
        result = self.node(node)
        assert not isinstance(result, Range | Approach | Option)
        return result

    def node(self, node: Node) -> Node:
        match node:
            case Name(text=text):
                return self._calls.get(text, node)
            case Prime(function=function) if function.text in self._calls:
                call = self._calls[function.text]
                return replace(node, function=call) if isinstance(call, Name) else node
            case Call(function=Name(text=text), arguments=arguments) if text in self._calls:
                call = self._calls[text]
                given = tuple(self.node(each) for each in arguments)
                if isinstance(call, Name):
                    return replace(node, function=call, arguments=given)
                return replace(node, function=call.function, arguments=(*given, *call.arguments))
            case Call(arguments=arguments):
                return self._without(
                    each.name.text for each in arguments if isinstance(each, Range | Approach)
                )._deeper(node)
            case At(bindings=bindings):
                return self._without(each.name.text for each in bindings if isinstance(each, Option | Range))._deeper(
                    node
                )
            case _:
                return self._deeper(node)

    def _deeper(self, node: Node) -> Node:
        return rebuild(node, self.node, keep_names=True)

    def _without(self, names: Iterable[str]) -> _Renaming:
        hidden = frozenset(names)
        if hidden.isdisjoint(self._calls):
            return self
        return _Renaming({name: call for name, call in self._calls.items() if name not in hidden})
