"""What happens when things break: scripts that break them, count, and fail when a promise is not kept.

By hand, in full: `PYTHONPATH=tests python -m faults.<name> --full`. `make faults` runs each in a small size.
"""
