"""Which recommendations of others go along in a badge that is given now?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from badgeservice.formats import strict_json
from badgeservice.model.achievement import Achievement
from badgeservice.model.issuer import Issuer
from badgeservice.storage import endorsements
from badgeservice.storage.tables import BadgeClassVersionRow, EndorsementRow, OrganisationRow

# A check may do ten fetches. A badge takes two, or three as a token whose key has an address of its own, a
# recommendation two, and a mandate that was withdrawn later three.
MOST_OF_CLASS, MOST_OF_ORGANISATION, MOST_BESIDE_A_MANDATE = 2, 1, 1

Statements = tuple[Mapping[str, Any], ...]


def with_endorsements(session: Session, achievement: Achievement, issuer: Issuer, version: BadgeClassVersionRow,
                      giver: OrganisationRow) -> tuple[Achievement, Issuer]:  # fmt: skip
    """The class and the giver with what others say of them; a mandate that the giver has stays in front."""
    most = MOST_OF_CLASS if achievement.creator is None else MOST_BESIDE_A_MANDATE
    of_class, of_giver = endorsements_of_class(session, version), endorsements_of_organisation(session, giver)
    with_of_giver = replace(issuer, endorsements=(*issuer.endorsements, *of_giver))
    return replace(achievement, endorsements=of_class[:most]), with_of_giver


def endorsements_of_class(session: Session, version: BadgeClassVersionRow) -> Statements:
    """What was said of earlier versions before this one was released, the newest of each endorser, and still stands."""
    if version.released_at is None:
        return ()
    found = endorsements.of_earlier_versions(session, version.badge_class_id, version.number, version.released_at)
    return _documents(found, MOST_OF_CLASS)


def endorsements_of_organisation(session: Session, organisation: OrganisationRow) -> Statements:
    """What is said of an organisation and still stands, the newest of each endorser."""
    return _documents(endorsements.in_force(session, organisation.id, None), MOST_OF_ORGANISATION)


def _documents(newest_first: Iterable[EndorsementRow], most: int) -> Statements:
    newest: dict[object, EndorsementRow] = {}
    for row in newest_first:
        newest.setdefault(row.endorser_id, row)
    return tuple(strict_json.loads(row.document) for row in list(newest.values())[:most])
