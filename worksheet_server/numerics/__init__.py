"""Numbers with a proof, or with a warning that they have none.

Owns the arithmetics (balls, jets, exact rationals, estimates), evaluation of expression trees in them, and the building
blocks of rigorous numerics: integrals, sums, limits, sampling, comparison.  Must not know SymPy, topics, worksheets or
how an answer is shown.
"""
