"""What does somebody see who asks for a badge?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from badgeservice.issuing.asking import versions_of
from badgeservice.model.addresses import Addresses
from badgeservice.model.check_code import in_groups
from badgeservice.storage.badge_requests import ASKED, DECLINED
from badgeservice.storage.tables import AskingLinkRow, BadgeClassVersionRow, BadgeRequestRow
from badgeservice.web.presenters.learner import qr_address
from badgeservice.web.presenters.moments import day
from badgeservice.web.presenters.pictures import picture_of
from badgeservice.web.words import gettext as _

Page = dict[str, Any]


def ask_page(link: AskingLinkRow, version: BadgeClassVersionRow, before: datetime | None) -> Page:
    """What learner_ask.html and learner_asked.html show; `before` is when this browser asked already."""
    return {
        "badge": picture_of(version),
        "name": version.name,
        "giver": link.organisation.name,
        "place": link.place,
        "until": day(link.valid_until) if link.valid_until is not None else None,
        "before": asked_before_words(before) if before is not None else None,
        "behaviours": [
            {"text": one["text"], "language": version.language, "level": None} for one in version.behaviours
        ],
        "form_href": url_for("learner.ask", code=link.code),
    }


def asked_before_words(before: datetime) -> str:
    """Je hebt deze badge al gevraagd op 12 juni 2026."""
    return str(_("Je hebt deze badge al gevraagd op %(day)s.", day=day(before)))


def shut_page(link: AskingLinkRow, why: str) -> Page:
    """What learner_ask_shut.html shows."""
    first = day(link.valid_from) if why == "early" else None
    return {"why": why, "giver": link.organisation.name, "first_day": first}


def poster(link: AskingLinkRow, version: BadgeClassVersionRow, addresses: Addresses) -> Page:
    """What learner_poster.html shows."""
    address = addresses.asking.ask(link.code)
    return ask_page(link, version, None) | {
        "qr_src": qr_address(address),
        "site": f"{addresses.host}/vraag",
        "code": in_groups(link.code),
        "back_href": url_for("issuer.asking_link", slug=link.organisation.slug, link_id=link.id),
    }


def asked_lines(session: Session, requests: Sequence[BadgeRequestRow]) -> list[Page]:
    """What a learner asked for, as learner_badges.html shows it."""
    versions = versions_of(session, [request.link for request in requests])
    return [_line(request, versions.get(request.link.badge_class_id)) for request in requests]


def _line(request: BadgeRequestRow, version: BadgeClassVersionRow | None) -> Page:
    declined = request.state == DECLINED
    state, word = ("open", _("Gevraagd")) if request.state == ASKED else ("valid", _("Gekregen"))
    return {
        "name": version.name if version is not None else "",
        "giver": request.link.organisation.name,
        "day": day(request.created_at),
        "state": "open" if declined else state,
        "state_word": _("Nog niet") if declined else word,
        "reason": request.reason if declined else None,
        "again_href": url_for("learner.ask", code=request.link.code) if declined else None,
    }
