"""How is what is held of a learner told in words?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.model.days import AMSTERDAM
from badgeservice.storage import personal_views
from badgeservice.web.presenters.moments import day
from badgeservice.web.words import gettext as _
from badgeservice.wording import N_

Rows = Sequence[Any]
Section = dict[str, Any]
MOST_LINES = 200
MAIL_ABOUT: Mapping[str, str] = {
    "badge_given": N_("Je kreeg een badge"),
    "badge_revoked": N_("Een badge is ingetrokken"),
    "badge_suspended": N_("Een badge telt nu even niet"),
    "badge_restored": N_("Een badge telt weer"),
    "badge_resumed": N_("Een badge telt weer"),
    "badge_expires": N_("Een badge telt bijna niet meer"),
    "badge_renewed": N_("Je kreeg een nieuwe badge"),
    "learner_link": N_("Een link naar je badges"),
    "address_claim": N_("Een code voor je mailadres"),
    "request_received": N_("Je vroeg om een badge"),
    "request_declined": N_("Een antwoord op je vraag"),
    "correction_answered": N_("Een antwoord van de gever"),
}


def held_sections(rows: Mapping[str, Rows]) -> list[Section]:
    """Title and lines for each kind of thing that is held; what there is nothing of is left out."""
    told: tuple[tuple[str, str, Callable[[Any], str]], ...] = (
        ("learner_address", _("Je mailadressen"), lambda row: str(row.email)),
        ("award", _("Je badges"), _badge),
        ("badge_request", _("Wat je vroeg"), _request),
        ("correction", _("Wat er volgens jou niet klopt"), lambda row: f"{row.wish} ({day(row.created_at)})"),
        ("share", _("Wat je deelt"), lambda row: f"{row.title} ({day(row.created_at)})"),
        ("foreign_badge", _("Badges van ergens anders"), _elsewhere),
        ("passkey", _("Waarmee je inlogt"), lambda row: f"{row.name} ({day(row.created_at)})"),
        ("oauth_token", _("Programma’s die je toeliet"), lambda row: day(row.issued_at)),
        ("outbox", _("Mail aan jou"), _mail),
    )
    found = [{"title": title, "lines": [line(row) for row in rows[table]][:MOST_LINES]} for table, title, line in told]
    return [section for section in found if section["lines"]]


def seen_lines(session: Session, learner: UUID) -> list[Section]:
    """Day → who saw which badges; the name of the colleague is that of the colleague."""
    days: dict[str, dict[tuple[str, str], None]] = {}
    for view, award, organisation in personal_views.of_learner(session, learner):
        shown = day(view.seen_at.astimezone(AMSTERDAM))
        days.setdefault(shown, {})[organisation.name, award.version.name] = None
    return [
        {"day": shown, "lines": [{"who": who, "badge": badge} for who, badge in lines]} for shown, lines in days.items()
    ]


def _mail(row: Any) -> str:
    # Of mail that has left the address is not kept, nor what stood in it.
    about = _(MAIL_ABOUT[row.kind]) if row.kind in MAIL_ABOUT else ""
    return ", ".join(part for part in (about, day(row.created_at), row.recipient) if part)


def _badge(row: Any) -> str:
    return f"{row.version.name}, {row.recipient_name}, {row.organisation.name} ({day(row.given_at)})"


def _request(row: Any) -> str:
    about = f"{row.name}: {row.evidence}" if row.evidence else row.name
    return f"{about} ({day(row.created_at)})"


def _elsewhere(row: Any) -> str:
    name = row.report.get("claims", {}).get("name") or _("Badge zonder naam")
    return f"{name} ({day(row.added_at)})"
