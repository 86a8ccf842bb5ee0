"""The built-in topics, one folder each; plugins like any other."""
