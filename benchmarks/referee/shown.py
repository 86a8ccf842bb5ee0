"""What a user sees of a case, as plain text that can be kept in a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from worksheet_server.engine.state import LineState
from worksheet_server.syntax.printer import show
from worksheet_server.values.answers import ComplexEnclosure, Enclosure, Value

STOPPED = frozenset({"time-limit", "memory-limit", "crashed"})


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer with its verdict.

    ``number`` and ``radius`` are decimals; ``imaginary`` is the other part of a complex number.  ``refuted`` holds the
    sentences of the evidence that speak against an answer.
    """

    exact: str | None = None
    number: str | None = None
    radius: str = "0"
    imaginary: str = "0"
    verdict: str | None = None
    seconds: float = 0.0
    stopped: str | None = None
    refuted: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    diagnostics: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The answer in one line."""
        number = None if self.number is None else f"≈ {self.number} ± {self.radius}"
        answer = " ".join(each for each in (self.exact, number) if each) or "nothing"
        return f"{answer} [{self.verdict}{', ' + self.stopped if self.stopped else ''}]"

    def row(self) -> dict[str, Any]:
        """As an object of JSON."""
        return asdict(self)

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Shown:
        """From an object of JSON."""
        fields: dict[str, Any] = {key: tuple(each) if isinstance(each, list) else each for key, each in row.items()}
        return cls(**fields)


def seen(line: LineState, seconds: float) -> Shown:
    """What is shown beside a line that took so long."""
    result = line.result
    codes = tuple(f"{each.code}: {each.message}" for each in line.diagnostics)
    if result is None:
        return Shown(seconds=seconds, diagnostics=codes)
    answer = result.answer
    number, radius, imaginary = _parts(None if answer is None else answer.number)
    return Shown(
        exact=None if answer is None or answer.exact is None else show(answer.exact),
        number=number,
        radius=radius,
        imaginary=imaginary,
        verdict=None if result.verdict is None else result.verdict.value,
        seconds=seconds,
        stopped=next((each.code for each in line.diagnostics if each.code in STOPPED), None),
        refuted=tuple(each.detail for each in result.evidence if each.verdict.value == "refuted"),
        methods=tuple(f"{each.method} {each.verdict.value}" for each in result.evidence),
        diagnostics=codes,
    )


def _parts(value: Value | None) -> tuple[str | None, str, str]:
    if isinstance(value, Enclosure):
        return value.midpoint, value.radius or "0", "0"
    if isinstance(value, ComplexEnclosure):
        radius = max(value.re.radius or "0", value.im.radius or "0", key=float)
        return value.re.midpoint, radius, value.im.midpoint
    return None, "0", "0"
