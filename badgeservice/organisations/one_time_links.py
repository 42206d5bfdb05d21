"""How is a link made that works once, of which only the hash is kept?"""

from __future__ import annotations

import base64
import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.storage import links
from badgeservice.storage.tables import OneTimeLinkRow

RANDOM_BYTES = 16
# KEEP came by mail, so it proves the address; PAPER was torn off a sheet and proves nothing but that sheet.
# ASSESS lets somebody without an account judge one person, whose draft is its subject. ADDRESS proves that an address
# is a learner's too, whose claim is its subject.
KEEP, PAPER, ACCOUNT, LEARNER, ASSESS, ADDRESS = "keep", "paper", "account", "learner", "assess", "address"
LASTS = {
    KEEP: timedelta(days=365),
    PAPER: timedelta(days=365),
    ACCOUNT: timedelta(days=7),
    LEARNER: timedelta(hours=2),
    ASSESS: timedelta(days=14),
    ADDRESS: timedelta(hours=2),
}


def make_link(session: Session, purpose: str, subject: UUID, now: datetime) -> str:
    """Make a token of 128 random bits for a subject and give it back; the database keeps its SHA-256."""
    token = add_link(session, purpose, subject, now)
    session.flush()
    return token


def add_link(session: Session, purpose: str, subject: UUID, now: datetime) -> str:
    """As `make_link`, but kept with whatever the session writes next: many links go to the database at once."""
    token = base64.urlsafe_b64encode(secrets.token_bytes(RANDOM_BYTES)).decode().rstrip("=")
    session.add(
        OneTimeLinkRow(
            token_hash=hash_of(token),
            purpose=purpose,
            subject_id=subject,
            created_at=now,
            expires_at=now + LASTS[purpose],
        )
    )
    return token


def find_link(session: Session, token: str, *purposes: str) -> OneTimeLinkRow | None:
    """The link of a token; None when it never was one. Whether it is used or old stands in the row (`is_fresh`)."""
    row = links.by_hash(session, hash_of(token))
    return row if row is not None and row.purpose in purposes else None


def is_fresh(link: OneTimeLinkRow, now: datetime) -> bool:
    """Whether a link was not used and has not ended."""
    return link.used_at is None and now < link.expires_at


def use_link(session: Session, link: OneTimeLinkRow, now: datetime) -> bool:
    """Use a link up; False when it was used or has ended."""
    return now < link.expires_at and links.use(session, link.token_hash, now)


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
