"""What stands on the A4 sheet of a badge, with the strip to tear off?"""

from __future__ import annotations

import base64
from uuid import UUID

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from badgeservice.drawing.qr import qr_svg
from badgeservice.errors import ConflictError
from badgeservice.model.check_code import in_groups
from badgeservice.organisations.roles import Right
from badgeservice.portfolio.keep import paper_link
from badgeservice.storage.tables import AwardRow, OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import may, route
from badgeservice.web.collaborators import now, tools
from badgeservice.web.issuer.award_views import signed_behaviours
from badgeservice.web.issuer.awards import award_of
from badgeservice.web.issuer.blueprint import issuer
from badgeservice.web.presenters.moments import day
from badgeservice.web.presenters.pictures import picture_of
from badgeservice.web.presenters.words import diploma_words, kind_name
from badgeservice.web.seeing import SHEET, saw
from badgeservice.wording import N_


@route(issuer, "/gegeven/<uuid:award_id>/blad", may(Right.GIVE), "POST")
def sheet(organisation: OrganisationRow, award_id: UUID) -> ResponseReturnValue:
    """The sheet to print; each one has a bewaarcode of its own."""
    award = award_of(organisation, award_id)
    if award.revoked_at is not None:
        raise ConflictError(N_("Deze badge is ingetrokken. Er is geen blad meer van te maken."))
    saw([award], SHEET)
    token = paper_link(database.writing(), award, now())
    return render_template("sheet.html", sheet=_sheet(award, token))


def _sheet(award: AwardRow, token: str | None) -> dict[str, object]:
    addresses, organisation = tools().addresses, award.organisation
    keep = addresses.keep(token) if token is not None else None
    return {
        "badge": picture_of(award.version),
        "kind_name": kind_name(award.version.badge_class.kind),
        "name": award.version.name,
        "person": award.recipient_name,
        "giver": organisation.name,
        "place": organisation.place,
        "given_on": day(award.given_at),
        "behaviours": signed_behaviours(award),
        "about": award.version.description,
        "qr_src": _qr(addresses.check(award.code)),
        "code": in_groups(award.code),
        "site": addresses.host,
        "keep": {"qr_src": _qr(keep), "address": keep} if keep is not None else None,
        "no_diploma": diploma_words(award.version.badge_class.kind),
        "back_href": url_for("issuer.award", slug=organisation.slug, award_id=award.id),
    }


def _qr(address: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(qr_svg(address).encode()).decode()
