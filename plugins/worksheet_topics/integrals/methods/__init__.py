"""Ways to an antiderivative, one a file, each with the source of the method.

Owns proposals only: what is returned may be wrong on a branch, and whoever uses it checks its derivative.  Must not
know verdicts, ranges or worksheets.
"""
