"""How do asked, received and given recommendations look on a page of the staff?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.storage import badge_classes, endorsements, organisations
from badgeservice.storage import endorsement_invitations as invitations
from badgeservice.storage.tables import BadgeClassVersionRow, EndorsementInvitationRow, EndorsementRow
from badgeservice.web.presenters.moments import day
from badgeservice.web.words import gettext as _

View = dict[str, Any]


def overview_view(session: Session, organisation: UUID, may_manage: bool, now: datetime) -> View:
    """What recommendations.html shows."""
    received = endorsements.recommending(session, organisation)
    given = endorsements.recommended_by(session, organisation)
    asked = invitations.sent_by(session, organisation)
    abouts = _abouts(session, [*received, *given, *asked])
    return {
        "may_manage": may_manage,
        "received": [_given(one, abouts[one.id]) for one in received],
        "given": [_given(one, abouts[one.id]) for one in given],
        "asked": [_asked(one, abouts[one.id], now) for one in asked],
    }


def given_view(session: Session, row: EndorsementRow) -> View:
    """One recommendation: who, about what, in which words."""
    return _given(row, _abouts(session, [row])[row.id])


def _given(row: EndorsementRow, about: str) -> View:
    stands = row.withdrawn_at is None
    word = _("Geldt") if stands else _("Ingetrokken op %(day)s", day=day(row.withdrawn_at or row.created_at))
    return {
        "id": row.id,
        "by": row.endorser.name,
        "about": about,
        "comment": row.comment,
        "day": day(row.created_at),
        "stands": stands,
        "mark": "valid" if stands else "invalid",
        "word": word,
    }


def _abouts(session: Session, rows: Sequence[EndorsementRow | EndorsementInvitationRow]) -> dict[UUID, str]:
    """What each of these is about: Gasten ontvangen, versie 2, van Hotel Zon; or the name of the organisation."""
    versions = badge_classes.by_ids(session, {row.version_id for row in rows if row.version_id is not None})
    named = organisations.by_ids(session, {row.organisation_id for row in rows})
    return {
        row.id: _version_words(versions[row.version_id]) if row.version_id else named[row.organisation_id].name
        for row in rows
    }


def _version_words(version: BadgeClassVersionRow) -> str:
    giver = version.badge_class.organisation.name
    words = _("%(badge)s, versie %(number)s, van %(giver)s", badge=version.name, number=version.number, giver=giver)
    return str(words)


def _asked(row: EndorsementInvitationRow, about: str, now: datetime) -> View:
    is_open = row.state == invitations.OPEN and row.expires_at > now
    words = {
        invitations.GIVEN: _("Gegeven"),
        invitations.DECLINED: _("Niet gegeven"),
        invitations.CANCELLED: _("Ingetrokken"),
        invitations.OPEN: _("Wacht op antwoord tot %(day)s", day=day(row.expires_at)) if is_open else _("Verlopen"),
    }
    mark = "valid" if row.state == invitations.GIVEN else "open" if is_open else "invalid"
    return {
        "id": row.id,
        "about": about,
        "day": day(row.created_at),
        "reason": row.reason,
        "is_open": is_open,
        "mark": mark,
        "word": words[row.state],
    }
