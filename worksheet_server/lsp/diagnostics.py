"""``textDocument/diagnostic`` and ``textDocument/publishDiagnostics``: a client gets one of them, never both."""

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
    found = findings(document.state) if document else ()
    result_id = identify(found)
    if params.previous_result_id == result_id:
        return types.RelatedUnchangedDocumentDiagnosticReport(result_id)
    items = [convert(document, each) for each in found] if document else []
    return types.RelatedFullDocumentDiagnosticReport(items, result_id=result_id)


def push(connection: Connection, document: Document) -> None:
    """Sends the findings, unless they are those that were sent last."""
    found = findings(document.state)
    result_id = identify(found)
    if connection.documents.get(document.uri) is document and result_id != document.pushed:
        document.pushed = result_id
        _publish(connection, document.uri, document.version, [convert(document, each) for each in found])


def clear(connection: Connection, document: Document) -> None:
    """Takes back what was sent for a worksheet that is closed."""
    if document.pushed not in (None, identify(())):
        _publish(connection, document.uri, None, [])


def identify(found: tuple[Finding, ...]) -> str:
    """A name for these findings, the same for the same."""
    return blake2b(repr(found).encode("utf-8", "backslashreplace"), digest_size=12).hexdigest()


def convert(document: Document, finding: Finding) -> types.Diagnostic:
    """One finding in the words of the protocol."""
    return types.Diagnostic(
        document.range(finding.stretch),
        finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        source="worksheet",
    )


def _publish(connection: Connection, uri: str, version: int | None, items: list[types.Diagnostic]) -> None:
    connection.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, items, version=version))
