"""What happens on a range: zeros, kinks, singular points, and the fundamental theorem between them.

Owns proofs: a list of points is complete, or there is none.  Must not know how antiderivatives are found.
"""
