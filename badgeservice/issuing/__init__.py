"""Making badge classes, giving badges, withdrawing them, and the mail that goes with it."""
