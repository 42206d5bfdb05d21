"""How do staff send a badge by themselves: a link in a message, or anew to another address?"""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from badgeservice.errors import ConflictError
from badgeservice.issuing.giving_anew import begin_anew
from badgeservice.organisations.roles import Right
from badgeservice.portfolio.keep import paper_link
from badgeservice.storage import awards
from badgeservice.storage.tables import AwardRow, OrganisationRow
from badgeservice.web import database
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now, tools
from badgeservice.web.issuer.awards import award_of
from badgeservice.web.issuer.blueprint import issuer
from badgeservice.web.seeing import PAGE, saw
from badgeservice.web.words import gettext as _
from badgeservice.wording import N_


@route(issuer, "/gegeven/<uuid:award_id>/link", may(Right.GIVE), "POST")
def link_to_send(organisation: OrganisationRow, award_id: UUID) -> ResponseReturnValue:
    """A link that keeps the badge, to send in a message; each time another one, shown once."""
    award = awards.locked(database.writing(), award_of(organisation, award_id).id)
    token = paper_link(database.writing(), award, now())
    if token is None:
        raise ConflictError(N_("Deze badge is al bewaard of ingetrokken. Een link is niet meer nodig."))
    saw([award], PAGE)
    return render_template("issuer/send_link.html", page=_link_page(organisation, award, tools().addresses.keep(token)))


@route(issuer, "/gegeven/<uuid:award_id>/ander-adres", may(Right.GIVE), "POST")
def give_anew(organisation: OrganisationRow, award_id: UUID) -> ResponseReturnValue:
    """Fill in a badge like this one, with another address."""
    award = award_of(organisation, award_id)
    draft = begin_anew(database.writing(), award, account_id(), now())
    saw([award], PAGE)
    return redirect(url_for("issuer.change_who", slug=organisation.slug, draft_id=draft.id), 303)


def _link_page(organisation: OrganisationRow, award: AwardRow, address: str) -> dict[str, str]:
    words = _(
        "%(giver)s geeft je de badge %(name)s. Bewaar hem hier:", giver=organisation.name, name=award.version.name
    )
    return {
        "person": award.recipient_name,
        "address": address,
        "whatsapp_href": f"https://wa.me/?text={quote(f'{words} {address}')}",
        "back_href": url_for("issuer.award", slug=organisation.slug, award_id=award.id),
    }
