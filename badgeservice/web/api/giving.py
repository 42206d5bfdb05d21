"""How do the members that a program sends become a badge?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from badgeservice.errors import ConflictError, InvalidInputError
from badgeservice.issuing.give_at_once import give_at_once
from badgeservice.issuing.mandated import own_of
from badgeservice.issuing.order import Order, OwnSeen
from badgeservice.model.achievement import Level
from badgeservice.organisations.api_tokens import Program
from badgeservice.storage import badge_classes
from badgeservice.storage.mandates import givable_class
from badgeservice.storage.tables import BadgeClassVersionRow, OwnBehaviourRow
from badgeservice.web.api import answers
from badgeservice.web.api.batch_schemas import BatchAsked
from badgeservice.web.api.blueprint import answer
from badgeservice.web.api.classes import NO_SUCH_CLASS
from badgeservice.web.api.schemas import AwardAsked
from badgeservice.web.collaborators import now, tools
from badgeservice.wording import N_


def give_asked(session: Session, program: Program, asked: AwardAsked, request_id: UUID) -> Response:
    """Give it. Raises InvalidInputError with a sentence per member, or ConflictError for a version that is old."""
    version = asked_version(session, program, asked)
    own = own_of(session, version, program.organisation_id)
    given = give_at_once(session, version, order_of(asked, own), request_id, program, tools().giving, now())
    return answer(answers.award_given(given, now()), 201)


def asked_version(session: Session, program: Program, asked: AwardAsked | BatchAsked) -> BadgeClassVersionRow:
    """The version that is given now. Raises InvalidInputError, or ConflictError when it is another than was asked."""
    version = givable_class(session, program.organisation_id, asked.badge_class, now())
    if version is None:
        if badge_classes.is_archived(session, program.organisation_id, asked.badge_class):
            raise ConflictError(N_("Deze soort badge wordt niet meer gegeven."))
        raise InvalidInputError({"badge_class": NO_SUCH_CLASS})
    if asked.version not in {None, version.number}:
        raise ConflictError(N_("Deze versie van de soort badge is niet de nieuwste. Lees de soort badge opnieuw."))
    return version


def order_of(asked: AwardAsked, own: Sequence[OwnBehaviourRow]) -> Order:
    """What was sent, as the screens would have gathered it; `own` is what the giver added to the badge of a branch."""
    # Only spaces are taken off an e-mail address: a line break in it must be seen.
    return replace(seen_of(asked, own), name=asked.name.strip(), email=(asked.email or "").strip(" "))


def seen_of(asked: AwardAsked | BatchAsked, own: Sequence[OwnBehaviourRow]) -> Order:
    """What was seen and told, for nobody in particular."""
    levels, added = _levels(asked), {str(one.id): one.text for one in own}
    return Order(
        name="",
        email="",
        levels={one: level for one, level in levels.items() if one not in added},
        own=tuple(OwnSeen(one, added[one], level) for one, level in levels.items() if one in added),
        assessor=_line(asked.assessor),
        judged_on=asked.judged_on,
        activity_start=asked.activity_start,
        activity_end=asked.activity_end,
        license_number=_line(asked.license_number),
        evidence="\n".join(_line(asked.evidence).splitlines()),
        evidence_url=_line(asked.evidence_url),
        proofs={one.id: "\n".join(_line(one.proof).splitlines()) for one in asked.behaviours},
    )


def _levels(asked: AwardAsked | BatchAsked) -> dict[str, Level | None]:
    levels = {one.id: one.level for one in asked.behaviours}
    if len(levels) != len(asked.behaviours):
        raise InvalidInputError({"behaviours": N_("Hetzelfde gedrag staat er twee keer in.")})
    return levels


def _line(text: str | None) -> str:
    return (text or "").strip()
