"""How does somebody mend a row of a list, leave it out, or have its badge given all the same?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from badgeservice.errors import InvalidInputError, NotFoundError
from badgeservice.issuing.batches import correcting
from badgeservice.issuing.batches.entries import mended_entry
from badgeservice.issuing.batches.found import batch_of
from badgeservice.issuing.batches.headings import EMAIL, NAME, TITLES
from badgeservice.issuing.batches.list_files import fields_for
from badgeservice.issuing.batches.same_person import as_marked
from badgeservice.organisations.roles import Right
from badgeservice.storage import batch_entries
from badgeservice.storage.batch_entries import WRONG
from badgeservice.storage.batches import READY
from badgeservice.storage.tables import BatchEntryRow, BatchRow, OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import may, route
from badgeservice.web.collaborators import now
from badgeservice.web.forms import bind, show_problems
from badgeservice.web.issuer.blueprint import attempt, issuer, session
from badgeservice.web.issuer.days import today
from badgeservice.web.issuer.list_entries import place
from badgeservice.web.issuer.list_forms import known_row, row_form, typed_row
from badgeservice.web.issuer.list_page import HERE
from badgeservice.web.issuer.list_views import badge_of
from badgeservice.web.said import said
from badgeservice.web.words import gettext as _
from badgeservice.web.words import lazy_gettext

ROW = f"{HERE}/rij/<int(max=2147483647):number>"

Act = Callable[..., BatchEntryRow]
ACTS: Mapping[str, Act] = {
    "weglaten": correcting.leave_out,
    "meenemen": correcting.take_in_again,
    "toch": correcting.give_anyway,
}
DONE = {
    "weglaten": lazy_gettext("Rij %(number)s is weggelaten."),
    "meenemen": lazy_gettext("Rij %(number)s telt weer mee."),
    "toch": lazy_gettext("Rij %(number)s krijgt de badge toch."),
}


@route(issuer, ROW, may(Right.GIVE), "GET", "POST")
def list_row(organisation: OrganisationRow, batch_id: UUID, number: int) -> ResponseReturnValue:
    """Mend one row."""
    batch, entry = _entry(organisation, batch_id, number)
    if request.method == "GET" and batch.state != READY:
        return _back(organisation, batch_id, number)
    fields = _fields(batch, entry)
    form = bind(row_form(fields), **known_row(entry, fields))
    if request.method == "POST" and attempt(form, lambda: _mend(organisation, batch, number, form, fields)) is not None:
        return _back(organisation, batch_id, number)
    if request.method == "GET":
        show_problems(form, {field: as_marked(one) for field, one in (entry.problems or {}).items()})
    view = badge_of(organisation, batch.version) | {"number": number, "here": _address(organisation, batch_id, number)}
    page = render_template("issuer/list_row.html", form=form, fields=fields, give=view)
    return page, 400 if request.method == "POST" else 200


@route(issuer, f"{ROW}/<any(weglaten, meenemen, toch):act>", may(Right.GIVE), "POST")
def change_row(organisation: OrganisationRow, batch_id: UUID, number: int, act: str) -> ResponseReturnValue:
    """Leave one row out, take it in again, or give its badge all the same."""
    entry = ACTS[act](database.writing(), organisation, batch_id, number, now())
    flash(str(DONE[act]) % {"number": number} if entry.state != WRONG else _still_wrong(entry))
    return _back(organisation, batch_id, number)


def _mend(organisation: OrganisationRow, batch: BatchRow, number: int, form: FlaskForm,
          fields: Sequence[str]) -> BatchEntryRow:  # fmt: skip
    """The row as it was typed. Raises InvalidInputError; that somebody is listed twice is kept, to be overruled."""
    read = mended_entry(number, typed_row(form, fields), batch.answers, batch.version, today(now()))
    if read.problems:
        raise InvalidInputError(dict(read.problems))
    entry = correcting.mend_entry(database.writing(), organisation, batch.id, read, now())
    flash(_("Rij %(number)s is verbeterd.", number=number) if entry.state != WRONG else _still_wrong(entry))
    return entry


def _still_wrong(entry: BatchEntryRow) -> str:
    sentences = " ".join(said(as_marked(sentence)) for sentence in (entry.problems or {}).values())
    return str(_("Rij %(number)s: %(what)s", number=entry.number, what=sentences))


def _fields(batch: BatchRow, entry: BatchEntryRow) -> list[str]:
    """What a row of this list may hold, and whatever stands in this one or is wrong there."""
    found = {*fields_for(batch.version), *entry.values, *(entry.problems or {})}
    return [field for field in TITLES if field in {NAME, EMAIL, *found}]


def _entry(organisation: OrganisationRow, batch_id: UUID, number: int) -> tuple[BatchRow, BatchEntryRow]:
    batch = batch_of(session(), organisation.id, batch_id)
    entry = batch_entries.one(session(), batch.id, number)
    if entry is None:
        raise NotFoundError(correcting.NO_ROW)
    return batch, entry


def _address(organisation: OrganisationRow, batch_id: UUID, number: int) -> str:
    here: dict[str, Any] = {"slug": organisation.slug, "batch_id": batch_id, **place(request.args)}
    return url_for("issuer.people_list", **here, _anchor=f"rij-{number}")


def _back(organisation: OrganisationRow, batch_id: UUID, number: int) -> ResponseReturnValue:
    return redirect(_address(organisation, batch_id, number), 303)
