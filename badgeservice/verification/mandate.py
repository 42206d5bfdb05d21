"""Was the giver mandated for this badge class on the day the badge was given? (design: domain, "branch behind it")"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from badgeservice.errors import MalformedError, UnavailableError
from badgeservice.formats import schema
from badgeservice.formats.reading import items, nodes, one_node
from badgeservice.formats.recognise import recognise_text
from badgeservice.jsonld.moment import CLOCK_SKEW
from badgeservice.model.endorsement import MANDATE
from badgeservice.verification.checks.status import has_not_been_revoked
from badgeservice.verification.checks.structure import refuse_unsound
from badgeservice.verification.checks.validity import bounds_of, with_its_bounds
from badgeservice.verification.context import Context
from badgeservice.verification.endorsed_badge import EndorsedBadge
from badgeservice.verification.fetching import fetch_bytes
from badgeservice.verification.report import Finding, Outcome
from badgeservice.verification.signature import refuse_unsigned
from badgeservice.verification.subject import Subject, subject_of

INVALID = "endorsement.invalid"
OF_ANOTHER = "mandate of another"
FOR_ANOTHER_ORGANISATION = "mandate for another organisation"
FOR_ANOTHER_CLASS = "mandate for another badge class"
OUTSIDE_ITS_PERIOD = "mandate outside its period"
WITHDRAWN = "mandate withdrawn before"


def mandates_for(document: Mapping[str, Any]) -> frozenset[str]:
    """The addresses of the badge classes that an endorsement is a mandate for; none when it only recommends."""
    terms = (node for node in nodes(document.get("termsOfUse")) if MANDATE in items(node.get("type")))
    return frozenset(node["id"] for node in terms if isinstance(node.get("id"), str))


def held_when_given(subject: Subject, badge: EndorsedBadge, context: Context) -> tuple[Finding, Subject]:
    """Whether a mandate whose signature holds covers the moment of giving; with the statement that says so.

    One that was withdrawn later is held against what its address serves now: the statement that says when it ended.
    Raises MalformedError(endorsement.invalid | time.*) for one that does not, UnavailableError when that statement
    could not be had.
    """
    _refuse_another(subject, badge)
    _refuse_outside(subject, badge, OUTSIDE_ITS_PERIOD)
    status = has_not_been_revoked(subject, context)
    if status.reason != "status.revoked":
        return status, subject
    newer = _as_it_is_now(subject, context)
    # A list that says "withdrawn" and a statement that names no end contradict each other.
    ends = bounds_of(newer)[1]
    if not ends or min(ends) > context.now + CLOCK_SKEW:
        raise MalformedError(INVALID, WITHDRAWN)
    _refuse_outside(newer, badge, WITHDRAWN)
    return Finding(Outcome.PASSED, evidence=status.evidence), newer


def _refuse_another(subject: Subject, badge: EndorsedBadge) -> None:
    """It is said by the creator of the class, who is not the giver, about the giver and this class."""
    endorser = subject.outline.issuer.id
    if endorser != badge.creator_id or endorser == badge.issuer_id:
        raise MalformedError(INVALID, OF_ANOTHER)
    if subject.credential.subject_id != badge.issuer_id:
        raise MalformedError(INVALID, FOR_ANOTHER_ORGANISATION)
    if badge.class_address not in mandates_for(subject.document):
        raise MalformedError(INVALID, FOR_ANOTHER_CLASS)


def _refuse_outside(subject: Subject, badge: EndorsedBadge, detail: str) -> None:
    """The badge was given in the period of the mandate: to the second, without clock skew."""
    starts, ends = bounds_of(subject)
    given = badge.given_at
    if not given or not starts or min(given) < max(starts) or any(end < max(given) for end in ends):
        raise MalformedError(INVALID, detail)


def _as_it_is_now(subject: Subject, context: Context) -> Subject:
    """What the endorser says now under the id of the mandate, signed by the same about the same."""
    address = subject.credential.id
    if address is None:
        raise MalformedError(INVALID, WITHDRAWN)
    served = fetch_bytes(address, context, "fetch.unreachable")
    try:
        found = recognise_text(served.strip(b" \t\r\n"))
    except MalformedError as problem:
        raise UnavailableError("fetch.unreachable", f"{problem.reason}: {address}") from problem
    newer = subject_of(found, context.meter, context.contexts)
    if _identity(newer) != _identity(subject):
        raise MalformedError(INVALID, WITHDRAWN)
    refuse_unsound(newer, schema.ENDORSEMENT)
    refuse_unsigned(newer, context)
    return with_its_bounds(newer)


def _identity(subject: Subject) -> tuple[object, ...]:
    said = subject.credential
    about = one_node(subject.document.get("credentialSubject")).get("id")
    return said.id, said.issuer.id, about, mandates_for(subject.document)
