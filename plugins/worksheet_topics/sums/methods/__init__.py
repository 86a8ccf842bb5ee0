"""Owns the ways in which the value of a sum is derived and proved, each with its source.

A method is given a summation and returns its value with the reason, or ``None``.  It must not know trees or claims.
"""
