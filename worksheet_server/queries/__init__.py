"""What an editor asks about a worksheet, one question a file, answered by pure functions of its state.

Owns plain values with places in lines and code points.  Must not know protocols, processes or files.
"""
