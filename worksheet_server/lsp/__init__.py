"""The language server: one file per request, each of which only converts.

Owns everything that knows the protocol, pygls and lsprotocol.  Must not know what a formula means: it asks ``queries``
and hands edits to ``service``.
"""
