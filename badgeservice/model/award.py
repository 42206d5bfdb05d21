"""What is said about one person: the recipient, the results, the evidence, the period?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from badgeservice.model.achievement import Achievement, Level
from badgeservice.model.issuer import Issuer


@dataclass(frozen=True)
class Recipient:
    """The learner: the name in plain text, the e-mail only as a salted SHA-256 (OB 3.0 `IdentityObject`).

    `subject_id` is a fresh urn:uuid per badge; `salt` is 32 hex digits (16 random bytes), new per badge.
    """

    subject_id: str
    name: str
    email: str | None
    salt: str


@dataclass(frozen=True)
class Result:
    """One behaviour that was seen; `level` only for kinds that have levels."""

    behaviour_id: str
    level: Level | None = None


@dataclass(frozen=True)
class Evidence:
    """What underpins the badge, in the giver's words; `url` is https or None, `genre` what sort of evidence it is,
    `audience` for whom it was written down."""

    narrative: str
    name: str | None = None
    url: str | None = None
    genre: str | None = None
    audience: str | None = None


@dataclass(frozen=True)
class StatusEntry:
    """Where the badge stands in a status list: the list's address, its place, and "revocation" or "suspension"."""

    list_url: str
    index: int
    purpose: str = "revocation"


@dataclass(frozen=True)
class Award:
    """Everything that goes into one badge. `id` is its https address; datetimes are aware and UTC."""

    id: str
    achievement: Achievement
    issuer: Issuer
    recipient: Recipient
    results: tuple[Result, ...]
    valid_from: datetime
    status: StatusEntry
    valid_until: datetime | None = None
    evidence: tuple[Evidence, ...] = ()
    assessor: str | None = None
    activity_start: date | None = None
    activity_end: date | None = None
    license_number: str | None = None
