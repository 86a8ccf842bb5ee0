"""The benchmark of the referee: how often an answer is wrong, how often a right one is known to be right.

It owns the cases' run through the real evaluator, their grading, and SymPy's own results beside them.  The grading
must not know the project's numerics, symbolic algebra or kernel: it reads the text that a user sees.
"""
