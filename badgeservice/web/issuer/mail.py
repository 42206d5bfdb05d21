"""Which mail to learners did not arrive, or not yet, and how does it leave again?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor
from badgeservice.issuing.mail_again import mail_failed_again
from badgeservice.organisations.roles import Right
from badgeservice.storage import awards, mail_counts, mail_pace
from badgeservice.storage.mail_queue import FAILED, PERHAPS_SENT, SENDING, WAITING
from badgeservice.storage.tables import OrganisationRow, OutboxRow
from badgeservice.web import database
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now
from badgeservice.web.cursors import read_cursor, write_cursor_at
from badgeservice.web.issuer.award_views import award_lines
from badgeservice.web.issuer.blueprint import issuer, session
from badgeservice.web.issuer.days import short
from badgeservice.web.issuer.waiting import Waiting
from badgeservice.web.seeing import LIST, saw
from badgeservice.web.words import gettext as _
from badgeservice.web.words import ngettext

PAGE = 50
# As they stand in the address.
SHOWN = {"mislukt": FAILED, "misschien": PERHAPS_SENT, "wacht": WAITING}


@route(issuer, "/gegeven/mail", may(Right.GIVE))
def mail(organisation: OrganisationRow) -> ResponseReturnValue:
    """The mail in one state, the newest first."""
    toon = request.args.get("toon", "")
    toon = toon if toon in SHOWN else "mislukt"
    before = read_cursor(request.args.get("voor", ""))
    rows = mail_counts.page(session(), organisation.id, SHOWN[toon], before, PAGE + 1)
    here = url_for("issuer.mail", slug=organisation.slug, toon=toon)
    view = {
        "toon": toon,
        "lines": _lines(rows[:PAGE]),
        "server_is_gone": mail_pace.read(session()).trouble_since is not None,
        "newest": here if before is not None else None,
        "older": f"{here}&voor={write_cursor_at(rows[PAGE - 1].created_at, rows[PAGE - 1].id)}"
        if rows[PAGE:]
        else None,
    }
    return render_template("issuer/mail.html", mail=view)


@route(issuer, "/gegeven/mail", may(Right.GIVE), "POST")
def send_failed_again(organisation: OrganisationRow) -> ResponseReturnValue:
    """Let all mail that failed leave once more."""
    number = mail_failed_again(database.writing(), organisation.id, Actor(account_id()), now())
    again = ngettext("%(num)s mail gaat nog een keer weg.", "%(num)s mails gaan nog een keer weg.", number)
    flash(again if number else _("Er is geen mail die opnieuw weg moet."))
    return redirect(url_for("issuer.mail", slug=organisation.slug), 303)


def mail_waiting(reading: Session, organisation: OrganisationRow, rights: frozenset[Right]) -> list[Waiting]:
    """How much mail of an organisation failed, perhaps left, or has still to leave; for who may give."""
    return list(_counted(reading, organisation)) if Right.GIVE in rights else []


def _counted(reading: Session, organisation: OrganisationRow) -> Iterator[Waiting]:
    counts = mail_counts.of_organisation(reading, organisation.id)
    numbers = (
        ("mislukt", counts.get(FAILED, 0), _("niet aangekomen")),
        ("misschien", counts.get(PERHAPS_SENT, 0), _("misschien verstuurd")),
        ("wacht", counts.get(WAITING, 0) + counts.get(SENDING, 0), _("nog niet verstuurd")),
    )
    for toon, number, rest in numbers:
        if number:
            href = url_for("issuer.mail", slug=organisation.slug, toon=toon)
            yield Waiting(ngettext("%(num)s mail", "%(num)s mails", number), rest, href)


def _cursor(last: OutboxRow) -> str:
    return write_cursor_at(last.created_at, last.id)


def _lines(mails: Sequence[OutboxRow]) -> list[dict[str, Any]]:
    """Badge, person and address of each mail; of a badge that was erased nothing is shown."""
    known = awards.by_ids(session(), [mail.subject_id for mail in mails])
    saw(known, LIST)
    lines = {award.id: line for award, line in zip(known, award_lines(known, now()), strict=True)}
    return [
        lines[mail.subject_id] | {"address": mail.recipient, "date": short(mail.changed_at)}
        for mail in mails
        if mail.subject_id in lines
    ]
