"""What happens on the last screen of giving: given now, given on a day, or put before a second person?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy.exc import IntegrityError
from wtforms import RadioField, StringField

from badgeservice.errors import InvalidInputError
from badgeservice.issuing import award_proposals
from badgeservice.issuing.drafts import order_of
from badgeservice.issuing.give import already_given, give
from badgeservice.issuing.scheduled import moment_on
from badgeservice.model.days import as_typed, typed_day
from badgeservice.storage.tables import AwardDraftRow, AwardRow, OrganisationRow
from badgeservice.storage.waiting_awards import REFUSED
from badgeservice.web import database
from badgeservice.web.access import account_id
from badgeservice.web.collaborators import now, tools
from badgeservice.web.issuer.choices import choices_of
from badgeservice.web.issuer.days import today, written
from badgeservice.web.issuer.give_views import check_view
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext
from badgeservice.wording import N_

NOW, ON_A_DAY = "now", "day"


class WhenForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """When a badge is given."""

    when = RadioField(
        lazy_gettext("Wanneer geef je de badge?"),
        choices=choices_of({NOW: lazy_gettext("Nu"), ON_A_DAY: lazy_gettext("Op een dag die ik kies")}),
        default=NOW,
        validate_choice=False,
    )
    day = StringField(
        lazy_gettext("Welke dag?"), render_kw={"inputmode": "numeric", "autocomplete": "off", "maxlength": 20}
    )


def known_when(draft: AwardDraftRow) -> dict[str, Any]:
    """The day that was chosen before, while it is still to come."""
    if draft.due_at is None or draft.due_at <= now():
        return {}
    return {"when": ON_A_DAY, "day": as_typed(today(draft.due_at))}


def finish(organisation: OrganisationRow, draft: AwardDraftRow, form: WhenForm) -> ResponseReturnValue:
    """Do what was chosen, as far as the organisation lets one person do that. Raises InvalidInputError."""
    writing, due = database.writing(), due_of(form)
    if organisation.four_eyes_awards:
        award_proposals.propose(writing, draft, due, now())
        flash(_("De badge is voorgelegd. Een collega kijkt ernaar en geeft hem."))
        return _to_waiting(organisation, draft)
    if due is not None:
        award_proposals.schedule(writing, draft, due, now())
        flash(_("De badge is gepland op %(day)s, om 7 uur.", day=written(today(due))))
        return _to_waiting(organisation, draft)
    award = _give_once(draft, organisation)
    flash(_("De badge is gegeven."))
    return to_award(organisation, award)


def last_page(form: WhenForm, organisation: OrganisationRow, draft: AwardDraftRow) -> ResponseReturnValue:
    """The last screen."""
    view = check_view(organisation, draft, order_of(draft), tools().settings.mail_delay)
    if organisation.four_eyes_awards:
        view["afterwards"] = [
            _("Een collega die badges mag geven, kijkt de badge na."),
            _("Die geeft de badge, of stuurt hem terug met een reden."),
            _("Jij blijft de gever van de badge."),
        ]
    note = draft.note if draft.state == REFUSED else None
    page = render_template(
        "issuer/give_check.html",
        form=form,
        give=view,
        four_eyes=organisation.four_eyes_awards,
        refused=_(note) if note else None,
    )
    return page, 400 if form.errors else 200


def to_award(organisation: OrganisationRow, award: AwardRow) -> ResponseReturnValue:
    """To the page of a given badge."""
    return redirect(url_for("issuer.award", slug=organisation.slug, award_id=award.id), 303)


def due_of(form: WhenForm) -> datetime | None:
    """The moment that was chosen; None for at once. Raises InvalidInputError."""
    typed = (form.day.data or "").strip()
    if form.when.data == ON_A_DAY:
        return moment_on(typed_day(typed), today(now()))
    if typed:
        raise InvalidInputError({"when": N_("Je koos “Nu”, maar vulde ook een dag in. Kies één van de twee.")})
    return None


def _give_once(draft: AwardDraftRow, organisation: OrganisationRow) -> AwardRow:
    writing, draft_id, organisation_id = database.writing(), draft.id, organisation.id
    try:
        return give(writing, draft, order_of(draft), account_id(), tools().giving, now())
    except IntegrityError:
        # Another click was just ahead of this one: its badge is the badge.
        writing.rollback()
        given = already_given(writing, draft_id, organisation_id)
        if given is None:
            raise
        return given


def _to_waiting(organisation: OrganisationRow, draft: AwardDraftRow) -> ResponseReturnValue:
    return redirect(url_for("issuer.waiting_award", slug=organisation.slug, draft_id=draft.id), 303)
