"""What do the pages of mandates show?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from badgeservice.organisations.roles import Right
from badgeservice.storage import mandates
from badgeservice.storage.tables import BadgeClassVersionRow, MandateRow, OrganisationRow
from badgeservice.web.presenters.moments import day
from badgeservice.web.presenters.pictures import picture_of
from badgeservice.web.presenters.words import kind_name, organisation_line
from badgeservice.web.words import gettext as _

View = dict[str, Any]


def mandates_view(session: Session, organisation: OrganisationRow, rights: frozenset[Right], now: datetime) -> View:
    """What an organisation granted and was asked for, and what it holds of others."""
    granted = [] if organisation.kind != "branche" else mandates.by_branch(session, organisation.id)
    theirs = mandates.by_organisation(session, organisation.id)
    names = _names(session, [*granted, *theirs])
    given = [_line(row, row.organisation.name, names, rights, now) for row in granted]
    return {
        "is_branch": organisation.kind == "branche",
        "may_decide": Right.MANAGE in rights,
        "waiting": [line for line in given if line["state"] == "asked"],
        "given": [line for line in given if line["state"] != "asked"],
        "held": [_held_line(row, names, rights, now) for row in theirs],
    }


def request_view(session: Session, row: MandateRow) -> View:
    """A request or a mandate, on the page on which it is answered."""
    return {
        "id": row.id,
        "badge": _names(session, [row]).get(row.badge_class_id, row.badge_class.slug),
        "who": row.organisation.name,
        "line": organisation_line(row.organisation),
        "motivation": row.motivation,
        "asked_on": day(row.created_at),
        "period": period_words(row),
    }


def class_rows(organisation: OrganisationRow, versions: Sequence[BadgeClassVersionRow]) -> list[View]:
    """Badges of branches that can be asked for."""
    return [
        {
            "badge": picture_of(version),
            "name": version.name,
            "below": f"{kind_name(version.badge_class.kind)}, {version.badge_class.organisation.name}",
            "href": url_for("mandates.ask", slug=organisation.slug, class_id=version.badge_class_id),
        }
        for version in versions
    ]


def period_words(row: MandateRow) -> str:
    """1 september 2026 tot en met 31 augustus 2027."""
    if row.valid_from is None or row.valid_until is None:
        return ""
    return str(_("%(first)s tot en met %(last)s", first=day(row.valid_from), last=day(row.valid_until)))


def _line(row: MandateRow, who: str, names: dict[Any, str], rights: frozenset[Right], now: datetime) -> View:
    state, mark, word = _state(row, now)
    can_end = state in {"valid", "coming"} and Right.MANAGE in rights
    return {
        "id": row.id,
        "who": who,
        "badge": names.get(row.badge_class_id, row.badge_class.slug),
        "period": period_words(row),
        "asked_on": day(row.created_at),
        "motivation": row.motivation,
        "reason": row.reason,
        "state": state,
        "mark": mark,
        "word": word,
        "can_end": can_end,
    }


def _held_line(row: MandateRow, names: dict[Any, str], rights: frozenset[Right], now: datetime) -> View:
    line = _line(row, row.branch.name, names, rights, now)
    can_add = line["state"] == "valid" and Right.COMPOSE in rights
    own = url_for("mandates.own", slug=row.organisation.slug, class_id=row.badge_class_id) if can_add else None
    return line | {"own_href": own}


def _state(row: MandateRow, now: datetime) -> tuple[str, str, str]:
    """The state, its mark and its word."""
    if row.state == mandates.ASKED:
        return "asked", "open", _("Gevraagd")
    if row.state == mandates.DECLINED:
        return "declined", "invalid", _("Afgewezen")
    if row.state == mandates.WITHDRAWN:
        return "withdrawn", "invalid", _("Ingetrokken")
    if row.valid_until is not None and row.valid_until < now:
        return "ended", "invalid", _("Afgelopen")
    if row.valid_from is not None and row.valid_from > now:
        return "coming", "open", _("Gaat later in")
    return "valid", "valid", _("Geldt nu")


def _names(session: Session, rows: Sequence[MandateRow]) -> dict[Any, str]:
    return mandates.class_names(session, {row.badge_class_id for row in rows})
