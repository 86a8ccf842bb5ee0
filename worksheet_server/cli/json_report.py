"""The shape of a worksheet in JSON, which ``run``, ``check`` and ``eval`` share; a contract that only grows."""

from __future__ import annotations

import json
from typing import Any

from worksheet_server.cli.evaluation import Evaluated
from worksheet_server.engine.state import LineState
from worksheet_server.syntax.printer import show
from worksheet_server.syntax.statements import Blank
from worksheet_server.text.diagnostics import Diagnostic
from worksheet_server.values.answers import ComplexEnclosure, Enclosure, Evidence, Value


def worksheet(evaluated: Evaluated) -> dict[str, Any]:
    """A worksheet: its path and its statements, without blank lines and comments."""
    lines = [line for line in evaluated.state.lines if not isinstance(line.placed.statement.content, Blank)]
    return {"path": evaluated.source.path, "statements": [statement(line) for line in lines]}


def statement(line: LineState) -> dict[str, Any]:
    """One statement; lines count from 1, ``start`` and ``stop`` code points from its first character."""
    placed, result = line.placed, line.result
    answer = None if result is None else result.answer
    return {
        "line": placed.line + 1,
        "end_line": placed.end_line + 1,
        "text": placed.text,
        "kind": placed.statement.kind,
        "exact": None if answer is None or answer.exact is None else show(answer.exact),
        "number": None if answer is None or answer.number is None else number(answer.number),
        "verdict": None if result is None or result.verdict is None else result.verdict.value,
        "note": "" if result is None else result.note,
        "seconds": 0.0 if result is None else round(result.seconds, 6),
        "evidence": [] if result is None else [_evidence(each) for each in result.evidence],
        "diagnostics": [_diagnostic(each) for each in line.diagnostics],
        "expected": [_diagnostic(each) for each in line.expected],
    }


def number(value: Value) -> Any:
    """A number with its radius, ``{"re": …, "im": …}`` for a complex one, a list for a vector."""
    if isinstance(value, Enclosure):
        return {"midpoint": value.midpoint, "radius": value.radius, "rigor": value.rigor.value}
    if isinstance(value, ComplexEnclosure):
        return {"re": number(value.re), "im": number(value.im)}
    return [number(each) for each in value]


def dump(value: Any) -> str:
    """JSON for people and programs: two blanks of indentation, and letters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def _evidence(evidence: Evidence) -> dict[str, Any]:
    value = evidence.value
    return {
        "method": evidence.method,
        "verdict": evidence.verdict.value,
        "value": None if value is None else value.midpoint if isinstance(value, Enclosure) else number(value),
        "radius": value.radius if isinstance(value, Enclosure) else None,
        "seconds": round(evidence.seconds, 6),
        "detail": evidence.detail,
    }


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "start": diagnostic.span.start,
        "stop": diagnostic.span.stop,
        "message": diagnostic.message,
        "hints": list(diagnostic.hints),
        "fixes": [
            {
                "title": fix.title,
                "start": fix.span.start,
                "stop": fix.span.stop,
                "replacement": fix.replacement,
                "safe": fix.safe,
            }
            for fix in diagnostic.fixes
        ],
    }
