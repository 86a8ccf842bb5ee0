"""Between our trees and SymPy: translation both ways, an exact zero test of our own, differentiation of our own.

Owns every convention on which the language and SymPy differ.  Must not know topics, verdicts, requests or numbers with
a radius, and never trusts ``sympy.simplify`` or ``equals`` with a proof.
"""
