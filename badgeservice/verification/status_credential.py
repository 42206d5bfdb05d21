"""Which status list stands at an address, and did the issuer of the badge sign it?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import schema
from badgeservice.formats.jwt_credential import bounds
from badgeservice.formats.reading import items
from badgeservice.formats.recognise import recognise_text
from badgeservice.jsonld.moment import CLOCK_SKEW
from badgeservice.jsonld.shapes import DEAREST_SHAPE
from badgeservice.model.fetched import STATUS_LIST
from badgeservice.model.memory import Memory
from badgeservice.status.status_list import is_list
from badgeservice.verification.checks.structure import refuse_unsound
from badgeservice.verification.context import Context
from badgeservice.verification.fetching import fetch_bytes
from badgeservice.verification.signature import refuse_unsigned
from badgeservice.verification.subject import Subject, subject_of

MOST_KEPT = 32
LONGEST_KEPT = 64_000


@dataclass(frozen=True)
class _Sound:
    """A list that was well built, and what it cost to find that. Who signed it, and until when, is asked each time."""

    subject: Subject
    cost: int

    def for_check(self, context: Context) -> Subject:
        known = self.subject
        before, meter = known.forms_before, context.meter
        return Subject(known.document, known.format, known.said, known.token, known.claims, meter, forms_before=before)


ListAt = Callable[[str], Mapping[str, Any]]


def lists_of(issuer: str, context: Context) -> ListAt:
    """The status lists of one issuer, each fetched and verified once, also one that does not hold."""
    judged: dict[str, Mapping[str, Any] | MalformedError | UnavailableError] = {}

    def list_at(address: str) -> Mapping[str, Any]:
        if address not in judged:
            judged[address] = _judged_list(address, issuer, context)
        found = judged[address]
        if isinstance(found, MalformedError | UnavailableError):
            raise type(found)(found.reason, found.detail)
        return found

    return list_at


def _judged_list(address: str, issuer: str, context: Context) -> Mapping[str, Any] | MalformedError | UnavailableError:
    try:
        return _verified_list(address, issuer, context)
    except (MalformedError, UnavailableError) as problem:
        return problem


def _verified_list(address: str, issuer: str, context: Context) -> Mapping[str, Any]:
    """The list, secured by Data Integrity or as a VC-JWT.

    Raises UnavailableError(status.unreachable | status.unsupported | status.list_invalid | …) for one that could not be
    had or judged, MalformedError(status.list_issuer_mismatch | status.list_invalid) for one that contradicts.
    """
    served = fetch_bytes(address, context, "status.unreachable", STATUS_LIST).strip(b" \t\r\n")
    known = _sound_before().recall(served) if context.contexts is None else None
    subject = known.for_check(context) if known is not None else _subject_of(served, address, context)
    if any(claim == "exp" and moment < context.now - CLOCK_SKEW for claim, moment in bounds(subject.claims)):
        raise UnavailableError("status.stale", address)
    if subject.outline.issuer.id != issuer:
        raise MalformedError("status.list_issuer_mismatch", address)
    try:
        if known is not None:
            context.meter.spend(known.cost)
        else:
            _refuse_unsound(served, subject, context)
        refuse_unsigned(subject, context)
    except MalformedError as problem:
        raise MalformedError("status.list_invalid", f"{problem.reason}: {problem.detail}") from problem
    return subject.document


def _refuse_unsound(served: bytes, subject: Subject, context: Context) -> None:
    """What holds for every signed document; a list that is found sound is kept for the next badge, with its cost."""
    before = context.meter.left
    refuse_unsound(subject, schema.STATUS_LIST)
    cost = before - context.meter.left
    if len(served) <= LONGEST_KEPT and cost <= DEAREST_SHAPE and context.contexts is None:
        kept = replace(subject, said=subject.credential, meter=None, forms_before=subject.forms)
        _sound_before().keep(served, _Sound(kept, cost))


def _subject_of(served: bytes, address: str, context: Context) -> Subject:
    try:
        found = recognise_text(served, STATUS_LIST.max_bytes)
    except MalformedError as problem:
        raise UnavailableError("status.unreachable", f"{problem.reason}: {address}") from problem
    if not is_list(found.document):
        raise UnavailableError("status.unsupported", "another kind of status list")
    if found.token is None and not items(found.document.get("proof")):
        raise UnavailableError("status.list_invalid", "the list is not signed")
    return subject_of(found, context.meter, context.contexts)


@cache
def _sound_before() -> Memory[bytes, _Sound]:
    return Memory(MOST_KEPT)
