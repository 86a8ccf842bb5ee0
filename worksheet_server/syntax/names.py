"""The names that the reading of a line depends on."""

from __future__ import annotations

from dataclasses import dataclass

CONSTANTS = frozenset({"e", "pi", "oo"})
"""The reserved names."""

RESERVED_WORDS = frozenset({"where", "at", "for", "in"})
HEAD_WORDS = frozenset({"assume", "use", "set", "plot"})
"""Words only at the head of a line, and not before ``=``."""

PLAIN_FUNCTIONS = frozenset(
    """sqrt cbrt exp ln log2 log10 sin cos tan cot sec csc asin acos atan acot asec acsc sinh cosh tanh coth sech csch
    asinh acosh atanh acoth asech acsch abs sign floor ceil erf erfc erfi Si Ci Ei li sigmoid relu softplus""".split()
)
"""Functions of one argument, which is also read without brackets: ``sin x``."""

CALCULUS_FUNCTIONS = frozenset("sum prod int lim diff grad hessian jacobian".split())

LIBRARY_FUNCTIONS = (
    PLAIN_FUNCTIONS
    | CALCULUS_FUNCTIONS
    | frozenset("min max mod gcd factorial binomial gamma beta zeta simplify expand factor solve taylor".split())
    | frozenset("N len dot norm mean".split())
)
"""The functions that the parser always knows, by their canonical names."""

BRACKET_FORMS = {"β": "beta", "γ": "gamma", "Γ": "gamma", "ζ": "zeta", "N": "N", "O": "O"}
"""Library functions only directly before their bracket, otherwise ordinary names."""

_INVERSE = {
    arc + name: "a" + name
    for name in "sin cos tan cot sec csc sinh cosh tanh coth sech csch".split()
    for arc in ("arc", "ar")
    if arc == "arc" or name.endswith("h")
}
ALIASES = _INVERSE | {
    "Sum": "sum", "product": "prod", "Product": "prod", "integrate": "int", "integral": "int", "Integral": "int",
    "limit": "lim", "Limit": "lim", "Derivative": "diff", "derivative": "diff", "gradient": "grad", "nabla": "grad",
    "Hessian": "hessian", "Jacobian": "jacobian", "log": "ln", "log_2": "log2", "log_10": "log10", "Abs": "abs",
    "sgn": "sign", "ceiling": "ceil", "Min": "min", "Max": "max", "binom": "binomial", "logistic": "sigmoid",
    "tg": "tan", "ctg": "cot", "arctg": "atan", "arcctg": "acot",
}  # fmt: skip
"""Other spellings of library functions."""


@dataclass(frozen=True, slots=True)
class Names:
    """What is in force on a line, in folded spelling.

    ``functions``: names that are functions (defined, or assumed as in ``f: R -> R``), topics' functions included; the
    library's need not be among them.  ``defined``: every name that has a definition, functions included, so that a
    library name can be shadowed.  ``complex``: whether ``i`` is the imaginary unit.
    """

    functions: frozenset[str] = frozenset()
    defined: frozenset[str] = frozenset()
    complex: bool = False

    def function(self, name: str, directly_before_bracket: bool = True) -> str | None:
        """The canonical name of the function that ``name`` is here, or ``None`` where it is not a function."""
        if name in self.functions:
            return name
        if name in self.defined:
            return None
        if name in BRACKET_FORMS:
            return BRACKET_FORMS[name] if directly_before_bracket else None
        canonical = ALIASES.get(name, name)
        return canonical if canonical in LIBRARY_FUNCTIONS else None

    def is_own(self, name: str) -> bool:
        """Whether ``name`` is a function of the worksheet or of a topic, and none of the library's."""
        return name in self.functions and (name not in LIBRARY_FUNCTIONS or name in self.defined)

    def with_values(self, values: frozenset[str]) -> Names:
        """These names, where ``values`` are variables or numbers and no functions."""
        if not values:
            return self
        return Names(self.functions - values, self.defined | values, self.complex)

    def with_functions(self, functions: frozenset[str]) -> Names:
        """These names, where ``functions`` are functions besides."""
        if not functions:
            return self
        return Names(self.functions | functions, self.defined | functions, self.complex)
