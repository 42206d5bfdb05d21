"""How does it go with the badges of an organisation, at a glance?"""

from __future__ import annotations

from datetime import datetime

from flask import g, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from badgeservice.organisations.roles import Right
from badgeservice.storage import awards, badge_classes
from badgeservice.storage.mandates import givable
from badgeservice.storage.tables import OrganisationRow
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now
from badgeservice.web.issuer.award_views import award_lines
from badgeservice.web.issuer.blueprint import issuer, session
from badgeservice.web.issuer.class_views import rail_cards
from badgeservice.web.issuer.days import first_of_month, month_name
from badgeservice.web.issuer.mail import mail_waiting
from badgeservice.web.issuer.waiting import waiting_for
from badgeservice.web.seeing import LIST, saw

ON_THE_RAIL = 10
LAST_GIVEN = 5


@route(issuer, "/", may(Right.READ))
def overview(organisation: OrganisationRow) -> ResponseReturnValue:
    """The first page of an organisation."""
    reading, moment = session(), now()
    released = badge_classes.of_organisation(reading, organisation.id, "released", size=ON_THE_RAIL)
    latest = awards.given_by_organisation(reading, organisation.id, size=LAST_GIVEN)
    saw(latest, LIST)
    overview = {
        "month": month_name(moment),
        "can_give": bool(givable(reading, organisation.id, moment, size=1)),
        **_given(reading, organisation, moment),
        "classes": rail_cards(released, badge_classes.given_per_class(reading, organisation.id)),
        "latest": award_lines(latest, moment),
        "waiting": waiting_for(reading, organisation, account_id(), g.rights, moment),
    }
    mail = mail_waiting(reading, organisation, g.rights)
    return render_template("issuer/overview.html", overview=overview, mail=mail)


def _given(reading: Session, organisation: OrganisationRow, moment: datetime) -> dict[str, int]:
    given, kept = awards.count_since(reading, organisation.id, first_of_month(moment))
    return {"given": given, "kept": kept}
