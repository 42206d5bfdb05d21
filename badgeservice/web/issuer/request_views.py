"""How does a request for a badge look to the staff?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from badgeservice.issuing.asking import version_of
from badgeservice.storage import accounts, drafts
from badgeservice.storage.badge_requests import ASKED, GIVEN
from badgeservice.storage.tables import AwardDraftRow, BadgeClassVersionRow, BadgeRequestRow
from badgeservice.web.issuer.days import short
from badgeservice.web.presenters.moments import day
from badgeservice.web.presenters.pictures import picture_of

View = dict[str, Any]


def request_lines(session: Session, requests: Sequence[BadgeRequestRow]) -> list[View]:
    """One line for each request."""
    versions = {one.link.badge_class_id: version_of(session, one.link) for one in requests}
    return [
        {**_basics(one, versions[one.link.badge_class_id]), "date": short(one.created_at), **_state(session, one)}
        for one in requests
    ]


def request_view(session: Session, request: BadgeRequestRow, account: UUID) -> View:
    """One request, for its own page; `account` is who looks."""
    draft = _draft(session, request)
    somebody_else = draft is not None and draft.account_id != account
    slug = request.link.organisation.slug
    return {
        **_basics(request, version_of(session, request.link)),
        **_state(session, request),
        "id": request.id,
        "facts": [row for row in _facts(request) if row["value"]],
        "evidence": request.evidence,
        "evidence_url": request.evidence_url,
        "waits": request.state == ASKED,
        "busy": _name(session, draft.account_id) if draft is not None and somebody_else else None,
        "is_begun": draft is not None,
        "reason": request.reason,
        "answered": _answered(session, request),
        "award_href": url_for("issuer.award", slug=slug, award_id=request.award_id) if request.award_id else None,
    }


def _basics(request: BadgeRequestRow, version: BadgeClassVersionRow | None) -> View:
    return {
        "person": request.name,
        "name": version.name if version is not None else request.link.badge_class.slug,
        "badge": picture_of(version) if version is not None else None,
        "href": url_for("issuer.badge_request", slug=request.link.organisation.slug, request_id=request.id),
    }


def _state(session: Session, request: BadgeRequestRow) -> View:
    if request.state == GIVEN:
        return {"state": "valid", "state_word": _("Gegeven")}
    if request.state != ASKED:
        return {"state": "invalid", "state_word": _("Afgewezen")}
    draft = _draft(session, request)
    if draft is None:
        return {"state": "open", "state_word": _("Wacht")}
    if draft.state == drafts.ASSESSING:
        return {"state": "open", "state_word": _("Bij de praktijkopleider")}
    return {"state": "open", "state_word": _("%(name)s is bezig", name=_name(session, draft.account_id))}


def _facts(request: BadgeRequestRow) -> list[View]:
    return [
        {"label": _("Gevraagd op"), "value": day(request.created_at)},
        {"label": _("E-mailadres"), "value": request.email or _("Niet opgegeven")},
        {"label": _("Gevraagd door"), "value": request.asked_by},
        {"label": _("Plek"), "value": request.link.place},
    ]


def _answered(session: Session, request: BadgeRequestRow) -> str | None:
    if request.decided_at is None or request.decided_by is None:
        return None
    name = _name(session, request.decided_by)
    return str(_("Door %(name)s, op %(day)s.", name=name, day=day(request.decided_at)))


def _draft(session: Session, request: BadgeRequestRow) -> AwardDraftRow | None:
    return drafts.by_id(session, request.draft_id) if request.draft_id is not None else None


def _name(session: Session, account: UUID) -> str:
    found = accounts.by_id(session, account)
    return (found.name or found.email) if found is not None else str(_("Iemand"))
