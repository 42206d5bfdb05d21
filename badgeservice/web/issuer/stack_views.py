"""In which words do staff read how far somebody is with a larger badge?"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from badgeservice.issuing import stacks as use_cases
from badgeservice.issuing.stack_progress import PartState, Progress, counts_now
from badgeservice.storage import stack_people, stacks
from badgeservice.storage.stack_people import Person
from badgeservice.storage.tables import AwardRow, BadgeClassVersionRow, OrganisationRow
from badgeservice.web.presenters.moments import day
from badgeservice.web.words import gettext as _

View = dict[str, Any]


def stacks_of_award(session: Session, award: AwardRow, now: datetime) -> View:
    """The parts of a larger badge, and the larger badges that this one is a part of, for the person who has it."""
    person = stack_people.person_of(session, award)
    if person is None:
        return {"parts": [], "care": None, "larger": []}
    lines, care = _own_parts(session, award, person, now)
    return {"parts": lines, "care": care, "larger": _larger(session, award, person, now)}


def larger_that_stay(session: Session, award: AwardRow, now: datetime) -> list[str]:
    """The names of the larger badges that this person keeps when this part is taken away."""
    person = stack_people.person_of(session, award)
    if person is None:
        return []
    larger = stacks.larger_than(session, award.version.badge_class_id)
    return [one.name for one in larger if _has(session, one, person, award.organisation_id, now)]


def part_lines(session: Session, found: Progress, organisation: OrganisationRow) -> list[View]:
    """One line for each part: the name, how it stands, and where it is."""
    newest = stacks.newest_of(session, [part.badge_class_id for part in found.parts])
    return [_line(part, newest[part.badge_class_id], organisation) for part in found.parts]


def _own_parts(session: Session, award: AwardRow, person: Person, now: datetime) -> tuple[list[View], str | None]:
    found = use_cases.progress(session, award.version, person, award.organisation_id, now)
    lost = [part.lost.version.name for part in found.parts if part.lost is not None]
    care = None
    if lost and counts_now(award, now):
        care = _(
            "Let op: dit deel geldt niet meer: %(names)s. Deze badge is daarna niet veranderd en blijft geldig. "
            "Kijk of dat nog klopt.",
            names=", ".join(lost),
        )
    return part_lines(session, found, award.organisation) if found.parts else [], care


def _larger(session: Session, award: AwardRow, person: Person, now: datetime) -> list[View]:
    lines = []
    for larger in stacks.larger_than(session, award.version.badge_class_id):
        if award.organisation_id not in stacks.givers_of(session, larger, now):
            continue
        found = use_cases.progress(session, larger, person, award.organisation_id, now)
        words = _("%(have)s van %(total)s delen", have=found.have, total=len(found.parts))
        lines.append({"name": larger.name, "words": words, "state": "valid" if found.is_complete else "open"})
    return lines


def _has(session: Session, larger: BadgeClassVersionRow, person: Person, giver: UUID, now: datetime) -> bool:
    found = stack_people.awards_of(session, person, giver, [larger.badge_class_id])
    return any(counts_now(one, now) for one in found)


def _line(part: PartState, newest: BadgeClassVersionRow, organisation: OrganisationRow) -> View:
    shown = part.award or part.lost
    if part.award is not None:
        state, words = "valid", _("Gegeven op %(day)s", day=day(part.award.given_at))
    elif part.lost is not None:
        state, words = "invalid", _("Geldt niet meer")
    else:
        state, words = "open", _("Nog niet gegeven")
    href = url_for("issuer.award", slug=organisation.slug, award_id=shown.id) if shown is not None else None
    return {"name": newest.name, "state": state, "words": words, "href": href}
