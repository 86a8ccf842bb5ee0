"""Owns limits at infinity by comparison of growth (Gruntz's algorithm), as proofs.

Every sign and every vanishing coefficient on the way is decided by our own zero test or not at all.  It must not know
questions, trees or topics.
"""
