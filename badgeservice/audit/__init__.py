"""The append-only record of who did what, each row holding the hash of the one before it."""
