"""What is in the columns of a list that was handed in, and what holds for everybody on it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from badgeservice.errors import ConflictError, InvalidInputError
from badgeservice.issuing.batches.columns import FIELDS, columns_problem, guess_columns
from badgeservice.issuing.batches.creating import HandedIn, create
from badgeservice.issuing.batches.entries import read_entries
from badgeservice.issuing.batches.fitness import NotNowError
from badgeservice.issuing.batches.kept_tables import with_columns
from badgeservice.issuing.batches.tables import Table
from badgeservice.issuing.mandated import own_of
from badgeservice.issuing.order import Order
from badgeservice.organisations.roles import Right
from badgeservice.storage.tables import BadgeClassVersionRow, BatchRow, OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now, tools
from badgeservice.web.forms import bind
from badgeservice.web.issuer.blueprint import attempt, issuer, session
from badgeservice.web.issuer.days import today
from badgeservice.web.issuer.give_forms import WhatForm, known_what, tick_rows, what_form
from badgeservice.web.issuer.list_forms import answers_for_all, chosen_columns, column_form, fields_of
from badgeservice.web.issuer.list_kept import KeptList, became, kept_list, no_longer_kept
from badgeservice.web.issuer.list_views import badge_of, columns_view, list_what_view
from badgeservice.web.words import gettext as _


@dataclass(frozen=True)
class _Reading:
    """A list that was handed in, how it lies here, and in which columns it is read."""

    organisation: OrganisationRow
    kept_id: UUID
    one: KeptList
    table: Table
    version: BadgeClassVersionRow
    columns: Mapping[str, int]


@route(issuer, "/geven/lijsten/ingeleverd/<uuid:kept_id>/kolommen", may(Right.GIVE), "GET", "POST")
def list_columns(organisation: OrganisationRow, kept_id: UUID) -> ResponseReturnValue:
    """What is in which column?"""
    one = kept_list(session(), organisation, kept_id)
    if one.table is None:
        return _to(organisation, became(session(), organisation, one))
    version, table = session().get_one(BadgeClassVersionRow, one.version_id), one.table
    known = _in_address(_columns(table))
    form = bind(column_form(table, fields_of(version, known)), **known)
    columns = attempt(form, lambda: chosen_columns(form, table)) if request.method == "POST" else None
    if columns is not None:
        there = url_for("issuer.list_what", slug=organisation.slug, kept_id=kept_id, **_in_address(columns))
        return redirect(there, 303)
    view = badge_of(organisation, version) | columns_view(table)
    return render_template("issuer/list_columns.html", form=form, give=view), 400 if form.errors else 200


@route(issuer, "/geven/lijsten/ingeleverd/<uuid:kept_id>/wat", may(Right.GIVE), "GET", "POST")
def list_what(organisation: OrganisationRow, kept_id: UUID) -> ResponseReturnValue:
    """The second screen: what everybody on the list was seen doing."""
    one = kept_list(session(), organisation, kept_id)
    if one.table is None:
        return _to(organisation, became(session(), organisation, one))
    columns, version = _columns(one.table), session().get_one(BadgeClassVersionRow, one.version_id)
    if columns_problem(columns, one.table):
        return redirect(url_for("issuer.list_columns", slug=organisation.slug, kept_id=kept_id), 303)
    reading = _Reading(organisation, kept_id, one, one.table, version, columns)
    fields = what_form(version, own_of(session(), version, organisation.id))
    form = bind(fields, **known_what(Order("", "", {}), today(now())))
    made = attempt(form, lambda: _made(reading, form)) if request.method == "POST" else None
    return _to(organisation, made) if made is not None else _page(reading, form)


def _made(reading: _Reading, form: WhatForm) -> BatchRow:
    """The batch that the list becomes. Raises InvalidInputError, also for a badge that cannot be given now."""
    writing, one, version, day = database.writing(), reading.one, reading.version, today(now())
    own = own_of(writing, version, reading.organisation.id)
    answers = answers_for_all(form, version, own, day, reading.columns)
    table = with_columns(reading.table, reading.columns)
    entries = read_entries(table, reading.columns, answers, version, day)
    handed = HandedIn(one.source_name, one.digest, answers, entries)
    delay = tools().settings.mail_delay
    try:
        batch, is_new = create(writing, reading.organisation, version, handed, account_id(), delay, now())
    except (ConflictError, NotNowError) as problem:
        database.roll_back()
        raise InvalidInputError({"list": problem.args[0]}) from problem
    no_longer_kept(writing, reading.kept_id, one)
    if not is_new:
        flash(_("Deze lijst was al ingeleverd. Dit is hij. Moet er iets anders in staan? Gooi hem dan eerst weg."))
    return batch


def _page(reading: _Reading, form: WhatForm) -> ResponseReturnValue:
    organisation, version, columns = reading.organisation, reading.version, reading.columns
    rows = tick_rows(form, version, own_of(session(), version, organisation.id), organisation.name)
    view = badge_of(organisation, version) | list_what_view(version, reading.table, columns, rows)
    there = _in_address(columns)
    columns_href = url_for("issuer.list_columns", slug=organisation.slug, kept_id=reading.kept_id, **there)
    page = render_template("issuer/list_what.html", form=form, give=view, columns_href=columns_href)
    return page, 400 if form.errors else 200


def _columns(table: Table) -> dict[str, int]:
    """The columns that stand in the address, once somebody chose them; else those that the list seems to have."""
    chosen = {field: request.args[field] for field in FIELDS if field in request.args}
    if not chosen:
        return guess_columns(table)
    return {field: int(text) if text.isascii() and text.isdigit() else -1 for field, text in chosen.items()}


def _in_address(columns: Mapping[str, int]) -> dict[str, Any]:
    return {field: str(column) for field, column in columns.items()}


def _to(organisation: OrganisationRow, batch: BatchRow) -> ResponseReturnValue:
    return redirect(url_for("issuer.people_list", slug=organisation.slug, batch_id=batch.id), 303)
