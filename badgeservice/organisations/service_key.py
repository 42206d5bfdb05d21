"""With which key does the service itself sign, and who made it?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.organisations.signer import RECEIPTS, SERVICE, CreateKey
from badgeservice.storage import audit, keys
from badgeservice.storage.engine import Database

SUBJECT = "service"


def ensure_service_key(database: Database, create_key: CreateKey, now: datetime) -> None:
    """Make the key for receipts when there is none yet."""
    with database.reading() as session:
        if keys.active(session, SERVICE, RECEIPTS) is not None:
            return
    with database.writing() as session:
        # One writer at a time holds the head of the audit chain, so two never both find that there is no key.
        audit.lock_head(session)
        if keys.active(session, SERVICE, RECEIPTS) is None:
            create_key(session, SERVICE, RECEIPTS, now)
            record(session, Actor(None, "service"), "key.made", SUBJECT, now)


def rotate_service_key(session: Session, create_key: CreateKey, by: Actor, now: datetime) -> str:
    """Give the service a new key; the old one stays in did.json. Gives back the name of the new one."""
    create_key(session, SERVICE, RECEIPTS, now)
    record(session, by, "key.rotated", SUBJECT, now)
    fresh = keys.active(session, SERVICE, RECEIPTS)
    return fresh.fragment if fresh else ""
