"""What did the status lists say when they were last published, and do the rows of a backup say so too?

A badge that was withdrawn after the backup has its bit in the list that was published; so has one that was given after
it, whose place no row knows.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import MalformedError
from badgeservice.formats import strict_json
from badgeservice.issuing.reasons import AS_PUBLISHED
from badgeservice.model.addresses import Addresses
from badgeservice.organisations.signer import Sign
from badgeservice.organisations.status_lists import bits_changed
from badgeservice.status import bitstring
from badgeservice.status.places import SECRET_BYTES
from badgeservice.storage import kept_outside, organisations, published_bits, status_lists
from badgeservice.storage.tables import OrganisationRow, StatusListRow

COMMAND_LINE = Actor(None, "command line")


@dataclass(frozen=True)
class Published:
    """A status list as it was last published: whose (did:web), for what, its bits."""

    id: UUID
    version: int
    issuer: str
    purpose: str
    bits: bytes
    document: bytes

    def places(self) -> set[int]:
        """The places whose bit is set."""
        ones = ((at, byte) for at, byte in enumerate(self.bits) if byte)
        return {at * 8 + bit for at, byte in ones for bit in range(8) if byte & (0x80 >> bit)}


@dataclass
class LivedUp:
    """How many lists, bits of known badges and of unknown ones; and places that no longer count as withdrawn there."""

    counts: Counter[str] = field(default_factory=Counter)
    count_again: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def last_published(folders: Iterable[Path], lived_up: LivedUp) -> Iterator[Published]:
    """Each list of these folders as it was published last; what cannot be read is named in `unread`."""
    newest: dict[UUID, tuple[int, bytes]] = {}
    for folder in folders:
        for status_list, version, document in kept_outside.published_lists(folder):
            if version > newest.get(status_list, (-1, b""))[0]:
                newest[status_list] = version, document
    for status_list, (version, document) in newest.items():
        try:
            yield _read(status_list, version, document)
        except (MalformedError, KeyError, TypeError):
            lived_up.unread.append(str(status_list))


def live_up_to(session: Session, published: Published, sign: Sign, addresses: Addresses, now: datetime,
               lived_up: LivedUp) -> None:  # fmt: skip
    """Let the rows say what this list said; a list that no row knows is made again, closed."""
    lived_up.counts["lists"] += 1
    row = status_lists.locked(session, published.id) or _made_again(session, published, addresses, now)
    if row is None:
        lived_up.unread.append(f"{published.id} ({published.issuer})")
        return
    said, known = published.places(), set(status_lists.withdrawn_indexes(session, row.id))
    if published.version > row.version:
        lived_up.count_again += published_bits.holders(session, row.id, known - said)
    _withdraw(session, row, said - known, now, lived_up)
    if said - known or published.version > row.version:
        # A higher number than was ever published, so that the file of this one takes the place of that one.
        row.version = max(row.version, published.version)
        bits_changed(session, row.id, sign, addresses, now)


def _read(status_list: UUID, version: int, document: bytes) -> Published:
    told = strict_json.loads(document)
    subject = told["credentialSubject"]
    bits = bitstring.decode(subject["encodedList"])
    return Published(status_list, version, told["issuer"]["id"], subject["statusPurpose"], bits, document)


def _made_again(session: Session, published: Published, addresses: Addresses, now: datetime) -> StatusListRow | None:
    owner = _owner(session, published.issuer, addresses)
    if owner is None:
        return None
    row = StatusListRow(
        id=published.id,
        organisation_id=owner.id,
        purpose=published.purpose,
        size=len(published.bits) * 8,
        is_open=False,
        secret=secrets.token_bytes(SECRET_BYTES),
        next_place=len(published.bits) * 8,
        version=published.version,
        signed_version=published.version,
        signed_at=now,
        document=published.document,
    )
    session.add(row)
    session.flush()
    return row


def _owner(session: Session, issuer: str, addresses: Addresses) -> OrganisationRow | None:
    prefix = addresses.organisation_did("")
    return organisations.by_slug(session, issuer.removeprefix(prefix)) if issuer.startswith(prefix) else None


def _withdraw(session: Session, row: StatusListRow, places: Collection[int], now: datetime, lived_up: LivedUp) -> None:
    marked = published_bits.mark_holders(session, row, places, AS_PUBLISHED, now)
    for subject in marked.values():
        record(session, COMMAND_LINE, "status.as_published", subject, now)
    published_bits.add(session, row.id, set(places) - set(marked))
    lived_up.counts["known"] += len(marked)
    lived_up.counts["unknown"] += len(places) - len(marked)
