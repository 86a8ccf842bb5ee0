"""The shape of an integral as it was written: one variable at a time."""

from __future__ import annotations

from worksheet_server.api import Approach, Call, Expression, Name, Option, Range, free_names


def nested(call: Call) -> tuple[Expression, Range | Name] | None:
    """Integrand and range (or variable) of ``int(f, x=…)``; ``None`` where the order of several is not clear.

    ``int(f, x=…, y=…)`` is read as iterated integrals.  A range whose limits depend on another variable stands inside
    it.  Where no limit depends on a variable the first range is the innermost.
    """
    body, *rest = call.arguments
    waiting = [each for each in rest if isinstance(each, Range | Name)]
    if not waiting or len(waiting) != len(rest) or isinstance(body, Range | Approach | Option):
        return None
    inner: Expression = body
    while True:
        outer_names = {
            name
            for each in waiting
            if isinstance(each, Range)
            for limit in (each.lower, each.upper)
            for name in free_names(limit)
        }
        innermost = next(
            (each for each in waiting if _variable(each) not in outer_names),
            None,
        )
        if innermost is None:
            return None
        waiting.remove(innermost)
        if not waiting:
            return inner, innermost
        inner = Call(Name("int"), (inner, innermost), call.span)


def _variable(over: Range | Name) -> str:
    return over.name.text if isinstance(over, Range) else over.text
