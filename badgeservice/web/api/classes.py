"""Which badges can a program give?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode
from uuid import UUID

from flask.typing import ResponseReturnValue

from badgeservice.errors import NotFoundError
from badgeservice.organisations.api_tokens import Program
from badgeservice.organisations.roles import Right
from badgeservice.storage import own_behaviours
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
    own = _own(program, found[:PAGE])
    shown = [answers.badge_class(version, day, own.get(version.id)) for version in found[:PAGE]]
    return answer(BadgeClassPage(badge_classes=shown, next=further))


@route(api, "/badge-classes/<slug>", programs(Right.READ))
@limited
def badge_class(program: Program, slug: str) -> ResponseReturnValue:
    """One badge class."""
    version = givable_class(database.reading(), program.organisation_id, slug, now())
    if version is None:
        raise NotFoundError(NO_SUCH_CLASS)
    return answer(answers.badge_class(version, today(now()), _own(program, [version]).get(version.id)))


def _own(program: Program, versions: Sequence[BadgeClassVersionRow]) -> Mapping[UUID, Sequence[OwnBehaviourRow]]:
    """What the organisation adds to each of these versions that is of a class of a branch."""
    of_branches = [one for one in versions if one.badge_class.organisation_id != program.organisation_id]
    classes = {one.badge_class_id for one in of_branches}
    added = own_behaviours.in_use_by_class(database.reading(), program.organisation_id, classes)
    return {one.id: added.get(one.badge_class_id, ()) for one in of_branches}


def _next(after: str) -> str:
    return f"{tools().addresses.base_url}{VERSION}/badge-classes?{urlencode({'after': after})}"
