"""Does this very instance give and read badges as the standards ask? Pure: fixtures of its own, no network."""
