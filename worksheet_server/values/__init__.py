"""What travels between the wings.

Requests, replies, answers, evidence, explanations, the manifest, and their JSON codec.

Frozen data without behaviour that computes.  Must not know SymPy, files or protocols.
"""
