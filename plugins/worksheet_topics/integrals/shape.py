"""The shape of an integral as it was written: one variable at a time."""

from __future__ import annotations

from worksheet_server.api import Call, Name, Option, Range, free_names


def nested(call: Call) -> Call | None:
    """``int(f, x=…, y=…)`` as iterated integrals of one variable each; ``None`` where the order is not clear.

    A range whose limits depend on another variable stands inside it.  Where no limit depends on a variable the first range is the innermost.
    """
    body, *specifications = call.arguments
    if not specifications or any(not isinstance(each, Range | Name) for each in specifications):
        return None
    if isinstance(body, Range | Option):
        return None
    waiting = list(specifications)
    inner = body
    while waiting:
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
        inner = Call(Name("int"), (inner, innermost), call.span)
    return inner if isinstance(inner, Call) else None


def _variable(specification: object) -> str:
    return specification.name.text if isinstance(specification, Range) else getattr(specification, "text", "")
