"""How do asked, received and given recommendations look on a page of the staff?"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from badgeservice.storage import badge_classes, endorsements, organisations
from badgeservice.storage import endorsement_invitations as invitations
from badgeservice.storage.tables import EndorsementInvitationRow, EndorsementRow
from badgeservice.web.presenters.moments import day

View = dict[str, Any]


def overview_view(session: Session, organisation: UUID, may_manage: bool, now: datetime) -> View:
    """What recommendations.html shows."""
    return {
        "may_manage": may_manage,
        "received": [given_view(session, one) for one in endorsements.recommending(session, organisation)],
        "given": [given_view(session, one) for one in endorsements.recommended_by(session, organisation)],
        "asked": [_asked(session, one, now) for one in invitations.sent_by(session, organisation)],
    }


def given_view(session: Session, row: EndorsementRow) -> View:
    """One recommendation: who, about what, in which words."""
    stands = row.withdrawn_at is None
    word = _("Geldt") if stands else _("Ingetrokken op %(day)s", day=day(row.withdrawn_at or row.created_at))
    return {
        "id": row.id,
        "by": row.endorser.name,
        "about": about(session, row.organisation_id, row.version_id),
        "comment": row.comment,
        "day": day(row.created_at),
        "stands": stands,
        "mark": "valid" if stands else "invalid",
        "word": word,
    }


def about(session: Session, organisation: UUID, version_id: UUID | None) -> str:
    """Gasten ontvangen, versie 2, van Hotel Zon; or the name of the organisation."""
    version = badge_classes.any_version(session, version_id) if version_id is not None else None
    if version is not None:
        giver = version.badge_class.organisation.name
        words = _("%(badge)s, versie %(number)s, van %(giver)s", badge=version.name, number=version.number, giver=giver)
        return str(words)
    row = organisations.by_id(session, organisation)
    return row.name if row is not None else ""


def _asked(session: Session, row: EndorsementInvitationRow, now: datetime) -> View:
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
        "about": about(session, row.organisation_id, row.version_id),
        "day": day(row.created_at),
        "reason": row.reason,
        "is_open": is_open,
        "mark": mark,
        "word": words[row.state],
    }
