"""What a learner does with badges: keep, show, come back."""
