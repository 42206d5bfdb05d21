"""Status lists: whether a badge was revoked or suspended, told without telling who looks."""
