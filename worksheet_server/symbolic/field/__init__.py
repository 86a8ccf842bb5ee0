"""Fields of functions: fractions of polynomials over generators such as ``x``, ``exp(x)``, ``ln(x)``, ``sqrt(x + 1)``.

Owns exact arithmetic in them and the identities by which an expression is rewritten into generators; each identity
holds wherever both of its sides are defined.  Must not know what is claimed, nor trust SymPy with more than
what it does when an expression is built.
"""
