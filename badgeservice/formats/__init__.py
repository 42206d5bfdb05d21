"""The forms a badge comes in: reading them from bytes and writing them."""
