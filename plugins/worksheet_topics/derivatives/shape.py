"""The shapes in which a derivative is written."""

from __future__ import annotations

from worksheet_server.api import Call, Derivative, Expression, Name, Number, Prime, walk

MOST = 50
"""Orders above this are not differentiated by our own rules."""


def differentiations(expression: Expression) -> tuple[Expression, tuple[str, ...]] | None:
    """What is differentiated, and the variables one by one: ``diff(f, x, 2)`` is ``(f, ("x", "x"))``.

    ``None`` for anything else, and for an unknown function's own derivative, which is its own answer.
    """
    if isinstance(expression, Derivative):
        return expression.body, tuple(each.text for each in expression.variables)
    if not isinstance(expression, Call) or expression.function != Name("diff"):
        return None
    body, *specification = expression.arguments
    variables: list[str] = []
    for each in specification:
        if isinstance(each, Name):
            variables.append(each.text)
        elif isinstance(each, Number) and each.digits.isdigit() and variables and int(each.digits) <= MOST:
            variables.extend([variables[-1]] * (int(each.digits) - 1))
        else:
            return None
    return (body, tuple(variables)) if variables else None  # type: ignore[return-value]


def is_unknown(expression: Expression) -> bool:
    """Whether a derivative of an unknown function occurs."""
    return any(isinstance(each, Prime) for each in walk(expression))
