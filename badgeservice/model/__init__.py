"""The values that make up a badge: plain, frozen, without web, database, network or clock."""
