"""Open Badges 2.0: badges that are true because their issuer hosts them, or signed them as a whole."""
