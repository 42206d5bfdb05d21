"""Which signed documents and public pages does the service hand out? (contract, "Addresses")"""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from badgeservice.errors import NotFoundError
from badgeservice.formats import strict_json
from badgeservice.formats.ob3_achievement import achievement_document
from badgeservice.issuing.own_documents import own_did_document, own_key, service_did_document
from badgeservice.issuing.signed_values import achievement_of
from badgeservice.organisations.issuer_profile import issuer_of
from badgeservice.organisations.status_lists import tag_of_today
from badgeservice.storage import badge_classes, endorsements, mandates, organisations, status_lists
from badgeservice.storage.tables import BadgeClassVersionRow
from badgeservice.web import database
from badgeservice.web.access import PUBLIC, route
from badgeservice.web.collaborators import now, tools
from badgeservice.web.presenters.organisation import class_page, mandated_cards, organisation_page
from badgeservice.web.presenters.recommendations import said_of_class, said_of_organisation
from badgeservice.web.public_answers import FOR_EVER, SHORT_WHILE, SVG_POLICY, answer, asked_type, tagged
from badgeservice.web.public_class import around
from badgeservice.wording import N_

documents = Blueprint("documents", __name__)

CREDENTIAL, HTML, PNG = "application/vc", "text/html", "image/png"
CLASS_TYPES = ["application/ld+json", "application/json", HTML]


@route(documents, "/badge-classes/<slug>", PUBLIC)
def class_of_all_versions(slug: str) -> ResponseReturnValue:
    """A badge class: on to its newest released version."""
    number = badge_classes.newest_number(database.reading(), slug)
    if number is None:
        raise NotFoundError(N_("Deze soort badge is er niet."))
    return redirect(url_for("documents.class_version", slug=slug, number=number), 303)


@route(documents, "/badge-classes/<slug>/v<int(max=2147483647):number>", PUBLIC)
def class_version(slug: str, number: int) -> ResponseReturnValue:
    """One frozen version of a badge class: a page, or the JSON-LD Achievement."""
    version = _version(slug, number)
    wanted = asked_type(CLASS_TYPES)
    if wanted is None:
        abort(406, N_("Deze soort badge is er als pagina en als JSON-LD."))
    if wanted == HTML:
        holders = mandates.holders(database.reading(), version.badge_class_id, now())
        shown = class_page(version, holders)
        shown["others"] = said_of_class(database.reading(), version)
        response = Response(render_template("class_page.html", shown=shown, around=around(version)))
        response.vary.add("Accept")
        return response
    issuer = issuer_of(version.badge_class.organisation, tools().addresses)
    document = achievement_document(achievement_of(version, tools().addresses), issuer)
    return answer(strict_json.dumps(document), wanted, SHORT_WHILE, vary=True)


@route(documents, "/badge-classes/<slug>/v<int(max=2147483647):number>/image.<any(png, svg):form>", PUBLIC)
def class_picture(slug: str, number: int, form: str) -> ResponseReturnValue:
    """The picture of a version: PNG always, SVG only of what was designed here."""
    version = _version(slug, number)
    if form == "png" and version.picture_png is not None:
        return answer(version.picture_png, PNG, FOR_EVER)
    if form == "svg" and version.picture_svg is not None:
        response = answer(version.picture_svg.encode(), "image/svg+xml", FOR_EVER)
        response.headers["Content-Security-Policy"] = SVG_POLICY
        return response
    raise NotFoundError(N_("Dit plaatje is er niet."))


@route(documents, "/orgs/<slug>", PUBLIC)
def organisation(slug: str) -> ResponseReturnValue:
    """The public page of an organisation."""
    row = organisations.approved_by_slug(database.reading(), slug)
    if row is None:
        raise NotFoundError(N_("Deze organisatie kennen we niet."))
    released = badge_classes.of_organisation(database.reading(), row.id, "released", request.args.get("na", ""))
    page = organisation_page(row, released, tools().addresses.organisation_did(slug))
    page["others"] = said_of_organisation(database.reading(), row.id)
    page["mandated"] = mandated_cards(mandates.givable_of_others(database.reading(), row.id, now()))
    return render_template("organisation.html", page=page)


@route(documents, "/orgs/<slug>/did.json", PUBLIC)
def did_document(slug: str) -> ResponseReturnValue:
    """The keys of an organisation (did:web)."""
    document = own_did_document(database.reading(), tools().addresses, slug)
    if document is None:
        raise NotFoundError(N_("Deze organisatie kennen we niet."))
    return answer(document, "application/did+json", SHORT_WHILE)


@route(documents, "/orgs/<slug>/keys/<name>", PUBLIC)
def public_key(slug: str, name: str) -> ResponseReturnValue:
    """One public key of an organisation, as a JWK."""
    document = own_key(database.reading(), tools().addresses, slug, name)
    if document is None:
        raise NotFoundError(N_("Deze sleutel is er niet."))
    return answer(document, "application/jwk+json", SHORT_WHILE)


@route(documents, "/.well-known/did.json", PUBLIC)
def own_did() -> ResponseReturnValue:
    """The keys of the service itself, which signs receipts (did:web)."""
    return answer(service_did_document(database.reading(), tools().addresses), "application/did+json", SHORT_WHILE)


@route(documents, "/status/<uuid:status_list>", PUBLIC)
def status_list(status_list: UUID) -> ResponseReturnValue:
    """A status list, signed no more than a day ago. Who has it already costs one small read."""
    service, session = tools(), database.reading()
    tag = tag_of_today(session, service.database, status_list, service.sign, service.addresses, now())
    if tag is None:
        raise NotFoundError(N_("Deze lijst is er niet."))
    # The session sees one moment on SQLite; elsewhere newer bytes under the older tag are asked for once more.
    return tagged(tag, lambda: status_lists.documents(session, [status_list])[status_list][1], CREDENTIAL, SHORT_WHILE)


@route(documents, "/endorsements/<uuid:endorsement>", PUBLIC)
def endorsement(endorsement: UUID) -> ResponseReturnValue:
    """A signed endorsement or mandate, as its endorser signed it last."""
    row = endorsements.by_id(database.reading(), endorsement)
    if row is None:
        raise NotFoundError(N_("Deze aanbeveling is er niet."))
    return answer(row.document, CREDENTIAL, SHORT_WHILE)


def _version(slug: str, number: int) -> BadgeClassVersionRow:
    version = badge_classes.released(database.reading(), slug, number)
    if version is None:
        raise NotFoundError(N_("Deze soort badge is er niet."))
    return version
