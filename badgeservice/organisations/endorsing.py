"""How does an organisation sign what it says about another, and take it back? (OB 3.0 `EndorsementCredential`)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from badgeservice.formats import strict_json
from badgeservice.formats.ob3_endorsement import endorsement_credential
from badgeservice.model.addresses import Addresses
from badgeservice.model.award import StatusEntry
from badgeservice.model.endorsement import Endorsement
from badgeservice.organisations import status_lists
from badgeservice.organisations.issuer_profile import issuer_of
from badgeservice.organisations.signer import BADGES, Sign
from badgeservice.storage import endorsements
from badgeservice.storage.tables import EndorsementRow, OrganisationRow

PURPOSE = "revocation"


@dataclass(frozen=True)
class Statement:
    """What is said about an organisation (`version_id` None) or about a version of its badge class.

    `subject_id` is its DID or address; `mandate_for` the address of the badge class that it may give, if it may.
    """

    organisation_id: UUID
    subject_id: str
    name: str
    comment: str
    valid_from: datetime
    valid_until: datetime | None = None
    version_id: UUID | None = None
    mandate_for: str | None = None


def endorse(session: Session, endorser: OrganisationRow, statement: Statement, sign: Sign, addresses: Addresses,
            now: datetime) -> EndorsementRow:  # fmt: skip
    """Sign a statement with the key of the endorser, with a place in its status list, and keep the exact bytes."""
    status_list, index = status_lists.reserve(session, endorser.id, PURPOSE, sign, addresses, now)
    row = EndorsementRow(
        id=uuid4(),
        endorser_id=endorser.id,
        organisation_id=statement.organisation_id,
        version_id=statement.version_id,
        comment=statement.comment,
        valid_from=statement.valid_from,
        valid_until=statement.valid_until,
        status_list_id=status_list.id,
        status_index=index,
        created_at=now,
    )
    row.document = _signed(session, row, endorser, statement, sign, addresses, now)
    session.add(row)
    session.flush()
    return row


def take_back(
    session: Session, endorsement_id: UUID, sign: Sign, addresses: Addresses, now: datetime
) -> EndorsementRow:
    """Withdraw what was said: its bit is set from now on. Withdrawing twice changes nothing more."""
    row = endorsements.locked(session, endorsement_id)
    if row.withdrawn_at is None:
        row.withdrawn_at = now
        status_lists.bits_changed(session, row.status_list_id, sign, addresses, now)
    return row


def say_until(session: Session, row: EndorsementRow, endorser: OrganisationRow, statement: Statement, sign: Sign,
              addresses: Addresses, now: datetime) -> None:  # fmt: skip
    """Sign the same endorsement once more, with another end; its address serves this one from now on."""
    row.valid_until = statement.valid_until
    row.document = _signed(session, row, endorser, statement, sign, addresses, now)


def _signed(session: Session, row: EndorsementRow, endorser: OrganisationRow, statement: Statement, sign: Sign,
            addresses: Addresses, now: datetime) -> bytes:  # fmt: skip
    endorsement = Endorsement(
        id=addresses.branch.endorsement(row.id),
        endorser=issuer_of(endorser, addresses),
        subject_id=statement.subject_id,
        name=statement.name,
        comment=statement.comment,
        valid_from=statement.valid_from,
        valid_until=statement.valid_until,
        status=StatusEntry(addresses.status_list(row.status_list_id), row.status_index, PURPOSE),
        mandate_for=statement.mandate_for,
    )
    return strict_json.dumps(sign(session, endorser.id, BADGES, endorsement_credential(endorsement), now))
