"""How does somebody hand in a list of people who all get one badge?"""

from __future__ import annotations

from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from badgeservice.errors import InvalidInputError, NotFoundError
from badgeservice.issuing.batches.columns import columns_problem, guess_columns
from badgeservice.issuing.batches.creating import digest_of
from badgeservice.issuing.batches.list_files import template_csv
from badgeservice.issuing.batches.tables import read_table
from badgeservice.issuing.class_guards import refuse_class_not_given
from badgeservice.issuing.mandated import givable, givable_version
from badgeservice.organisations.roles import Right
from badgeservice.storage import batches
from badgeservice.storage.tables import BadgeClassVersionRow, OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import may, route
from badgeservice.web.collaborators import now
from badgeservice.web.csv_files import csv_download
from badgeservice.web.cursors import read_cursor, write_cursor_at
from badgeservice.web.forms import bind
from badgeservice.web.issuer.blueprint import attempt, issuer, session
from badgeservice.web.issuer.list_forms import HandInForm, handed_in
from badgeservice.web.issuer.list_kept import KeptList, keep
from badgeservice.web.issuer.list_views import badge_of, chooser_rows, list_lines, to_fill_in
from badgeservice.web.language import language
from badgeservice.web.protection import LIST_LIMIT
from badgeservice.wording import N_

PAGE = 50


@route(issuer, "/geven/lijsten", may(Right.GIVE))
def lists(organisation: OrganisationRow) -> ResponseReturnValue:
    """All lists of the organisation, newest first."""
    before = read_cursor(request.args.get("voor", ""))
    found = batches.listed(session(), organisation.id, before, PAGE + 1)
    last = found[PAGE - 1] if len(found) > PAGE else None
    here = url_for("issuer.lists", slug=organisation.slug)
    older = f"{here}?voor={write_cursor_at(last.created_at, last.id)}" if last is not None else None
    lines = list_lines(session(), organisation, found[:PAGE])
    newest = here if before is not None else None
    return render_template("issuer/lists.html", lists=lines, newest_url=newest, older_url=older)


@route(issuer, "/geven/lijsten/nieuw", may(Right.GIVE))
def new_list(organisation: OrganisationRow) -> ResponseReturnValue:
    """Which badge is it?"""
    rows = chooser_rows(organisation, givable(session(), organisation.id, now()))
    return render_template("issuer/list_new.html", rows=rows)


@route(issuer, "/geven/lijsten/nieuw/<uuid:version_id>", may(Right.GIVE), "GET", "POST", most_bytes=LIST_LIMIT)
def hand_in(organisation: OrganisationRow, version_id: UUID) -> ResponseReturnValue:
    """The first screen: the list."""
    version, form = _version(organisation, version_id), bind(HandInForm)
    kept = attempt(form, lambda: _hand_in(organisation, version, form)) if request.method == "POST" else None
    if kept is not None:
        return redirect(kept, 303)
    view = badge_of(organisation, version) | {"fields": to_fill_in(version)}
    template_href = url_for("issuer.list_template", slug=organisation.slug, version_id=version.id)
    page = render_template("issuer/list_hand_in.html", form=form, give=view, template_href=template_href)
    return page, 400 if form.errors else 200


@route(issuer, "/geven/lijsten/nieuw/<uuid:version_id>/voorbeeld.csv", may(Right.GIVE))
def list_template(organisation: OrganisationRow, version_id: UUID) -> ResponseReturnValue:
    """A list to fill in."""
    version = _version(organisation, version_id)
    return csv_download(f"lijst-{version.badge_class.slug}.csv", template_csv(version, language()))


def _version(organisation: OrganisationRow, version_id: UUID) -> BadgeClassVersionRow:
    version = givable_version(session(), organisation.id, version_id, now())
    if version is None:
        raise NotFoundError(N_("Deze badge kunnen jullie nu niet geven."))
    refuse_class_not_given(version)
    return version


def _hand_in(organisation: OrganisationRow, version: BadgeClassVersionRow, form: HandInForm) -> str:
    """Keep the list, and where to go with it."""
    data, name = handed_in(form)
    try:
        table = read_table(data, name)
    except InvalidInputError as problem:
        # What is wrong with a text stands beside the text.
        raise InvalidInputError({"file" if name else "people": problem.problems["file"]}) from problem
    kept_id = keep(database.writing(), organisation, KeptList(version.id, name, digest_of(data, version.id), table))
    is_clear = columns_problem(guess_columns(table), table) is None
    endpoint = "issuer.list_what" if is_clear else "issuer.list_columns"
    return url_for(endpoint, slug=organisation.slug, kept_id=kept_id)
