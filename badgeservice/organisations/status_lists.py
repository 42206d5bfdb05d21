"""Which place in which status list does a badge get, and what does the list say now? (Bitstring Status List 1.0)"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from badgeservice.formats import strict_json
from badgeservice.model.addresses import Addresses
from badgeservice.organisations.signer import STATUS, Sign
from badgeservice.status import bitstring, status_list
from badgeservice.status.places import SECRET_BYTES, place
from badgeservice.storage import organisations, status_lists
from badgeservice.storage.engine import Database
from badgeservice.storage.tables import StatusListRow

SIZE = 131_072
MOST_TAKEN = 100_000
SIGN_AGAIN_AFTER = timedelta(days=1)
VALID_FOR = timedelta(days=7)


def reserve(session: Session, organisation: UUID, purpose: str, sign: Sign, addresses: Addresses,
            now: datetime) -> tuple[StatusListRow, int]:  # fmt: skip
    """A place of its own in an open list of an organisation; a list is made when there is none."""
    row, first = take_places(session, organisation, purpose, 1, sign, addresses, now)
    return row, place_in(row, first)


def take_places(session: Session, organisation: UUID, purpose: str, number: int, sign: Sign, addresses: Addresses,
                now: datetime) -> tuple[StatusListRow, int]:  # fmt: skip
    """Take `number` places (at most 100,000) in one list: the list, and which of its places in the order of its secret
    comes first. Nobody else gets these, whatever happens in between; a list is made when none has room."""
    taken = status_lists.take(session, organisation, purpose, number, MOST_TAKEN)
    if taken is None:
        # Who gives at the same moment waits here, and then finds the list that was made: badges hide among many.
        status_lists.open_one_by_one(session, organisation, purpose)
        taken = status_lists.take(session, organisation, purpose, number, MOST_TAKEN)
    if taken is None:
        status_lists.close_full(session, organisation, purpose, MOST_TAKEN)
        return _new_list(session, organisation, purpose, number, sign, addresses, now), 0
    status_list_id, first = taken
    return signed_lately(session, status_list_id, sign, addresses, now), first


def place_in(row: StatusListRow, number: int) -> int:
    """The index of the place that is taken as the `number`-th in a list."""
    return place(row.secret, row.size, number)


def signed_lately(session: Session, status_list_id: UUID, sign: Sign, addresses: Addresses,
                  now: datetime) -> StatusListRow:  # fmt: skip
    """A list with a signature of today, so that a badge that is given now can be checked at once."""
    row = session.get_one(StatusListRow, status_list_id)
    if now - row.signed_at < SIGN_AGAIN_AFTER:
        return row
    locked = _locked(session, status_list_id)
    if now - locked.signed_at >= SIGN_AGAIN_AFTER:
        _sign(session, locked, sign, addresses, now)
    return locked


def bits_changed(session: Session, status_list_id: UUID, sign: Sign, addresses: Addresses, now: datetime) -> None:
    """Make the list anew from the rows, in the transaction that changed one."""
    session.flush()
    row = _locked(session, status_list_id)
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


def tag_of_today(session: Session, database: Database, status_list_id: UUID, sign: Sign, addresses: Addresses,
                 now: datetime) -> str | None:  # fmt: skip
    """What names the bytes that a list has now, signed no more than a day ago; None when there is no such list."""
    found = status_lists.signed(session, status_list_id)
    if found is not None and now - found[1] >= SIGN_AGAIN_AFTER:
        keep_fresh(database, status_list_id, sign, addresses, now)
        session.rollback()
        found = status_lists.signed(session, status_list_id)
    return f"{found[0]}-{found[1].isoformat()}" if found is not None else None


def fresh_documents(session: Session, database: Database, lists: Collection[UUID], sign: Sign, addresses: Addresses,
                    now: datetime) -> dict[UUID, bytes]:  # fmt: skip
    """The documents of these lists, each signed no more than a day ago."""
    found = status_lists.documents(session, lists)
    old = [id_ for id_, (signed_at, _document) in found.items() if now - signed_at >= SIGN_AGAIN_AFTER]
    for id_ in old:
        keep_fresh(database, id_, sign, addresses, now)
    if old:
        # The session that was handed in may see the lists as they were when it began.
        with database.reading() as later:
            found = status_lists.documents(later, lists)
    return {id_: document for id_, (_signed_at, document) in found.items()}


def _new_list(session: Session, organisation: UUID, purpose: str, taken: int, sign: Sign, addresses: Addresses,
              now: datetime) -> StatusListRow:  # fmt: skip
    row = StatusListRow(
        id=uuid4(),
        organisation_id=organisation,
        purpose=purpose,
        size=SIZE,
        version=1,
        secret=secrets.token_bytes(SECRET_BYTES),
        next_place=taken,
    )
    _sign(session, row, sign, addresses, now)
    session.add(row)
    session.flush()
    return row


def _locked(session: Session, status_list_id: UUID) -> StatusListRow:
    row = status_lists.locked(session, status_list_id)
    if row is None:
        raise LookupError(f"status list {status_list_id} is gone")
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
