"""What does the world look like to one check: the moment, the network, the issuers we know?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from badgeservice.errors import UnavailableError
from badgeservice.jsonld.canonical import BUDGET_OF_A_CHECK
from badgeservice.jsonld.meter import Meter
from badgeservice.jsonld.processor import ProcessedContexts
from badgeservice.model.fetched import Fetch, Fetched, Limits
from badgeservice.model.known_issuer import KnownIssuer

__all__ = ["Context", "Fetch", "Fetched", "KnownIssuer", "for_one_check", "nobody"]

Answer = Fetched | UnavailableError

MAX_FETCHES = 10
MAX_BYTES = 16_000_000


def nobody() -> Iterable[KnownIssuer]:
    """No known issuers at all."""
    return ()


@dataclass(frozen=True)
class Context:
    """Everything a check may know besides the badge. `now` is aware and taken once.

    `fetch` answers for addresses; `known_issuer` finds an issuer by its id; `known_names` gives all known issuers,
    to recognise look-alikes; `not_loaded` names the trust lists that could not be read; `recipient` is the e-mail
    address that a visitor typed, if any; `meter` counts the work of one check, whatever it reads.
    `contexts` replaces the closed list of contexts, in the conformance mode only; `within`
    is the meter of what this check is a part of; `resolved` are the documents of issuers that this check has read.
    """

    now: datetime
    fetch: Fetch
    known_issuer: Callable[[str], KnownIssuer | None]
    known_names: Callable[[], Iterable[KnownIssuer]] = nobody
    recipient: str | None = None
    not_loaded: Callable[[], Sequence[str]] = tuple
    meter: Meter = field(default_factory=lambda: Meter(BUDGET_OF_A_CHECK))
    contexts: ProcessedContexts | None = None
    within: Meter | None = None
    resolved: dict[str, Any] = field(default_factory=dict)


def for_one_check(context: Context) -> Context:
    """The same context with a budget of work, in which every address is asked once, at most ten are asked at all.

    What they serve together is at most 16 MB: one status list of the largest size, not ten.
    """
    answers: dict[str, Answer] = {}

    def fetch(address: str, limits: Limits) -> Fetched:
        place = address.partition("#")[0]
        if place not in answers:
            answers[place] = _answer(context.fetch, place, limits, answers)
        answer = answers[place]
        if isinstance(answer, UnavailableError):
            raise UnavailableError(answer.reason, answer.detail)
        return answer

    return Context(
        now=context.now,
        fetch=fetch,
        known_issuer=context.known_issuer,
        known_names=context.known_names,
        recipient=context.recipient,
        not_loaded=context.not_loaded,
        meter=Meter(BUDGET_OF_A_CHECK, context.within),
        contexts=context.contexts,
        within=context.within,
        resolved={},
    )


def _answer(fetch: Fetch, address: str, limits: Limits, before: Mapping[str, Answer]) -> Answer:
    if len(before) >= MAX_FETCHES:
        return UnavailableError("fetch.blocked", "too many addresses for one check")
    try:
        fetched = fetch(address, limits)
    except UnavailableError as problem:
        return problem
    served = sum(len(answer.document) for answer in before.values() if isinstance(answer, Fetched))
    if served + len(fetched.document) > MAX_BYTES:
        return UnavailableError("fetch.too_large", address)
    return fetched
