"""JSON-LD without a network: a closed list of contexts, strict reading, and the canonical form that is signed."""
