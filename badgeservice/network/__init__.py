"""Asking the outside world for documents."""
