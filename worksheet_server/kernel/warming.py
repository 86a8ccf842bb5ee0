"""The first evaluation of a kind imports modules and fills tables; the nursery does it once for all its workers."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from worksheet_server.kernel.evaluate import evaluate
from worksheet_server.kernel.topics import Topics
from worksheet_server.syntax.names import LIBRARY_FUNCTIONS, Names
from worksheet_server.syntax.parser import parse
from worksheet_server.values.budget import OutOfTime
from worksheet_server.values.requests import Request, Settings

LINES = (
    "sin(1/3) + sqrt(2)*pi",
    "sum(i^2, i=1..n) == n*(n + 1)*(2*n + 1)/6",
    "int(x*exp(x), x)",
    "int(exp(-x^2), x=-oo..oo)",
    "lim(sin(x)/x, x -> 0)",
    "diff(x^2*sin(x), x) == 2*x*sin(x) + x^2*cos(x)",
)
"""One line for each kind of work that loads something on first use."""


def warm_up(topics: Topics) -> Iterator[None]:
    """Evaluates a few lines for their side effects alone, one a step; one that fails takes nothing from the others."""
    names = Names(LIBRARY_FUNCTIONS, frozenset())
    for line in LINES:
        # A failure will be reported on a user's own line, where somebody can see it.
        with contextlib.suppress(Exception, OutOfTime):
            request = Request(parse(line, names), settings=Settings(answer_seconds=1, referee_seconds=1))
            evaluate(request, topics, lambda _result: None)
        yield
