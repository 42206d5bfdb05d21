"""Which status list stands at an address, and did the issuer of the badge sign it?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import schema
from badgeservice.formats.jwt_credential import bounds
from badgeservice.formats.reading import items
from badgeservice.formats.recognise import Recognised, recognise_text
from badgeservice.jsonld.moment import CLOCK_SKEW
from badgeservice.model.fetched import STATUS_LIST
from badgeservice.status.status_list import is_list
from badgeservice.verification.checks.structure import refuse_unsound
from badgeservice.verification.context import Context
from badgeservice.verification.fetching import fetch_bytes
from badgeservice.verification.signature import refuse_unsigned
from badgeservice.verification.subject import subject_of

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
    found = _at(address, context)
    if not is_list(found.document):
        raise UnavailableError("status.unsupported", "another kind of status list")
    if found.token is None and not items(found.document.get("proof")):
        raise UnavailableError("status.list_invalid", "the list is not signed")
    subject = subject_of(found, context.meter, context.contexts)
    if any(claim == "exp" and moment < context.now - CLOCK_SKEW for claim, moment in bounds(found.claims)):
        raise UnavailableError("status.stale", address)
    if subject.credential.issuer.id != issuer:
        raise MalformedError("status.list_issuer_mismatch", address)
    try:
        refuse_unsound(subject, schema.STATUS_LIST)
        refuse_unsigned(subject, context)
    except MalformedError as problem:
        raise MalformedError("status.list_invalid", f"{problem.reason}: {problem.detail}") from problem
    return found.document


def _at(address: str, context: Context) -> Recognised:
    served = fetch_bytes(address, context, "status.unreachable", STATUS_LIST)
    try:
        return recognise_text(served.strip(b" \t\r\n"), STATUS_LIST.max_bytes)
    except MalformedError as problem:
        raise UnavailableError("status.unreachable", f"{problem.reason}: {address}") from problem
