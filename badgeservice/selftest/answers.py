"""What do the addresses in a self-test answer? From memory only: nobody is asked anything."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from badgeservice.errors import UnavailableError
from badgeservice.model.fetched import Fetch, Fetched, Limits
from badgeservice.verification.context import Context


def answering(answers: Mapping[str, Fetched]) -> Fetch:
    """A fetch of these addresses; every other is unreachable."""

    def fetch(address: str, _limits: Limits) -> Fetched:
        if address not in answers:
            raise UnavailableError("fetch.unreachable", address)
        return answers[address]

    return fetch


def world(now: datetime, answers: Mapping[str, Fetched]) -> Context:
    """What a check in a self-test knows: a moment, these answers, and no issuer at all."""
    return Context(now=now, fetch=answering(answers), known_issuer=lambda _issuer: None)
