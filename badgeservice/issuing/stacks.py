"""What happens when somebody has all parts of a larger badge: is it given by itself, or offered to the staff?"""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import BadgeServiceError
from badgeservice.issuing.drafts import order_of
from badgeservice.issuing.give import Giving, give
from badgeservice.issuing.order import what_problems
from badgeservice.issuing.stack_progress import Progress, progress_of
from badgeservice.model.days import AMSTERDAM, written_day
from badgeservice.storage import awards, stack_people, stacks
from badgeservice.storage.engine import Database
from badgeservice.storage.stack_people import OFFERED, Person
from badgeservice.storage.tables import AwardDraftRow, AwardRow, BadgeClassVersionRow, OrganisationRow
from badgeservice.wording import N_, translator

SERVICE = Actor(None, "service")
ALL_PARTS = N_("Alle delen van deze badge zijn gegeven: {parts}.")
PART_ON_DAY = N_("{part} op {day}")

log = logging.getLogger(__name__)


def complete_stacks(database: Database, giving: Giving, now: datetime) -> int:
    """Give or offer every larger badge of which somebody has all parts, each in a transaction of its own;
    the answer is how many there were.

    It may run as often as one likes, and in two places at once: each person gets a larger badge once. Offers that
    make no sense any more go away.
    """
    with database.reading() as session:
        due = [
            (larger.id, giver, person)
            for larger in stacks.all_stacks(session)
            for giver in stacks.givers_of(session, larger, now)
            for person in stack_people.with_all_parts(session, larger, part_ids(session, larger), giver, now)
            if not _is_handled(session, larger, person)
        ]
        stale = [one.id for one in stack_people.offers(session, size=1000) if not is_offer_good(session, one, now)]
    for version_id, giver, person in due:
        _complete(database, version_id, giver, person, giving, now)
    for draft_id in stale:
        _drop_stale_offer(database, draft_id, now)
    return len(due)


def progress(session: Session, larger: BadgeClassVersionRow, person: Person, giver: UUID, now: datetime, *,
             lock: bool = False) -> Progress:  # fmt: skip
    """How far a person is with a larger badge, counting what one organisation gave: what others gave is not theirs
    to know."""
    parts = part_ids(session, larger)
    return progress_of(parts, stack_people.awards_of(session, person, giver, parts, lock=lock), now)


def part_ids(session: Session, larger: BadgeClassVersionRow) -> list[UUID]:
    """The classes that a version consists of, in their places."""
    return [part.id for part in stacks.parts_of(session, larger.id)]


def request_of(badge_class: UUID, person: Person) -> UUID:
    """The request that gives a larger badge to a person: always the same, so that it happens once."""
    return uuid5(badge_class, person.key)


def is_offer_good(session: Session, draft: AwardDraftRow, now: datetime) -> bool:
    """Whether the person of an offer still has all parts, and not yet the larger badge."""
    person = person_of_offer(session, draft)
    if person is None or draft.version.badge_class.archived_at is not None:
        return False
    badge_class, giver = draft.version.badge_class, draft.organisation_id
    has_it = stack_people.awards_of(session, person, giver, [badge_class.id])
    larger = stacks.newest_of(session, [badge_class.id])[badge_class.id]
    return not has_it and progress(session, larger, person, giver, now).is_complete


def person_of_offer(session: Session, draft: AwardDraftRow) -> Person | None:
    """For whom an offered badge is."""
    learner = draft.answers.get("learner_id")
    return stack_people.known_as(session, draft.answers["email"] or None, UUID(learner) if learner else None)


def _is_handled(session: Session, larger: BadgeClassVersionRow, person: Person) -> bool:
    request = request_of(larger.badge_class_id, person)
    return session.get(AwardDraftRow, request) is not None or awards.by_request(session, request) is not None


def _complete(database: Database, version_id: UUID, giver: UUID, person: Person, giving: Giving,
              now: datetime) -> None:  # fmt: skip
    try:
        with database.writing() as session:
            organisation = session.get_one(OrganisationRow, giver)
            larger = session.get_one(BadgeClassVersionRow, version_id)
            _complete_in(session, larger, organisation, person, giving, now)
    except IntegrityError:
        log.info("a larger badge was given or offered by another worker just ahead", extra={"version": str(version_id)})
    except BadgeServiceError as problem:
        log.warning(
            "a larger badge could not be given by itself",
            extra={"version": str(version_id), "problem": type(problem).__name__},
        )


def _complete_in(session: Session, larger: BadgeClassVersionRow, giver: OrganisationRow, person: Person,
                 giving: Giving, now: datetime) -> None:  # fmt: skip
    # Who takes a part away at this moment waits until this is done, or was first: then it is not complete any more.
    found = progress(session, larger, person, giver.id, now, lock=True)
    newest = found.newest
    if not found.is_complete or newest is None or _is_handled(session, larger, person):
        return
    draft = _offer(larger, giver, person, found, newest, now)
    session.add(draft)
    session.flush()
    if _may_be_given(larger, giver, draft, now):
        row = give(session, draft, order_of(draft), newest.given_by, giving, now, actor=SERVICE)
        if row.recipient_email is None:
            # There is no address to send a link to: it hangs with the other badges of this learner at once.
            row.learner_id = person.learner_id
    else:
        record(session, SERVICE, "stack.offered", f"award-draft:{draft.id}", now)


def _may_be_given(larger: BadgeClassVersionRow, giver: OrganisationRow, draft: AwardDraftRow, now: datetime) -> bool:
    if not larger.stack_automatic or giver.four_eyes_awards:
        return False
    return not what_problems(order_of(draft), larger, now.astimezone(AMSTERDAM).date())


def _offer(larger: BadgeClassVersionRow, giver: OrganisationRow, person: Person, found: Progress, newest: AwardRow,
           now: datetime) -> AwardDraftRow:  # fmt: skip
    return AwardDraftRow(
        id=request_of(larger.badge_class_id, person),
        organisation_id=giver.id,
        version=larger,
        account_id=newest.given_by,
        answers={
            "name": newest.recipient_name,
            "email": person.email or "",
            "learner_id": str(person.learner_id) if person.learner_id else None,
            "levels": {one["id"]: None for one in larger.behaviours},
            "judged_on": newest.given_at.astimezone(AMSTERDAM).date().isoformat(),
            "evidence": _evidence(found, larger.language),
        },
        state=OFFERED,
        created_at=now,
    )


def _evidence(found: Progress, language: str) -> str:
    translate = translator(language)
    parts = [
        translate(PART_ON_DAY).format(part=part.award.version.name, day=written_day(part.award.given_at, language))
        for part in found.parts
        if part.award is not None
    ]
    return translate(ALL_PARTS).format(parts="; ".join(parts))


def _drop_stale_offer(database: Database, draft_id: UUID, now: datetime) -> None:
    with database.writing() as session:
        draft = session.get(AwardDraftRow, draft_id, with_for_update={"of": AwardDraftRow})
        if draft is not None and draft.state == OFFERED and not is_offer_good(session, draft, now):
            session.delete(draft)
