"""Who gives badges: organisations, their people and roles, and the public half of their keys."""
