"""A stand-in for the kernel: fractions, and nothing else, exactly.

It looks names up as the kernel does, through ``Scope``, so that a definition missing in a request shows.
"""

from __future__ import annotations

from fractions import Fraction

from worksheet_server.syntax.statements import Check, Definition
from worksheet_server.syntax.tree import Approach, Binary, Call, Expression, Name, Number, Option, Range, Unary
from worksheet_server.text.diagnostics import Diagnostic, Severity
from worksheet_server.values.answers import Answer, LinkResult, Result, Verdict, weakest
from worksheet_server.values.requests import Request
from worksheet_server.values.scope import Bound, Defined, Scope


class Symbolic(Exception):
    """There is no number."""


def evaluate(request: Request) -> Result:
    """The result of a statement; only a number has an exact answer."""
    content = request.statement.content
    assert isinstance(content, Definition | Check)
    local = tuple(each for each in request.statement.where if isinstance(each, Definition))
    scope = Scope((*request.scope, *local), request.assumptions, request.settings)
    sides = [content.chain.first, *(link.side for link in content.chain.links if link.side is not None)]
    numbers = [number(side, scope) for side in sides]
    answer = None if numbers[0] is None else Answer(tree(numbers[0]))
    links, diagnostics = [], []
    for link, left, right in zip(content.chain.links, numbers, numbers[1:], strict=False):
        known = left is not None and right is not None
        verdict = (Verdict.PROVED if left == right else Verdict.REFUTED) if known else Verdict.UNDECIDED
        links.append(LinkResult(verdict, link.span))
        if verdict is Verdict.REFUTED:
            diagnostics.append(Diagnostic("wrong-answer", Severity.ERROR, link.span, f"{left} is not {right}"))
    settled = Verdict.PROVED if answer is not None else Verdict.UNDECIDED
    asks = bool(links) or isinstance(content, Check)
    verdict_of_line = weakest(settled, *(link.verdict for link in links)) if asks else None
    return Result(answer, verdict_of_line, settled, links=tuple(links), diagnostics=tuple(diagnostics))


def number(expression: Expression, scope: Scope) -> Fraction | None:
    """The value of an expression, where it has one."""
    try:
        return _value(expression, scope)
    except (Symbolic, ZeroDivisionError, OverflowError):
        return None


def tree(value: Fraction) -> Expression:
    """A fraction in lowest terms."""
    above: Expression = Number(str(abs(value.numerator)))
    shown = above if value.denominator == 1 else Binary("/", above, Number(str(value.denominator)))
    return Unary("-", shown) if value < 0 else shown


def _value(node: Expression, scope: Scope) -> Fraction:
    match node:
        case Number(digits=digits):
            return Fraction(digits)
        case Name(text=text):
            match scope.lookup(text):
                case Bound(value=value):
                    return Fraction(value)
                case Defined(definition=definition, scope=inside) if definition.parameters is None:
                    return _value(definition.chain.first, inside)
        case Unary(operator="-", operand=operand):
            return -_value(operand, scope)
        case Binary(operator=operator, left=left, right=right):
            return _combine(operator, _value(left, scope), _value(right, scope))
        case Call(function=Name(text="sum"), arguments=(summand, Range(name=name, lower=lower, upper=upper))):
            assert not isinstance(summand, Range | Approach | Option)
            values = range(int(_value(lower, scope)), int(_value(upper, scope)) + 1)
            return sum((_value(summand, scope.bind({name.text: each})) for each in values), Fraction(0))
        case Call(function=Name(text=text), arguments=arguments):
            found = scope.lookup(text)
            if isinstance(found, Defined) and len(found.definition.parameters or ()) == len(arguments):
                given = [_value(each, scope) for each in arguments if not isinstance(each, Range | Approach | Option)]
                names = [each.text for each in found.definition.parameters or ()]
                return _value(found.definition.chain.first, found.scope.bind(dict(zip(names, given, strict=True))))
    raise Symbolic


def _combine(operator: str, left: Fraction, right: Fraction) -> Fraction:
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right
        case "^" if right.denominator == 1 and abs(right) < 50:
            return Fraction(left**right.numerator)
    raise Symbolic
