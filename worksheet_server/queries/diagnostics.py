"""What is found in a worksheet, placed."""

from __future__ import annotations

from dataclasses import dataclass

from worksheet_server.engine.state import LineState, State
from worksheet_server.queries.places import Edit, Stretch, stretch
from worksheet_server.text.diagnostics import Severity


@dataclass(frozen=True, slots=True)
class Repair:
    """An edit that mends a finding; a safe one only touches what stands behind ``=>``."""

    title: str
    edit: Edit
    safe: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One diagnostic at its place; ``message`` holds the hints as further lines."""

    stretch: Stretch
    code: str
    severity: Severity
    message: str
    repairs: tuple[Repair, ...] = ()


def findings(state: State) -> tuple[Finding, ...]:
    """All findings, from the top down."""
    return tuple(finding for line in state.lines if line.diagnostics for finding in findings_of(line))


def findings_of(line: LineState) -> tuple[Finding, ...]:
    """The findings about one statement."""
    return tuple(
        Finding(
            stretch(line.placed, each.span),
            each.code,
            each.severity,
            "\n".join((each.message, *each.hints)),
            tuple(
                Repair(fix.title, Edit(stretch(line.placed, fix.span), fix.replacement), fix.safe) for fix in each.fixes
            ),
        )
        for each in line.diagnostics
    )
