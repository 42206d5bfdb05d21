"""Batches: one badge for everybody on a list, given in the background."""
