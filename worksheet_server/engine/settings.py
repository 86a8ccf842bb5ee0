"""What a ``set`` line changes."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches

from worksheet_server.syntax.statements import Setting
from worksheet_server.syntax.tree import Binary, Expression, Number, Unary
from worksheet_server.text.diagnostics import Diagnostic, Severity
from worksheet_server.text.span import Span
from worksheet_server.values.requests import Settings

KNOWN = {
    "digits": "a whole number from 1 to 1000, as in `set digits 20`",
    "tolerance": "a positive decimal, as in `set tolerance 1e-8`",
    "complex": "nothing: `set complex`",
}
MOST_DIGITS = 1000


def changed(settings: Settings, setting: Setting, span: Span) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """The settings in force below a ``set`` line, and what is wrong with it."""
    if setting.name not in KNOWN:
        near = get_close_matches(setting.name, KNOWN, n=1)
        question = f"; did you mean `{near[0]}`?" if near else ""
        names = ", ".join(f"`{name}`" for name in sorted(KNOWN))
        message = f"there is no setting `{setting.name}`{question}"
        return settings, (Diagnostic("unknown-setting", Severity.ERROR, span, message, (f"settings are {names}",)),)
    after = _with(settings, setting)
    if after is None:
        message = f"`{setting.name}` takes {KNOWN[setting.name]}"
        return settings, (Diagnostic("unknown-setting", Severity.ERROR, span, message),)
    return after, ()


def _with(settings: Settings, setting: Setting) -> Settings | None:
    value = setting.value
    match setting.name:
        case "digits" if isinstance(value, Number) and value.digits.isdigit() and len(value.digits) < 6:
            count = int(value.digits)
            return replace(settings, digits=count) if 1 <= count <= MOST_DIGITS else None
        case "tolerance" if value is not None:
            text = _decimal(value)
            return replace(settings, tolerance=text) if text is not None else None
        case "complex" if value is None:
            return replace(settings, complex=True)
    return None


def _decimal(value: Expression) -> str | None:
    """The text of a positive decimal, also written as a power of ten."""
    match value:
        case Number(digits=digits):
            return digits if digits.strip("0.") else None
        case Binary(operator="^", left=Number(digits="10"), right=Unary(operator="-", operand=Number(digits=power))):
            return f"1e-{power}"
        case Binary(operator="^", left=Number(digits="10"), right=Number(digits=power)):
            return f"1e{power}"
    return None
