"""What does the service answer to who reads Open Badges 2.0? (contract, "Addresses"; OB 2.0)"""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue

from badgeservice.errors import NotFoundError
from badgeservice.issuing import own_ob2_documents
from badgeservice.issuing.derived_forms import form_of
from badgeservice.issuing.own_ob2_documents import HOSTED_FORM
from badgeservice.storage import awards
from badgeservice.web import database
from badgeservice.web.access import PUBLIC, route
from badgeservice.web.badges import award_of, to_check_page
from badgeservice.web.collaborators import now, tools
from badgeservice.web.public_answers import ASK_AGAIN, SHORT_WHILE, answer, asked_type
from badgeservice.wording import N_

ob2 = Blueprint("ob2", __name__, url_prefix="/ob2")

JSON_LD, HTML, GONE = "application/ld+json", "text/html", 410
TYPES = [JSON_LD, "application/json", HTML]
NOT_THERE = N_("Onder dit adres is niets van Open Badges 2.0.")
CLASS = "/issuers/<slug>/badge-classes/<badge_class>/v<int(max=2147483647):number>"


@route(ob2, "/assertions/<uuid:badge>", PUBLIC)
def assertion(badge: UUID) -> ResponseReturnValue:
    """The hosted Assertion; 410 when it was revoked, or is suspended."""
    service = tools()
    wanted = asked_type(TYPES)
    if wanted is None:
        abort(406, N_("Deze badge is er als JSON-LD en als pagina."))
    gone = _gone(badge) if wanted != HTML else None
    if gone is not None:
        response = answer(gone, wanted, ASK_AGAIN, vary=True)
        response.status_code = GONE
        return response
    award = award_of(badge)
    if wanted == HTML:
        return to_check_page(award)
    content = form_of(service.database, award, HOSTED_FORM, service.making, now())
    return answer(content, wanted, ASK_AGAIN, vary=True)


@route(ob2, "/issuers/<slug>", PUBLIC)
def issuer(slug: str) -> ResponseReturnValue:
    """An organisation as issuer."""
    return _document(own_ob2_documents.issuer_document(database.reading(), tools().addresses, slug))


@route(ob2, CLASS, PUBLIC)
def badge_class(slug: str, badge_class: str, number: int) -> ResponseReturnValue:
    """One frozen version of a badge class."""
    reading, addresses = database.reading(), tools().addresses
    return _document(own_ob2_documents.badge_class_document(reading, addresses, slug, badge_class, number))


@route(ob2, "/issuers/<slug>/keys/<name>", PUBLIC)
def key(slug: str, name: str) -> ResponseReturnValue:
    """One public key."""
    return _document(own_ob2_documents.key_document(database.reading(), tools().addresses, slug, name))


@route(ob2, "/issuers/<slug>/revocations", PUBLIC)
def revocations(slug: str) -> ResponseReturnValue:
    """The signed badges that do not count."""
    return _document(own_ob2_documents.revocations_document(database.reading(), tools().addresses, slug))


def _gone(badge: UUID) -> bytes | None:
    """That a badge was revoked stays said after it was erased."""
    award = awards.also_erased(database.reading(), badge)
    return own_ob2_documents.revoked_assertion(award, tools().addresses) if award is not None else None


def _document(content: bytes | None) -> Response:
    if content is None:
        raise NotFoundError(NOT_THERE)
    return answer(content, JSON_LD, SHORT_WHILE)
