"""Lets `python -m badgeservice.cli` do what `badgeservice` does."""

from badgeservice.cli import main

main()
