"""What may an organisation give: its own badge classes, and under a mandate those of a branch?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.errors import ConflictError
from badgeservice.formats import strict_json
from badgeservice.marking import Filled
from badgeservice.model.days import day_in_digits
from badgeservice.storage import badge_classes, mandates, organisations, own_behaviours
from badgeservice.storage.tables import BadgeClassVersionRow, MandateRow, OrganisationRow, OwnBehaviourRow
from badgeservice.wording import N_

NO_MANDATE = N_("Jullie hebben nu geen mandaat om deze badge te geven. Vraag het aan de branche bij Mandaten.")
WITHDRAWN = N_(
    "%(branch)s heeft jullie mandaat voor deze badge ingetrokken op %(day)s. Kijk bij Mandaten waarom. Wat je hebt "
    "ingevuld, is bewaard."
)
BRANCH_GONE = N_(
    "%(branch)s is hier niet meer goedgekeurd. Deze badge kan nu niet worden gegeven. Vraag de branche hoe het staat. "
    "Wat je hebt ingevuld, is bewaard."
)
ENDED = N_(
    "Jullie mandaat voor deze badge geldt nu niet. Kijk bij Mandaten van wanneer tot wanneer. Wat je hebt ingevuld, is "
    "bewaard."
)


@dataclass(frozen=True)
class Backing:
    """Who gives a badge, and what stands behind that: the mandate and the giver's own gedragsvoorbeelden, when the
    class is that of a branch.
    """

    giver: OrganisationRow
    mandate: MandateRow | None
    document: bytes | None
    own: tuple[OwnBehaviourRow, ...]

    def signed_mandate(self) -> dict[str, object] | None:
        """The mandate as it is embedded."""
        return strict_json.loads(self.document) if self.document is not None else None


def givable(session: Session, organisation: UUID, now: datetime) -> Sequence[BadgeClassVersionRow]:
    """The badges that an organisation can give now: its own in front, then those of its branches."""
    found = mandates.givable(session, organisation, now)
    return sorted(found, key=lambda one: one.badge_class.organisation_id != organisation)


def givable_version(
    session: Session, organisation: UUID, version_id: UUID, now: datetime
) -> BadgeClassVersionRow | None:
    """A released version that an organisation can give now: of its own class, or under a mandate."""
    version = badge_classes.any_version(session, version_id)
    if version is None or version.state != "released":
        return None
    is_own = version.badge_class.organisation_id == organisation
    return version if is_own or mandates.held(session, organisation, version.badge_class_id, now) else None


def backing_of(session: Session, version: BadgeClassVersionRow, organisation: UUID, now: datetime) -> Backing:
    """What stands behind a badge that is given now; a mandate is looked up again and held on to while it is given.

    Raises ConflictError when the mandate ended or was withdrawn in the meantime.
    """
    giver = organisations.by_id(session, organisation)
    if giver is None:
        raise ConflictError(NO_MANDATE)
    if version.badge_class.organisation_id == organisation:
        return Backing(giver, None, None, ())
    latest = mandates.latest(session, organisation, version.badge_class_id)
    found = mandates.held(session, organisation, version.badge_class_id, now)
    # Whoever withdraws it at this moment waits until the badge is given, or this one sees that it was withdrawn.
    mandate = mandates.held_on_to(session, found.id) if found is not None else None
    if mandate is None or mandate.state != mandates.GRANTED:
        raise ConflictError(_why_not(mandate or latest))
    own = tuple(own_behaviours.in_use(session, organisation, version.badge_class_id))
    return Backing(giver, mandate, mandates.document_of(session, mandate), own)


def own_of(session: Session, version: BadgeClassVersionRow, organisation: UUID) -> Sequence[OwnBehaviourRow]:
    """The gedragsvoorbeelden that an organisation adds to a class of a branch."""
    if version.badge_class.organisation_id == organisation:
        return ()
    return own_behaviours.in_use(session, organisation, version.badge_class_id)


def _why_not(mandate: MandateRow | None) -> str:
    if mandate is None:
        return NO_MANDATE
    if mandate.branch.state != "approved":
        return Filled(BRANCH_GONE, branch=mandate.branch.name)
    if mandate.state == mandates.WITHDRAWN and mandate.withdrawn_at is not None:
        return Filled(WITHDRAWN, branch=mandate.branch.name, day=day_in_digits(mandate.withdrawn_at))
    return ENDED
