"""SymPy's own answers and times, recorded once: ``python -m benchmarks.referee --sympy`` refreshes them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

PATH = Path(__file__).with_name("sympy.jsonl")


@dataclass(frozen=True, slots=True)
class Record:
    """What SymPy alone makes of a case.

    ``answer`` is in the spelling of a worksheet where it can be written there.  ``right`` is ``None`` where there is
    no answer: an error, the question handed back, nothing within the limit; ``status`` tells which.  ``seconds`` are
    processor time, so that they do not depend on what else the machine does.  For a claim the answer is ``true`` or
    ``false``.
    """

    id: str
    status: str
    seconds: float
    right: bool | None = None
    answer: str | None = None

    @property
    def answered(self) -> bool:
        """Whether there is an answer within the limit, right or wrong."""
        return self.status == "answer"


def read_records(path: Path = PATH) -> dict[str, Record]:
    """The recorded results by the id of their case; none where nothing was recorded."""
    if not path.exists():
        return {}
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {row["id"]: Record(**row) for row in rows}


def write_records(records: Iterable[Record], path: Path = PATH) -> None:
    """Writes the results in the order of their ids."""
    rows = sorted(records, key=lambda each: each.id)
    path.write_text("".join(json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in rows), encoding="utf-8")
