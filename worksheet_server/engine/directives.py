"""``# expect: CODE`` and ``# ignore: CODE``."""

from __future__ import annotations

from worksheet_server.syntax.statements import Directive
from worksheet_server.text.diagnostics import Diagnostic, Severity

Found = tuple[Diagnostic, ...]


def silence(found: Found, directives: tuple[Directive, ...], final: bool) -> tuple[Found, Found]:
    """What is left to be shown, and what was silenced.

    A directive that silences nothing is itself reported, once everything is known (``final``).
    """
    codes = {directive.code for directive in directives}
    silenced = tuple(each for each in found if each.code in codes)
    shown = [each for each in found if each.code not in codes]
    if final:
        used = {each.code for each in silenced}
        shown += [_unused(directive) for directive in directives if directive.code not in used]
    return tuple(sorted(shown, key=lambda each: (each.span.start, each.span.stop))), silenced


def _unused(directive: Directive) -> Diagnostic:
    if directive.action == "expect":
        message = f"expected `{directive.code}`, which was not found"
    else:
        message = f"there is no `{directive.code}` here to ignore"
    return Diagnostic("unused-directive", Severity.WARNING, directive.span, message)
