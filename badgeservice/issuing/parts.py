"""Of which smaller badges does a larger one consist, and what is wrong with that choice?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import InvalidInputError
from badgeservice.issuing.badge_classes import draft
from badgeservice.issuing.circles import circle_through
from badgeservice.model.achievement import Kind
from badgeservice.storage import audit, mandates, stacks
from badgeservice.storage.tables import BadgeClassVersionRow, OrganisationRow
from badgeservice.wording import N_

FEWEST, MOST = 2, 12
CIRCLE = N_("Dit is een cirkel, dat kan niet: {way}. Haal een van deze delen weg.")
CONSISTS_OF = N_("{larger} bestaat uit {part}")
NEEDS_LEVELS = N_(
    "Bij deze soort badge kies je bij elk gedrag: zelf of met hulp. Daarom kan hij niet vanzelf gegeven worden."
)


class CircleError(InvalidInputError):
    """A badge would be a part of itself. `way` are the names of the badges, from the first one back to it."""

    def __init__(self, way: Sequence[str]) -> None:
        super().__init__({"parts": CIRCLE})
        self.way = tuple(way)


@dataclass(frozen=True)
class Parts:
    """What was chosen: the badge classes, in their places, and whether the larger badge is given by itself."""

    classes: tuple[UUID, ...]
    automatic: bool = False


def choose_parts(session: Session, organisation: OrganisationRow, version_id: UUID, chosen: Parts, by: Actor,
                 now: datetime) -> BadgeClassVersionRow:  # fmt: skip
    """Write of which badges a draft consists: none, or 2 to 12.

    Raises NotFoundError, ConflictError for a released version, CircleError, and InvalidInputError {"parts": …,
    "automatic": …}.
    """
    version = draft(session, organisation.id, version_id)
    session.refresh(version, with_for_update={"of": BadgeClassVersionRow})
    # Two people who each save half of a circle come one after the other, and the second one sees what the first wrote.
    audit.lock_head(session)
    version = draft(session, organisation.id, version_id)
    possible = {one.badge_class_id: one for one in mandates.givable(session, organisation.id, now)}
    problems = _problems(version, chosen, set(possible))
    if problems:
        raise InvalidInputError(problems)
    _refuse_circle(session, version, chosen.classes)
    stacks.put_parts(session, version.id, chosen.classes)
    version.stack_automatic = chosen.automatic and bool(chosen.classes)
    record(session, by, "class.parts_chosen", f"badge-class-version:{version.id}", now)
    return version


def _problems(version: BadgeClassVersionRow, chosen: Parts, possible: set[UUID]) -> dict[str, str]:
    problems = {}
    number = len(chosen.classes)
    if number and not FEWEST <= number <= MOST:
        problems["parts"] = N_("Kies 2 tot en met 12 delen, of geen enkel deel.")
    elif len(set(chosen.classes)) < number or not set(chosen.classes) - {version.badge_class_id} <= possible:
        problems["parts"] = N_("Kies alleen badges uit de lijst.")
    if chosen.automatic and not number:
        problems["automatic"] = N_("Zonder delen kan de badge niet vanzelf gegeven worden. Kies eerst de delen.")
    elif chosen.automatic and Kind(version.badge_class.kind).has_levels:
        problems["automatic"] = NEEDS_LEVELS
    return problems


def _refuse_circle(session: Session, version: BadgeClassVersionRow, parts: Sequence[UUID]) -> None:
    way = circle_through(version.badge_class_id, parts, stacks.consists_of(session))
    if way is not None:
        names = {id_: one.name for id_, one in stacks.newest_of(session, way).items()}
        raise CircleError([names[id_] for id_ in way])
