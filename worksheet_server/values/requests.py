"""What the front asks of a kernel: self-contained, so that a kernel needs nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from worksheet_server.syntax.statements import Definition, Statement
from worksheet_server.syntax.tree import Expression


class Want(StrEnum):
    """A part of the reply that is asked for."""

    ANSWER = "answer"
    VERDICT = "verdict"
    EXPLANATION = "explanation"


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``set`` lines say, and the limits in force.

    ``digits`` of a decimal answer, ``tolerance`` (decimal text, absolute) for comparisons with written decimals,
    seconds for the answer and for the referee, memory in bytes.
    """

    digits: int = 6
    tolerance: str | None = None
    complex: bool = False
    answer_seconds: float = 10.0
    referee_seconds: float = 10.0
    memory: int = 4 * 1024**3


@dataclass(frozen=True, slots=True)
class Request:
    """One statement to evaluate.

    ``scope`` holds the definitions that the statement needs, directly or through others, in the order of the
    worksheet and never substituted into each other; a name may occur twice.  A name in a definition's body means the
    nearest definition of it above in ``scope``, and where there is none, whatever it means where the definition is
    used.  ``assumptions`` are the conditions that reach a name in use, in order.
    """

    statement: Statement
    scope: tuple[Definition, ...] = ()
    assumptions: tuple[Expression, ...] = ()
    settings: Settings = Settings()
    wants: tuple[Want, ...] = (Want.ANSWER, Want.VERDICT)
