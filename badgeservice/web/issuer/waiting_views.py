"""What do the pages show of badges that wait for a second person, or for their day?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from badgeservice.issuing.drafts import order_of
from badgeservice.issuing.second_person import award_mark
from badgeservice.storage import accounts
from badgeservice.storage import waiting_awards as rows
from badgeservice.storage.tables import AccountRow, AwardDraftRow, OrganisationRow
from badgeservice.web.issuer.days import short, today, written
from badgeservice.web.issuer.give_views import check_view
from badgeservice.web.issuer.pictures import staff_picture
from badgeservice.web.presenters.moments import moment_of
from badgeservice.web.words import gettext as _

View = dict[str, Any]


def lists_view(session: Session, organisation: OrganisationRow, account: UUID) -> View:
    """What waits for a second person, what is scheduled, and what came back to this account."""
    proposed = rows.of_organisation(session, organisation.id, rows.PROPOSED)
    scheduled = rows.of_organisation(session, organisation.id, rows.SCHEDULED)
    refused = rows.refused_of(session, organisation.id, account)
    makers = accounts.by_ids(session, {draft.account_id for draft in (*proposed, *scheduled, *refused)})
    return {
        "four_eyes": organisation.four_eyes_awards,
        "proposed": [_line(organisation, draft, makers, "issuer.waiting_award") for draft in proposed],
        "scheduled": [_line(organisation, draft, makers, "issuer.waiting_award") for draft in scheduled],
        "refused": [_line(organisation, draft, makers, "issuer.check") for draft in refused],
    }


def waiting_view(
    session: Session, organisation: OrganisationRow, draft: AwardDraftRow, account: UUID, mail_delay: int
) -> View:
    """One badge that waits, and what this account can do with it."""
    is_mine, is_proposed = draft.account_id == account, draft.state == rows.PROPOSED
    can_release = is_proposed and not (organisation.four_eyes_awards and is_mine)
    return check_view(organisation, draft, order_of(draft), mail_delay) | {
        "id": draft.id,
        "title": _("Klopt dit?") if can_release else _waits(draft),
        "maker": maker_name(session, draft.account_id),
        "since": moment_of(draft.state_since) if draft.state_since else "",
        "due": written(today(draft.due_at)) if draft.due_at else None,
        "is_mine": is_mine,
        "is_proposed": is_proposed,
        "can_release": can_release,
        "can_send_back": is_proposed and not is_mine,
        "seen": award_mark(draft),
    }


def maker_name(session: Session, account: UUID) -> str:
    """The name of a colleague, or their address when they have none."""
    return _name(accounts.by_id(session, account))


def _name(row: AccountRow | None) -> str:
    return (row.name or row.email) if row is not None else _("een collega")


def _waits(draft: AwardDraftRow) -> str:
    if draft.state == rows.PROPOSED:
        return str(_("Een collega kijkt nog"))
    return str(_("Deze badge is gepland"))


def _line(
    organisation: OrganisationRow, draft: AwardDraftRow, makers: Mapping[UUID, AccountRow], endpoint: str
) -> View:
    return {
        "badge": staff_picture(draft.version, small=True, giver=organisation.slug),
        "name": draft.version.name,
        "href": url_for(endpoint, slug=organisation.slug, draft_id=draft.id),
        "person": draft.answers["name"],
        "maker": _name(makers.get(draft.account_id)),
        "day": short(draft.due_at) if draft.due_at else None,
        "note": _(draft.note) if draft.note else None,
    }
