"""How do the recommendations that are kept here read on a page?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.storage import endorsements
from badgeservice.storage.tables import BadgeClassVersionRow, EndorsementRow
from badgeservice.web.presenters.moments import day
from badgeservice.web.words import gettext as _

Rows = list[dict[str, Any]]


def said_of_class(session: Session, version: BadgeClassVersionRow) -> Rows:
    """Who recommends this version, or recommended one before it when it was released."""
    own = endorsements.in_force(session, version.badge_class.organisation_id, version.id)
    earlier = (
        endorsements.of_earlier_versions(session, version.badge_class_id, version.number, version.released_at)
        if version.released_at is not None
        else ()
    )
    return _lines((*own, *earlier))


def said_of_organisation(session: Session, organisation: UUID) -> Rows:
    """Who recommends an organisation."""
    return _lines(endorsements.in_force(session, organisation, None))


def _lines(found: Iterable[EndorsementRow]) -> Rows:
    return [
        {
            "kind": "valid",
            "sentence": _("Aanbevolen door %(who)s op %(day)s.", who=one.endorser.name, day=day(one.created_at)),
            "quote": one.comment,
        }
        for one in found
    ]
