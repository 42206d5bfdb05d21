"""The mail that people get: its words, and how it leaves."""
