"""What do we answer when badges of ours are checked: read at once for all of them, however many they are?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.formats import strict_json
from badgeservice.model.addresses import Addresses
from badgeservice.organisations.did_document import did_document
from badgeservice.organisations.signer import Sign
from badgeservice.organisations.status_lists import fresh_documents
from badgeservice.storage import keys
from badgeservice.storage.engine import Database
from badgeservice.storage.tables import AwardRow, OrganisationRow
from badgeservice.verification.context import KnownIssuer

APPROVED = "approved"


@dataclass(frozen=True)
class OwnAnswers:
    """Documents by the path of their address, and approved organisations by their DID; what is missing is not known."""

    documents: Mapping[str, bytes] = field(default_factory=dict)
    issuers: Mapping[str, KnownIssuer] = field(default_factory=dict)


def answers_about(session: Session, database: Database, awards: Collection[AwardRow], sign: Sign, addresses: Addresses,
                  now: datetime) -> OwnAnswers:  # fmt: skip
    """The keys and the status lists of today of whoever gave these badges."""
    givers = {award.organisation_id: award.organisation for award in awards}
    approved = {id_: row for id_, row in givers.items() if row.state == APPROVED}
    lists = fresh_documents(session, database, {award.status_list_id for award in awards}, sign, addresses, now)
    documents = {f"/status/{id_}": document for id_, document in lists.items()}
    return OwnAnswers(
        documents | _did_documents(session, approved, addresses),
        {addresses.organisation_did(row.slug): known_issuer(row, addresses) for row in approved.values()},
    )


def known_issuer(organisation: OrganisationRow, addresses: Addresses) -> KnownIssuer:
    """An approved organisation as the giver of a badge."""
    return KnownIssuer(name=organisation.name, url=addresses.organisation(organisation.slug), source="registered")


def _did_documents(
    session: Session, approved: Mapping[UUID, OrganisationRow], addresses: Addresses
) -> dict[str, bytes]:
    listed = keys.of_organisations(session, approved)
    return {
        f"/orgs/{row.slug}/did.json": strict_json.dumps(
            did_document(addresses.organisation_did(row.slug), addresses.organisation(row.slug), listed[id_])
        )
        for id_, row in approved.items()
    }
