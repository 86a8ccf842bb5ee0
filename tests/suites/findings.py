"""What fails a suite: a line with an error or a warning nobody expected, and a verdict that is not the one demanded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from worksheet_server.engine.state import LineState, State
from worksheet_server.syntax.statements import Heading
from worksheet_server.text.diagnostics import Severity
from worksheet_server.values.answers import Verdict

SERIOUS = (Severity.ERROR, Severity.WARNING)
DEMAND = re.compile(r"\bverdict:\s*([a-z]+)")


def findings(state: State) -> Iterator[str]:
    """One sentence for each line that is not as its suite demands, with the heading that it stands under."""
    heading = ""
    for line in state.lines:
        if isinstance(line.placed.statement.content, Heading):
            heading = f"{line.placed.statement.content.title}: "
        for problem in problems(line):
            yield f"{heading}line {line.placed.line + 1}: {line.placed.text}\n    {problem}"


def problems(line: LineState) -> Iterator[str]:
    """What is wrong with one line."""
    for each in line.diagnostics:
        if each.severity in SERIOUS:
            yield f"{each.severity} {each.code}: {each.message}"
    verdict = line.result.verdict if line.result else None
    demanded = DEMAND.search(line.placed.statement.comment or "")
    if demanded:
        if verdict != demanded[1]:
            yield f"the verdict is {verdict}"
    elif verdict == Verdict.UNDECIDED and not line.expected:
        yield "undecided"


def report(found: Sequence[str]) -> str:
    """All findings of one worksheet, to be read in a terminal."""
    return "\n".join(["", *found])
