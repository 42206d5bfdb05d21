"""What does one organisation say about another, or about its badge class? (OB 3.0 `EndorsementCredential`)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from badgeservice.model.award import StatusEntry
from badgeservice.model.issuer import Issuer

MANDATE = "https://w3id.org/badgeservice/v1#Mandate"
"""The type of the terms of use that make a mandate of an endorsement: an absolute address, so that no context of our
own is needed to sign or to read it."""


@dataclass(frozen=True)
class Endorsement:
    """`id` is its https address; `subject_id` the DID of an organisation or the address of a badge class version.

    `mandate_for` is the address of the badge class, without a version, that the subject may give; None when it only
    recommends. Datetimes are aware and UTC.
    """

    id: str
    endorser: Issuer
    subject_id: str
    name: str
    comment: str
    valid_from: datetime
    valid_until: datetime | None
    status: StatusEntry
    mandate_for: str | None = None
