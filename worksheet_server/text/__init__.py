"""Lines, spans, positions and diagnostics: everything that is true of a text before it means anything.

Must not know what a formula is, and nothing above it.
"""
