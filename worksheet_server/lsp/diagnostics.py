"""``textDocument/diagnostic``, and what ``publishDiagnostics`` sends: a client gets one of them, never both."""

from __future__ import annotations

from hashlib import blake2b

from lsprotocol import types

from worksheet_server.lsp.connection import Connection
from worksheet_server.lsp.documents import Document
from worksheet_server.queries.diagnostics import Finding, findings
from worksheet_server.text.diagnostics import Severity

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFORMATION: types.DiagnosticSeverity.Information,
    Severity.HINT: types.DiagnosticSeverity.Hint,
}


async def answer_diagnostics(
    connection: Connection, params: types.DocumentDiagnosticParams
) -> types.DocumentDiagnosticReport:
    """All findings as they are now, or word that they are those which the client has."""
    document = connection.documents.get(params.text_document.uri)
    name, items = collect(document) if document is not None else (NOTHING, [])
    if params.previous_result_id == name:
        return types.RelatedUnchangedDocumentDiagnosticReport(name)
    return types.RelatedFullDocumentDiagnosticReport(items, result_id=name)


def collect(document: Document) -> tuple[str, list[types.Diagnostic]]:
    """The findings as they are now, with a name that is the same for the same."""
    found = findings(document.state)
    return _name(found), [convert(document, each) for each in found]


def _name(found: tuple[Finding, ...]) -> str:
    return blake2b(repr(found).encode("utf-8", "backslashreplace"), digest_size=12).hexdigest()


NOTHING = _name(())


def convert(document: Document, finding: Finding) -> types.Diagnostic:
    """One finding in the words of the protocol."""
    return types.Diagnostic(
        document.range(finding.stretch),
        finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        source="worksheet",
    )
