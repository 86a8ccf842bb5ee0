"""The derivatives of the functions of one argument: the rule, and the derivative at ``u`` as a tree."""

from __future__ import annotations

from worksheet_server.syntax.parser import parse_expression
from worksheet_server.syntax.tree import Approach, Expression, Option, Range

_TABLE = {
    "root": {"sqrt": "1/(2*sqrt(u))", "cbrt": "1/(3*cbrt(u)^2)"},
    "exponential": {"exp": "exp(u)"},
    "logarithm": {"ln": "1/u", "log2": "1/(u*ln(2))", "log10": "1/(u*ln(10))"},
    "trigonometric": {
        "sin": "cos(u)",
        "cos": "-sin(u)",
        "tan": "1/cos(u)^2",
        "cot": "-1/sin(u)^2",
        "sec": "sec(u)*tan(u)",
        "csc": "-csc(u)*cot(u)",
    },
    "inverse trigonometric": {
        "asin": "1/sqrt(1 - u^2)",
        "acos": "-1/sqrt(1 - u^2)",
        "atan": "1/(1 + u^2)",
        "acot": "-1/(1 + u^2)",
        "asec": "1/(u^2*sqrt(1 - 1/u^2))",
        "acsc": "-1/(u^2*sqrt(1 - 1/u^2))",
    },
    "hyperbolic": {
        "sinh": "cosh(u)",
        "cosh": "sinh(u)",
        "tanh": "1 - tanh(u)^2",
        "coth": "1 - coth(u)^2",
        "sech": "-sech(u)*tanh(u)",
        "csch": "-csch(u)*coth(u)",
    },
    "inverse hyperbolic": {
        "asinh": "1/sqrt(u^2 + 1)",
        "acosh": "1/(sqrt(u - 1)*sqrt(u + 1))",
        "atanh": "1/(1 - u^2)",
        "acoth": "1/(1 - u^2)",
    },
    "absolute value": {"abs": "sign(u)"},
    "step": {"sign": "0", "floor": "0", "ceil": "0"},
    "error function": {
        "erf": "2*exp(-u^2)/sqrt(pi)",
        "erfc": "-2*exp(-u^2)/sqrt(pi)",
        "erfi": "2*exp(u^2)/sqrt(pi)",
    },
    "integral function": {"Si": "sin(u)/u", "Ci": "cos(u)/u", "Ei": "exp(u)/u", "li": "1/ln(u)"},
    "activation": {
        "sigmoid": "sigmoid(u)*(1 - sigmoid(u))",
        "softplus": "sigmoid(u)",
        "relu": "{u > 0: 1, u < 0: 0}",
    },
}


def _read(text: str) -> Expression:
    found = parse_expression(text)
    assert not isinstance(found, Range | Approach | Option), text
    return found


OUTER: dict[str, tuple[str, Expression]] = {
    name: (rule, _read(text)) for rule, rows in _TABLE.items() for name, text in rows.items()
}
"""For each function the name of the rule, and its derivative as a tree in ``u``."""
