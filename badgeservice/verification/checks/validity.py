"""Is the badge valid at this moment? (VCDM 2.0 §4.9, RFC 7519 §4.1)"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from badgeservice.errors import MalformedError
from badgeservice.formats.jwt_credential import bounds
from badgeservice.jsonld.moment import CLOCK_SKEW, read_moment, write_moment
from badgeservice.verification.context import Context
from badgeservice.verification.report import Finding, Outcome
from badgeservice.verification.subject import Subject

STARTS = ("validFrom", "issuanceDate", "nbf")
ENDS = ("validUntil", "expirationDate", "exp")
DATES = ("validFrom", "issuanceDate", "validUntil", "expirationDate", "awardedDate")


def is_within_its_validity(subject: Subject, context: Context) -> Finding:
    """Between the first and the last moment of credential and token, five minutes of clock skew allowed.

    Raises MalformedError(time.*).
    """
    starts, ends = bounds_of(subject)
    dated = with_its_bounds(subject)
    texts = {"valid_from": dated.outline.valid_from, "valid_until": dated.outline.valid_until}
    evidence = {name: value for name, value in texts.items() if value is not None}
    if any(context.now + CLOCK_SKEW < start for start in starts):
        return Finding(Outcome.FAILED, "time.not_yet_valid", evidence, established=dated)
    if any(context.now - CLOCK_SKEW > end for end in ends):
        return Finding(Outcome.FAILED, "time.expired", evidence, established=dated)
    return Finding(Outcome.PASSED, evidence=evidence, established=dated)


def bounds_of(subject: Subject) -> tuple[list[datetime], list[datetime]]:
    """The first and the last moments that credential and token name. Raises MalformedError(time.*)."""
    dates = {name: read_moment(subject.document[name]) for name in DATES if name in subject.document}
    named = dates | dict(bounds(subject.claims))
    starts = [moment for name, moment in named.items() if name in STARTS]
    ends = [moment for name, moment in named.items() if name in ENDS]
    if starts and ends and min(ends) < max(starts):
        raise MalformedError("time.inverted")
    return starts, ends


def with_its_bounds(subject: Subject) -> Subject:
    """The badge with the moments that only its token names: no page may say that it has no end when it has."""
    claimed = dict(bounds(subject.claims))
    if not claimed:
        return subject
    first, last = (write_moment(claimed[claim]) if claim in claimed else None for claim in ("nbf", "exp"))
    said = subject.credential
    bounded = replace(said, valid_from=said.valid_from or first, valid_until=said.valid_until or last)
    return replace(subject, said=bounded)
