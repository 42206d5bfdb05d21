"""Which badge classes does an organisation have, and what does one version say?"""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from badgeservice.audit.record import Actor
from badgeservice.issuing import badge_classes
from badgeservice.organisations.roles import Right
from badgeservice.storage import badge_classes as rows
from badgeservice.storage.tables import BadgeClassVersionRow, OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now
from badgeservice.web.issuer.blueprint import issuer, session
from badgeservice.web.issuer.class_more import changes_view, more_of, part_cards
from badgeservice.web.issuer.class_views import class_lines, class_view, version_lines
from badgeservice.web.issuer.proposed_classes import proposal_view
from badgeservice.web.words import gettext as _

PAGE = 50


@route(issuer, "/soorten", may(Right.READ))
def classes(organisation: OrganisationRow) -> ResponseReturnValue:
    """The badge classes, by name."""
    reading = session()
    page = rows.of_organisation(reading, organisation.id, after=request.args.get("na", ""), size=PAGE + 1)
    lines = class_lines(page[:PAGE], rows.given_per_class(reading, organisation.id))
    older = _address_after(organisation, page[PAGE - 1]) if len(page) > PAGE else None
    archived = len(rows.of_organisation(reading, organisation.id, archived=True))
    return render_template("issuer/classes.html", classes=lines, older_url=older, archived=archived)


@route(issuer, "/soorten/<uuid:version_id>", may(Right.READ))
def badge_class(organisation: OrganisationRow, version_id: UUID) -> ResponseReturnValue:
    """One version of a badge class, and the other versions."""
    reading = session()
    version = badge_classes.any_version(reading, organisation.id, version_id)
    others = version_lines(rows.versions(reading, version.badge_class_id), version)
    more, proposal = more_of(reading, version), proposal_view(reading, organisation, version)
    return render_template(
        "issuer/class.html", shown=class_view(version), versions=others, more=more, proposal=proposal
    )


@route(issuer, "/soorten/<uuid:version_id>/vrijgeven", may(Right.COMPOSE), "GET", "POST")
def release(organisation: OrganisationRow, version_id: UUID) -> ResponseReturnValue:
    """Look at a draft once more and release it."""
    if request.method == "POST":
        seen = request.form.get("seen", "")
        badge_classes.release(database.writing(), organisation, version_id, Actor(account_id()), now(), seen)
        flash(_("De badge is vrijgegeven. Je kunt hem nu geven."))
        return redirect(url_for("issuer.badge_class", slug=organisation.slug, version_id=version_id), 303)
    version = badge_classes.draft(session(), organisation.id, version_id)
    return _release_page(organisation, version)


@route(issuer, "/soorten/<uuid:version_id>/nieuwe-versie", may(Right.COMPOSE), "POST")
def next_version(organisation: OrganisationRow, version_id: UUID) -> ResponseReturnValue:
    """Make the draft of the next version."""
    version = badge_classes.next_version(database.writing(), organisation, version_id, Actor(account_id()), now())
    return redirect(url_for("issuer.words", slug=organisation.slug, version_id=version.id), 303)


def _release_page(organisation: OrganisationRow, version: BadgeClassVersionRow) -> ResponseReturnValue:
    changes, parts = changes_view(session(), version), part_cards(session(), version)
    proposal = proposal_view(session(), organisation, version)
    return render_template(
        "issuer/class_release.html", draft=class_view(version), changes=changes, parts=parts, proposal=proposal
    )


def _address_after(organisation: OrganisationRow, last: BadgeClassVersionRow) -> str:
    return url_for("issuer.classes", slug=organisation.slug, na=last.badge_class.slug)
