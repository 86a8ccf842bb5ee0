"""The language: lexer, tree, parser, printer.

Owns what a statement looks like and what it is made of.  Must not know what anything is worth: no values, no
worksheets, no topics (the names that are functions on a line come in as an argument).
"""
