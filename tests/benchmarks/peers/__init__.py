"""How do other packages do the same work? A module for each; one that is not installed is left out."""
