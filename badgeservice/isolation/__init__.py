"""Parsers that may crash or hang, each run in a process of its own."""
