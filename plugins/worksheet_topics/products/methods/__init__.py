"""Owns the ways in which the value of a product is derived and proved, each with its source.

A method is given a factor, its index and the range, and returns the value with the reason, or ``None``.  It must not
know trees or claims.
"""
