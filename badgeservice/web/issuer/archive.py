"""Which badge classes are no longer given, and how do they go into the archive and out of it?"""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from badgeservice.audit.record import Actor
from badgeservice.issuing import archiving, badge_classes
from badgeservice.organisations.roles import Right
from badgeservice.storage import badge_classes as rows
from badgeservice.storage import stacks
from badgeservice.storage.tables import OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now
from badgeservice.web.issuer.blueprint import issuer, session
from badgeservice.web.issuer.class_views import class_lines, class_view
from badgeservice.web.words import gettext as _

PAGE = 50


@route(issuer, "/soorten/archief", may(Right.READ))
def archived_classes(organisation: OrganisationRow) -> ResponseReturnValue:
    """The badge classes in the archive, by name."""
    reading = session()
    page = rows.of_organisation(
        reading, organisation.id, after=request.args.get("na", ""), size=PAGE + 1, archived=True
    )
    lines = class_lines(page[:PAGE], rows.given_per_class(reading, organisation.id))
    after = page[PAGE - 1].badge_class.slug if len(page) > PAGE else None
    older = url_for("issuer.archived_classes", slug=organisation.slug, na=after) if after else None
    return render_template("issuer/classes_archived.html", classes=lines, older_url=older)


@route(issuer, "/soorten/<uuid:version_id>/archiveren", may(Right.COMPOSE), "GET", "POST")
def archive(organisation: OrganisationRow, version_id: UUID) -> ResponseReturnValue:
    """Tell what happens, and then stop giving a badge class."""
    if request.method == "POST":
        archiving.archive(database.writing(), organisation, version_id, Actor(account_id()), now())
        flash(_("Deze soort badge staat in het archief. Je kunt hem niet meer geven."))
        return _back(organisation, version_id)
    version = badge_classes.any_version(session(), organisation.id, version_id)
    larger = stacks.larger_than(session(), version.badge_class_id)
    return render_template("issuer/class_archive.html", shown=class_view(version), larger=[one.name for one in larger])


@route(issuer, "/soorten/<uuid:version_id>/terugzetten", may(Right.COMPOSE), "POST")
def bring_back(organisation: OrganisationRow, version_id: UUID) -> ResponseReturnValue:
    """Take a badge class out of the archive."""
    archiving.bring_back(database.writing(), organisation, version_id, Actor(account_id()), now())
    flash(_("Deze soort badge is terug uit het archief. Je kunt hem weer geven."))
    return _back(organisation, version_id)


def _back(organisation: OrganisationRow, version_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("issuer.badge_class", slug=organisation.slug, version_id=version_id), 303)
