"""How does a request for a badge look to the staff?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from badgeservice.issuing.asking import versions_of
from badgeservice.storage import accounts, drafts
from badgeservice.storage.badge_requests import ASKED, GIVEN
from badgeservice.storage.tables import AccountRow, AwardDraftRow, BadgeClassVersionRow, BadgeRequestRow
from badgeservice.web.issuer.days import short
from badgeservice.web.presenters.moments import day
from badgeservice.web.presenters.pictures import picture_of
from badgeservice.web.words import gettext as _

View = dict[str, Any]


@dataclass(frozen=True)
class Around:
    """What the lines of several requests need, read at once: versions by badge class, drafts and staff by id."""

    versions: Mapping[UUID, BadgeClassVersionRow]
    drafts: Mapping[UUID, AwardDraftRow]
    staff: Mapping[UUID, AccountRow]

    def draft(self, request: BadgeRequestRow) -> AwardDraftRow | None:
        """The draft with which a request is being answered."""
        return self.drafts.get(request.draft_id) if request.draft_id is not None else None

    def name(self, account: UUID) -> str:
        """Whom the pages name for an account."""
        found = self.staff.get(account)
        return (found.name or found.email) if found is not None else str(_("Iemand"))


def request_lines(session: Session, requests: Sequence[BadgeRequestRow]) -> list[View]:
    """One line for each request."""
    around = _around(session, requests)
    return [{**_basics(one, around), "date": short(one.created_at), **_state(one, around)} for one in requests]


def request_view(session: Session, request: BadgeRequestRow, account: UUID) -> View:
    """One request, for its own page; `account` is who looks."""
    around = _around(session, [request])
    draft = around.draft(request)
    somebody_else = draft is not None and draft.account_id != account
    slug = request.link.organisation.slug
    return {
        **_basics(request, around),
        **_state(request, around),
        "id": request.id,
        "facts": [row for row in _facts(request) if row["value"]],
        "evidence": request.evidence,
        "evidence_url": request.evidence_url,
        "waits": request.state == ASKED,
        "busy": around.name(draft.account_id) if draft is not None and somebody_else else None,
        "is_begun": draft is not None,
        "reason": request.reason,
        "answered": _answered(request, around),
        "award_href": url_for("issuer.award", slug=slug, award_id=request.award_id) if request.award_id else None,
    }


def _around(session: Session, requests: Sequence[BadgeRequestRow]) -> Around:
    begun = drafts.by_ids(session, [one.draft_id for one in requests if one.draft_id is not None])
    known = {draft.account_id for draft in begun.values()} | {one.decided_by for one in requests if one.decided_by}
    versions = versions_of(session, [one.link for one in requests])
    return Around(versions, begun, accounts.by_ids(session, known))


def _basics(request: BadgeRequestRow, around: Around) -> View:
    version = around.versions.get(request.link.badge_class_id)
    return {
        "person": request.name,
        "name": version.name if version is not None else request.link.badge_class.slug,
        "badge": picture_of(version) if version is not None else None,
        "href": url_for("issuer.badge_request", slug=request.link.organisation.slug, request_id=request.id),
    }


def _state(request: BadgeRequestRow, around: Around) -> View:
    if request.state == GIVEN:
        return {"state": "valid", "state_word": _("Gegeven")}
    if request.state != ASKED:
        return {"state": "invalid", "state_word": _("Afgewezen")}
    draft = around.draft(request)
    if draft is None:
        return {"state": "open", "state_word": _("Wacht")}
    if draft.state == drafts.ASSESSING:
        return {"state": "open", "state_word": _("Bij de praktijkopleider")}
    return {"state": "open", "state_word": _("%(name)s is bezig", name=around.name(draft.account_id))}


def _facts(request: BadgeRequestRow) -> list[View]:
    return [
        {"label": _("Gevraagd op"), "value": day(request.created_at)},
        {"label": _("E-mailadres"), "value": request.email or _("Niet opgegeven")},
        {"label": _("Gevraagd door"), "value": request.asked_by},
        {"label": _("Plek"), "value": request.link.place},
    ]


def _answered(request: BadgeRequestRow, around: Around) -> str | None:
    if request.decided_at is None or request.decided_by is None:
        return None
    name = around.name(request.decided_by)
    return str(_("Door %(name)s, op %(day)s.", name=name, day=day(request.decided_at)))
