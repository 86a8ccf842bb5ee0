"""``1 + 2 + ... + 10`` beside the sum that it abbreviates: the written terms are checked one by one."""

from __future__ import annotations

from worksheet_server.kernel.judgement import Judgement, from_evidence
from worksheet_server.kernel.numbers import compare
from worksheet_server.kernel.proving import equal
from worksheet_server.symbolic.unfold import unfold
from worksheet_server.syntax.printer import show
from worksheet_server.syntax.tree import Binary, Call, Dots, Expression, Name, Number, Range, walk
from worksheet_server.values.answers import Evidence, Verdict
from worksheet_server.values.budget import Budget
from worksheet_server.values.scope import Scope

_OPERATORS = {"sum": ("+",), "prod": ("*", "·", "×")}


def has_dots(tree: Expression | None) -> bool:
    """Whether terms were left out."""
    return tree is not None and any(isinstance(each, Dots) for each in walk(tree))


def is_series(tree: Expression | None) -> bool:
    """Whether a tree is a sum or a product over one range."""
    return (
        isinstance(tree, Call)
        and isinstance(tree.function, Name)
        and tree.function.text in _OPERATORS
        and len(tree.arguments) == 2
        and isinstance(tree.arguments[1], Range)
    )


def judge_dots(series: Expression, written: Expression, scope: Scope, budget: Budget) -> Judgement:
    """Whether the terms before the dots are the first ones of ``series``, and those behind them the last."""
    assert isinstance(series, Call)
    assert isinstance(series.function, Name)
    parts = _parts(written, _OPERATORS[series.function.text])
    gaps = [position for position, part in enumerate(parts) if isinstance(part, Dots)]
    if len(gaps) != 1 or gaps[0] == 0:
        return Judgement(Verdict.UNDECIDED, detail="one gap behind at least one term can be checked")
    over = series.arguments[1]
    assert isinstance(over, Range)
    checks = [(part, _moved(over.lower, "+", position)) for position, part in enumerate(parts[: gaps[0]])]
    behind = parts[gaps[0] + 1 :]
    checks += [(part, _moved(over.upper, "-", len(behind) - 1 - position)) for position, part in enumerate(behind)]
    for part, place in checks:
        term = unfold(series.arguments[0], scope.bind({over.name.text: place}))  # type: ignore[arg-type]
        bare = Scope(scope.definitions, scope.assumptions, scope.settings, scope.functions)
        if equal(part, term, bare, budget.share(0.5)):
            continue
        compared = compare(part, term, bare, budget.share(0.5))
        if compared.verdict is Verdict.REFUTED:
            note = f"{show(part)} stands for the term {show(term)}"
            return Judgement(Verdict.REFUTED, compared.evidence, f"{note}: {compared.detail}", note)
        return Judgement(Verdict.UNDECIDED, detail=f"whether {show(part)} is the term {show(term)} was not decided")
    return from_evidence(
        (Evidence(Verdict.PROVED, "written-terms", f"the {len(checks)} written terms are those of the series"),)
    )


def _parts(tree: Expression, operators: tuple[str, ...]) -> list[Expression]:
    parts: list[Expression] = []
    while isinstance(tree, Binary) and tree.operator in operators:
        parts.append(tree.right)
        tree = tree.left
    return [tree, *reversed(parts)]


def _moved(end: Expression, operator: str, steps: int) -> Expression:
    return end if steps == 0 else Binary(operator, end, Number(str(steps)))
