"""Which badges can a program give?"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from flask.typing import ResponseReturnValue

from badgeservice.errors import NotFoundError
from badgeservice.issuing.mandated import own_of
from badgeservice.organisations.api_tokens import Program
from badgeservice.organisations.roles import Right
from badgeservice.storage.mandates import givable, givable_class
from badgeservice.storage.tables import BadgeClassVersionRow, OwnBehaviourRow
from badgeservice.web import database
from badgeservice.web.access import api as programs
from badgeservice.web.access import route
from badgeservice.web.api import answers
from badgeservice.web.api.blueprint import VERSION, answer, api, limited
from badgeservice.web.api.bodies import read_query
from badgeservice.web.api.schemas import BadgeClassPage, ClassesAsked
from badgeservice.web.collaborators import now, tools
from badgeservice.web.issuer.days import today
from badgeservice.wording import N_

PAGE = 50
NO_SUCH_CLASS = N_("Deze soort badge is er niet, of is niet van je organisatie.")


@route(api, "/badge-classes", programs(Right.READ))
@limited
def badge_classes(program: Program) -> ResponseReturnValue:
    """The badge classes that can be given, by slug."""
    asked, day = read_query(ClassesAsked), today(now())
    found = givable(database.reading(), program.organisation_id, now(), asked.after, PAGE + 1)
    further = _next(found[PAGE - 1].badge_class.slug) if len(found) > PAGE else None
    shown = [answers.badge_class(version, day, _own(program, version)) for version in found[:PAGE]]
    return answer(BadgeClassPage(badge_classes=shown, next=further))


@route(api, "/badge-classes/<slug>", programs(Right.READ))
@limited
def badge_class(program: Program, slug: str) -> ResponseReturnValue:
    """One badge class."""
    version = givable_class(database.reading(), program.organisation_id, slug, now())
    if version is None:
        raise NotFoundError(NO_SUCH_CLASS)
    return answer(answers.badge_class(version, today(now()), _own(program, version)))


def _own(program: Program, version: BadgeClassVersionRow) -> Sequence[OwnBehaviourRow] | None:
    if version.badge_class.organisation_id == program.organisation_id:
        return None
    return own_of(database.reading(), version, program.organisation_id)


def _next(after: str) -> str:
    return f"{tools().addresses.base_url}{VERSION}/badge-classes?{urlencode({'after': after})}"
