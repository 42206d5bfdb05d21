"""Judging a badge: pure, from its bytes, a moment and a way to ask for documents."""
