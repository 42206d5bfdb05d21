"""Signatures on credentials: how they are made and what makes one hold."""
