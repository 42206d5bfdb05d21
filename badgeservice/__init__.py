"""Give, keep and check Open Badges."""
