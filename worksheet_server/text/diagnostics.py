"""What is said about a place in a worksheet: a stable code, a severity, a span, a message, and perhaps a fix."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from worksheet_server.text.span import Span


class Severity(StrEnum):
    """How much a diagnostic matters; errors and warnings make ``worksheet check`` fail."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Fix:
    """An edit that mends a diagnostic: ``replacement`` takes the place of ``span`` (same statement).

    A ``safe`` fix may be applied without asking; it only ever touches the text behind ``=>``.
    """

    title: str
    span: Span
    replacement: str
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding about a statement.

    ``code`` is stable (see docs/language.md), ``message`` says what is wrong with the values that show it, ``hints``
    are further lines a person may want to read.
    """

    code: str
    severity: Severity
    span: Span
    message: str
    hints: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()
