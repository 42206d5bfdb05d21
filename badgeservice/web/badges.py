"""In which forms does the service hand out a badge? (contract, "Addresses")"""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, abort, redirect, url_for
from flask.typing import ResponseReturnValue

from badgeservice.errors import NotFoundError
from badgeservice.issuing.derived_forms import MEDIA_TYPES, form_of
from badgeservice.storage import awards
from badgeservice.storage.tables import AwardRow
from badgeservice.web import database
from badgeservice.web.access import PUBLIC, route
from badgeservice.web.collaborators import now, tools
from badgeservice.web.public_answers import ASK_AGAIN, SVG_POLICY, answer, asked_type
from badgeservice.wording import N_

badges = Blueprint("badges", __name__)

CREDENTIAL, HTML, SVG = "application/vc", "text/html", "image/svg+xml"
AS_SIGNED = (CREDENTIAL, "application/ld+json", "application/json")
# The other forms that may be asked for by their type; a JWT of Open Badges 3.0 and all of 2.0 only by their address.
NEGOTIATED = {MEDIA_TYPES[form]: form for form in ("jwt", "png", "svg", "pdf")}
# In the order of our own preference: a browser that likes a page and a PNG equally gets the page.
BADGE_TYPES = [*AS_SIGNED, HTML, *NEGOTIATED]
NO_BADGE = N_("Onder dit adres is geen badge.")
FORMS = ", ".join(f'"{form}"' for form in MEDIA_TYPES)


@route(badges, "/badges/<uuid:badge>", PUBLIC)
def badge(badge: UUID) -> ResponseReturnValue:
    """The badge itself, in the form that is asked for."""
    award = award_of(badge)
    wanted = asked_type(BADGE_TYPES)
    if wanted is None:
        abort(406, N_("Deze badge is er als JSON, JWT, PNG, SVG, PDF en als pagina. Kies een van deze vormen."))
    if wanted == HTML:
        return to_check_page(award)
    if wanted in AS_SIGNED:
        return answer(award.document, wanted, ASK_AGAIN, vary=True)
    return _in_form(award, NEGOTIATED[wanted], vary=True)


@route(badges, "/badges/<uuid:badge>.json", PUBLIC)
def as_json(badge: UUID) -> ResponseReturnValue:
    """The signed document, byte for byte as it was given."""
    return answer(award_of(badge).document, "application/json", ASK_AGAIN)


@route(badges, f"/badges/<uuid:badge>.<any({FORMS}):form>", PUBLIC)
def as_form(badge: UUID, form: str) -> ResponseReturnValue:
    """Another form, made from the signed document when it is first asked for."""
    return _in_form(award_of(badge), form)


def award_of(badge: UUID) -> AwardRow:
    """The badge with this uuid. Raises NotFoundError, or ErasedError."""
    award = awards.by_id(database.reading(), badge)
    if award is None:
        raise NotFoundError(NO_BADGE)
    return award


def to_check_page(award: AwardRow) -> ResponseReturnValue:
    """On to the page that people read."""
    response = redirect(url_for("verifier.by_code", code=award.code), 302)
    response.vary.add("Accept")
    return response


def _in_form(award: AwardRow, form: str, *, vary: bool = False) -> Response:
    service = tools()
    content = form_of(service.database, award, form, service.making, now())
    response = answer(content, MEDIA_TYPES[form], ASK_AGAIN, vary=vary)
    if MEDIA_TYPES[form] == SVG:
        response.headers["Content-Security-Policy"] = SVG_POLICY
    return response
