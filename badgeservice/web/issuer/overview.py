"""How does it go with the badges of an organisation, at a glance?"""

from __future__ import annotations

from dataclasses import dataclass

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from badgeservice.organisations.roles import Right
from badgeservice.storage import awards, badge_classes, drafts, stack_people
from badgeservice.storage.tables import OrganisationRow
from badgeservice.web.access import account_id, may, route
from badgeservice.web.collaborators import now
from badgeservice.web.issuer.award_views import award_lines
from badgeservice.web.issuer.blueprint import issuer, session
from badgeservice.web.issuer.class_views import rail_cards
from badgeservice.web.issuer.days import first_of_month, month_name

ON_THE_RAIL = 10
LAST_GIVEN = 5


@dataclass(frozen=True)
class Waiting:
    """Something that waits for somebody: the bold words, the rest, and where it is."""

    strong: str
    rest: str
    href: str


@route(issuer, "/", may(Right.READ))
def overview(organisation: OrganisationRow) -> ResponseReturnValue:
    """The first page of an organisation."""
    reading, moment = session(), now()
    given, kept = awards.count_since(reading, organisation.id, first_of_month(moment))
    released = badge_classes.of_organisation(reading, organisation.id, "released", size=ON_THE_RAIL)
    latest = awards.given_by_organisation(reading, organisation.id, size=LAST_GIVEN)
    overview = {
        "month": month_name(moment),
        "given": given,
        "kept": kept,
        "classes": rail_cards(released, badge_classes.given_per_class(reading, organisation.id)),
        "latest": award_lines(latest, moment),
        "waiting": _waiting(reading, organisation),
    }
    return render_template("issuer/overview.html", overview=overview)


def _waiting(reading: Session, organisation: OrganisationRow) -> list[Waiting]:
    slug = organisation.slug
    busy = [
        Waiting(draft.answers["name"], draft.version.name, url_for("issuer.what", slug=slug, draft_id=draft.id))
        for draft in drafts.unfinished(reading, organisation.id, account_id())
    ]
    whole = _whole_stacks(reading, organisation) if Right.GIVE in g.rights else []
    unkept = awards.count_unkept(reading, organisation.id)
    unreleased = len(badge_classes.of_organisation(reading, organisation.id, "draft"))
    classes = ngettext("%(num)s soort badge", "%(num)s soorten badge", unreleased)
    counted = [
        (unkept, ngettext("%(num)s badge", "%(num)s badges", unkept), _("nog niet bewaard"), "issuer.awards"),
        (unreleased, classes, _("nog niet vrijgegeven"), "issuer.classes"),
    ]
    waiting = [Waiting(strong, rest, url_for(where, slug=slug)) for count, strong, rest, where in counted if count]
    return [*whole, *busy, *waiting]


def _whole_stacks(reading: Session, organisation: OrganisationRow) -> list[Waiting]:
    return [
        Waiting(
            draft.answers["name"],
            _("heeft alle delen van %(badge)s", badge=draft.version.name),
            url_for("issuer.offer", slug=organisation.slug, draft_id=draft.id),
        )
        for draft in stack_people.offers(reading, organisation.id)
    ]
