"""The claims that make up a check: each passes, fails, warns, or says it does not know."""
