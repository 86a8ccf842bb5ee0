"""A claim as the referee and the topics see it."""

from __future__ import annotations

from dataclasses import dataclass

from worksheet_server.syntax.tree import Expression


@dataclass(frozen=True, slots=True)
class Claim:
    """``left relation right``, to be judged for all values that its free names may take.

    An answer is judged as the claim that the question equals it.  ``modulo_constant``: the sides are antiderivatives,
    and may differ by a constant on each interval of the domain; the ``+ C`` is already taken off both sides.
    """

    left: Expression
    relation: str
    right: Expression
    modulo_constant: bool = False
