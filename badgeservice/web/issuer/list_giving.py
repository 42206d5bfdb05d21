"""How does somebody have a list given: at once, on a day, after a second person looked; and stop or undo it?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from badgeservice.errors import ConflictError, InvalidInputError
from badgeservice.issuing.batches import starting, stopping, undoing
from badgeservice.issuing.batches.fitness import NotNowError
from badgeservice.issuing.batches.found import batch_of
from badgeservice.issuing.batches.progress import progress_of
from badgeservice.organisations.roles import Right
from badgeservice.storage.batches import GIVING, PROPOSED, READY, SCHEDULED
from badgeservice.storage.tables import BatchRow, OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now, tools
from badgeservice.web.forms import bind
from badgeservice.web.issuer.blueprint import attempt, issuer, session
from badgeservice.web.issuer.days import today, written
from badgeservice.web.issuer.give_last import WhenForm, due_of
from badgeservice.web.issuer.list_page import HERE
from badgeservice.web.issuer.list_progress import progress_view
from badgeservice.web.issuer.list_views import list_view
from badgeservice.web.issuer.waiting_awards import BackForm
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext

# What is done at once, and what is said of it then.
AT_ONCE: Mapping[str, tuple[Callable[..., BatchRow], object]] = {
    "terughalen": (starting.take_back, lazy_gettext("De lijst wacht niet meer. Je kunt hem veranderen.")),
    "onderbreken": (stopping.pause, lazy_gettext("Het geven is onderbroken.")),
    "verdergaan": (stopping.resume, lazy_gettext("Het geven gaat verder.")),
}
# What is asked once more.
SURE: Mapping[str, tuple[Callable[..., BatchRow], object]] = {
    "stoppen": (stopping.cancel, lazy_gettext("De lijst is gestopt.")),
    "terugdraaien": (undoing.undo, lazy_gettext("De badges worden teruggedraaid.")),
}
TOLD = {
    PROPOSED: lazy_gettext("De lijst is voorgelegd. Een collega kijkt ernaar."),
    GIVING: lazy_gettext("De badges worden nu gegeven."),
}


@route(issuer, f"{HERE}/geven", may(Right.GIVE), "GET", "POST")
def give_list(organisation: OrganisationRow, batch_id: UUID) -> ResponseReturnValue:
    """The last screen: when are the badges given?"""
    batch, form = batch_of(session(), organisation.id, batch_id), bind(WhenForm)
    if batch.state != READY:
        return _to(organisation, batch_id)
    if request.method == "POST" and attempt(form, lambda: _start(organisation, batch_id, form)) is not None:
        return _to(organisation, batch_id)
    view = list_view(session(), organisation, batch, progress_of(session(), batch), account_id())
    four_eyes = organisation.four_eyes_awards
    page = render_template("issuer/list_give.html", form=form, list=view, four_eyes=four_eyes)
    return page, 400 if form.errors else 200


@route(issuer, f"{HERE}/vrijgeven", may(Right.GIVE), "POST")
def release_list(organisation: OrganisationRow, batch_id: UUID) -> ResponseReturnValue:
    """Give a list that somebody else proposed."""
    seen = request.form.get("seen", "")
    batch = starting.release(database.writing(), organisation, batch_id, seen, account_id(), tools().giving, now())
    _tell(batch)
    return _to(organisation, batch_id)


@route(issuer, f"{HERE}/terugsturen", may(Right.GIVE), "GET", "POST")
def send_list_back(organisation: OrganisationRow, batch_id: UUID) -> ResponseReturnValue:
    """Send a proposed list back, with a reason."""
    batch, form = batch_of(session(), organisation.id, batch_id), bind(BackForm)
    if batch.state != PROPOSED:
        return _to(organisation, batch_id)
    if request.method == "POST" and attempt(form, lambda: _send_back(organisation, batch_id, form)) is not None:
        flash(_("De lijst is teruggestuurd. Je collega leest waarom."))
        return redirect(url_for("issuer.lists", slug=organisation.slug), 303)
    view = list_view(session(), organisation, batch, progress_of(session(), batch), account_id())
    seen = request.form.get("seen", view["seen"])
    page = render_template("issuer/list_send_back.html", form=form, list=view, seen=seen)
    return page, 400 if form.errors else 200


@route(issuer, f"{HERE}/<any(terughalen, onderbreken, verdergaan):act>", may(Right.GIVE), "POST")
def change_list(organisation: OrganisationRow, batch_id: UUID, act: str) -> ResponseReturnValue:
    """Take a list back that waits, interrupt the giving, or go on with it."""
    change, told = AT_ONCE[act]
    change(database.writing(), organisation, batch_id, account_id(), now())
    flash(str(told))
    return _to(organisation, batch_id)


@route(issuer, f"{HERE}/<any(stoppen, terugdraaien):act>", may(Right.GIVE), "GET", "POST")
def end_list(organisation: OrganisationRow, batch_id: UUID, act: str) -> ResponseReturnValue:
    """Stop a list for good, or take back all that was given of it: first the question whether that is meant."""
    batch = batch_of(session(), organisation.id, batch_id)
    if request.method == "POST":
        change, told = SURE[act]
        change(database.writing(), organisation, batch_id, account_id(), now())
        flash(str(told))
        return _to(organisation, batch_id)
    progress = progress_of(session(), batch)
    view = list_view(session(), organisation, batch, progress, account_id())
    view |= progress_view(session(), batch, progress, now())
    return render_template("issuer/list_sure.html", list=view, act=act)


def _start(organisation: OrganisationRow, batch_id: UUID, form: WhenForm) -> BatchRow:
    due = due_of(form)
    try:
        batch = starting.start(database.writing(), organisation, batch_id, due, account_id(), tools().giving, now())
    except (ConflictError, NotNowError) as problem:
        database.roll_back()
        batch = batch_of(database.writing(), organisation.id, batch_id)
        if batch.state != READY:
            # Another click was just ahead of this one.
            return batch
        raise InvalidInputError({"list": problem.args[0]}) from problem
    _tell(batch)
    return batch


def _send_back(organisation: OrganisationRow, batch_id: UUID, form: BackForm) -> BatchRow:
    reason, seen = "\n".join((form.reason.data or "").splitlines()), request.form.get("seen", "")
    return starting.send_back(database.writing(), organisation, batch_id, reason, seen, account_id(), now())


def _tell(batch: BatchRow) -> None:
    if batch.state == SCHEDULED and batch.due_at is not None:
        flash(_("De lijst is gepland op %(day)s, om 7 uur.", day=written(today(batch.due_at))))
    else:
        flash(str(TOLD[batch.state]))


def _to(organisation: OrganisationRow, batch_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("issuer.people_list", slug=organisation.slug, batch_id=batch_id), 303)
