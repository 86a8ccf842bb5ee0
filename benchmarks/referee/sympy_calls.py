"""Questions put to SymPy as somebody would type them: ``integrate``, ``summation``, ``product``, ``limit``."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import sympy

from benchmarks.referee.cases import Case
from benchmarks.referee.points import ANTIDERIVATIVE_AT
from benchmarks.referee.sympy_record import Record
from worksheet_server.symbolic.symbols import bound_symbol
from worksheet_server.symbolic.to_sympy import to_sympy
from worksheet_server.symbolic.to_tree import to_tree
from worksheet_server.syntax.parser import parse
from worksheet_server.syntax.printer import show
from worksheet_server.syntax.statements import Check
from worksheet_server.syntax.tree import Approach, Call, Expression, Name, Range
from worksheet_server.values.budget import Budget
from worksheet_server.values.requests import Settings
from worksheet_server.values.scope import Function, Scope

_CLOSE = 1e-9
_AMPLE = 1000.0
"""Seconds; the process is ended from outside long before."""
_UNEVALUATED = (sympy.Integral, sympy.Sum, sympy.Product, sympy.Limit, sympy.Derivative, sympy.nan, sympy.zoo)


def ask(case: Case) -> Record:
    """What SymPy answers, and in how many seconds of processor time; whether that is right is not yet said."""
    scope = Scope((), case.conditions, Settings(complex=case.complex), _FUNCTIONS)
    began = time.process_time()
    try:
        found = _of_claim(case, scope) if case.truth is not None else to_sympy(case.question, scope, _ample())
    except Exception as error:  # SymPy raises whatever it likes, and all of it means that there is no answer.
        return Record(case.id, f"error: {type(error).__name__}", _since(began))
    seconds = _since(began)
    if isinstance(found, bool):
        return Record(case.id, "answer", seconds, None, str(found).lower())
    if found is None or not isinstance(found, sympy.Basic) or found.has(*_UNEVALUATED):
        return Record(case.id, "nothing", seconds)
    answer = _written(found)
    right = _is_antiderivative(case, found, scope) if answer is None and case.kind == "indefinite_integral" else None
    return Record(case.id, "answer", seconds, right, answer)


def warm_up() -> None:
    """Does once what SymPy does only the first time."""
    x = sympy.Symbol("x", real=True)
    sympy.integrate(sympy.exp(-(x**2)), (x, 0, sympy.oo))
    sympy.integrate(1 / (x**3 + 1), x)
    sympy.summation(1 / x**2, (x, 1, sympy.oo))
    sympy.limit(sympy.sin(x) / x, x, 0)
    sympy.simplify(sympy.sin(x) ** 2 + sympy.cos(x) ** 2)


def _of_claim(case: Case, scope: Scope) -> bool | None:
    content = parse(case.line, case.names).content
    if not isinstance(content, Check) or content.chain.links[0].side is None:
        return None
    left, right = (to_sympy(each, scope, _ample()) for each in (content.chain.first, content.chain.links[0].side))
    if left is None or right is None:
        return None
    difference = left - right
    variable = _variable(content.chain.first)
    if variable is not None:
        difference = sympy.diff(difference, to_sympy(variable, scope, _ample()))
    equal: bool | None = sympy.simplify(difference).equals(0)
    return equal


def _variable(left: Expression) -> Name | None:
    """What an antiderivative on the left is one by."""
    if isinstance(left, Call) and left.function == Name("int") and isinstance(left.arguments[-1], Name):
        return left.arguments[-1]
    return None


def _written(found: sympy.Basic) -> str | None:
    tree = to_tree(found)
    if tree is not None:
        return show(tree)
    number = found.evalf(20)
    return str(number) if number.is_Float else None


def _is_antiderivative(case: Case, found: Any, scope: Scope) -> bool | None:
    """Judges what no worksheet can spell (sums over roots) by SymPy's own numbers at points on both sides of 0."""
    question = case.question
    if not isinstance(question, Call) or not isinstance(question.arguments[-1], Name):
        return None
    integrand, variable = (to_sympy(_plain(each), scope, _ample()) for each in question.arguments)
    difference, compared = sympy.diff(found, variable) - integrand, 0
    for text in ANTIDERIVATIVE_AT[:12]:
        at = {variable: sympy.Rational(text)}
        size, off = integrand.subs(at).evalf(20), difference.subs(at).evalf(20, maxn=200)
        if size.is_real and size.is_finite and off.is_number and off.is_finite:
            compared += 1
            if abs(off) > _CLOSE * (1 + abs(size)):
                return False
    return True if compared > 2 else None


def _over(function: Callable[..., Any]) -> Callable[..., Any]:
    def exact(call: Call, scope: Scope, budget: Budget) -> Any:
        body, over = call.arguments
        if isinstance(over, Name):
            return function(to_sympy(_plain(body), scope, budget), to_sympy(over, scope, budget))
        if not isinstance(over, Range):
            return None
        facts = {} if function is sympy.integrate else {"integer": True}
        symbol = bound_symbol(over.name.text, scope, **facts)
        inner = to_sympy(_plain(body), scope.bind({over.name.text: symbol}), budget)
        return function(inner, (symbol, *(to_sympy(each, scope, budget) for each in (over.lower, over.upper))))

    return exact


def _limit(call: Call, scope: Scope, budget: Budget) -> Any:
    body, towards = call.arguments
    if not isinstance(towards, Approach):
        return None
    symbol = bound_symbol(towards.name.text, scope)
    inner = to_sympy(_plain(body), scope.bind({towards.name.text: symbol}), budget)
    point = to_sympy(towards.point, scope, budget)
    return sympy.limit(inner, symbol, point, towards.side or "+-" if point.is_finite else "-")


def _plain(argument: Any) -> Any:
    return argument


def _function(name: str, exact: Callable[..., Any]) -> Function:
    return Function(name, "", "", "", exact)


def _ample() -> Budget:
    return Budget.of(_AMPLE)


def _since(began: float) -> float:
    return round(time.process_time() - began, 4)


_FUNCTIONS: Mapping[str, Function] = {
    "int": _function("int", _over(sympy.integrate)),
    "sum": _function("sum", _over(sympy.summation)),
    "prod": _function("prod", _over(sympy.product)),
    "lim": _function("lim", _limit),
}
