"""Which place in which status list does a badge get, and what does the list say now? (Bitstring Status List 1.0)"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from badgeservice.formats import strict_json
from badgeservice.model.addresses import Addresses
from badgeservice.organisations.signer import STATUS, Sign
from badgeservice.status import bitstring, status_list
from badgeservice.storage import organisations, status_lists
from badgeservice.storage.engine import Database
from badgeservice.storage.tables import StatusListRow

SIZE = 131_072
MOST_TAKEN = 100_000
SIGN_AGAIN_AFTER = timedelta(days=1)
VALID_FOR = timedelta(days=7)


def reserve(session: Session, organisation: UUID, purpose: str, sign: Sign, addresses: Addresses,
            now: datetime) -> tuple[StatusListRow, int]:  # fmt: skip
    """A free, random place in an open list of an organisation; a list is made when there is none."""
    row = status_lists.open_list(session, organisation, purpose)
    if row is not None and status_lists.places_taken(session, row.id) >= MOST_TAKEN:
        row.is_open, row = False, None
    if row is None:
        row = _new_list(session, organisation, purpose, sign, addresses, now)
    elif now - row.signed_at >= SIGN_AGAIN_AFTER:
        _sign(session, row, sign, addresses, now)
    index = secrets.randbelow(row.size)
    while status_lists.is_taken(session, row.id, index):
        index = secrets.randbelow(row.size)
    return row, index


def bits_changed(session: Session, status_list_id: UUID, sign: Sign, addresses: Addresses, now: datetime) -> None:
    """Make the list anew from the rows, in the transaction that changed one."""
    session.flush()
    row = status_lists.locked(session, status_list_id)
    if row is None:
        raise LookupError(f"status list {status_list_id} is gone")
    row.version += 1
    _sign(session, row, sign, addresses, now)


def keep_fresh(database: Database, status_list_id: UUID, sign: Sign, addresses: Addresses, now: datetime) -> bool:
    """Sign a list anew when its signature is more than a day old; whether it was that old."""
    with database.reading() as session:
        row = status_lists.by_id(session, status_list_id)
        if row is None or now - row.signed_at < SIGN_AGAIN_AFTER:
            return False
    with database.writing() as session:
        locked = status_lists.locked(session, status_list_id)
        if locked is not None and now - locked.signed_at >= SIGN_AGAIN_AFTER:
            _sign(session, locked, sign, addresses, now)
    return True


def _new_list(session: Session, organisation: UUID, purpose: str, sign: Sign, addresses: Addresses,
              now: datetime) -> StatusListRow:  # fmt: skip
    row = StatusListRow(id=uuid4(), organisation_id=organisation, purpose=purpose, size=SIZE, version=1)
    _sign(session, row, sign, addresses, now)
    session.add(row)
    session.flush()
    return row


def _sign(session: Session, row: StatusListRow, sign: Sign, addresses: Addresses, now: datetime) -> None:
    owner = organisations.by_id(session, row.organisation_id)
    if owner is None:
        raise LookupError(f"organisation {row.organisation_id} is gone")
    document = status_list.list_credential(
        id=addresses.status_list(row.id),
        issuer_id=addresses.organisation_did(owner.slug),
        issuer_name=owner.name,
        purpose=row.purpose,
        encoded=bitstring.encode(status_lists.withdrawn_indexes(session, row.id), row.size),
        valid_from=now,
        valid_until=now + VALID_FOR,
    )
    row.document = strict_json.dumps(sign(session, row.organisation_id, STATUS, document, now))
    row.signed_version, row.signed_at = row.version, now
