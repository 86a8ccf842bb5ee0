"""The independent numeric route of limits: the leading term of the function beside the point, in ball arithmetic."""

from __future__ import annotations

from typing import Any

from worksheet_server.api import (
    Balls,
    Budget,
    Call,
    Field,
    Limit,
    Scope,
    enclose_limit,
    integral_end,
    with_approach,
)


def numeric(call: Call, scope: Scope, budget: Budget, field: Field) -> Any:
    """The value of ``lim(f, x -> a)`` as a ball; ``None`` where it is infinite, does not exist or is not found."""
    found = sides(call, scope, budget, field)
    if found is None or any(each.infinity for each in found):
        return None
    if len(found) == 1:
        return found[0].value
    return None if differ(found) else field.hull([each.value for each in found])


def sides(call: Call, scope: Scope, budget: Budget, field: Field | None = None) -> list[Limit] | None:
    """The limit from each side that counts.

    One at infinity and where a side is written, else from above and from below.
    """
    read = with_approach(call)
    if read is None:
        return None
    body, over = read
    balls = field if field is not None else Balls(128)
    if not isinstance(balls, Balls) or balls.analytic:
        return None
    point = integral_end(over.point, scope, budget, balls)
    if point is None:
        return None
    wanted = "+" if isinstance(point, str) else over.side or "+-"
    found = [enclose_limit(body, over.name.text, point, side, scope, budget, balls.bits) for side in wanted]
    known = [each for each in found if each is not None]
    return known if len(known) == len(found) else None


def differ(found: list[Limit]) -> bool:
    """Whether the sides certainly have different limits."""
    if len({each.infinity for each in found}) > 1:
        return True
    return (
        len(found) == 2 and not found[0].infinity and Balls(128).compare("!=", found[0].value, found[1].value) is True
    )
