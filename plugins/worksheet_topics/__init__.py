"""The topics that ship with the server, one folder each.

A topic imports ``worksheet_server.api`` and nothing else of the project; topics never see each other.
"""
