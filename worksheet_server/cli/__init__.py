"""The command ``worksheet``: files in, reports on a terminal out.

One file per command, and a few for what they share.  Must not know an editor's protocol nor import ``lsp``;
computes nothing itself.
"""
