"""The demo: a believable regional pilot, made through the same use cases as everything else."""
