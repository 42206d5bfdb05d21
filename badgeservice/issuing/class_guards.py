"""May a badge of this class be given now, by this organisation and by whoever prepared it?"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.errors import ConflictError
from badgeservice.issuing.kind_guards import facts_of, giving_problem
from badgeservice.issuing.mandated import Backing
from badgeservice.issuing.order import OwnSeen
from badgeservice.model.achievement import Kind
from badgeservice.organisations.roles import Right, rights_of
from badgeservice.storage import accounts, organisations
from badgeservice.storage.tables import BadgeClassVersionRow, OrganisationRow
from badgeservice.wording import N_

ARCHIVED = N_(
    "Deze soort badge wordt niet meer gegeven. Wat je hebt ingevuld, is bewaard. Haal de soort uit het archief of kies "
    "een andere badge."
)


def refuse_class_not_given(version: BadgeClassVersionRow) -> None:
    """Raise ConflictError for a version that is not released, or of which the class lies in the archive."""
    if version.state != "released":
        raise ConflictError(N_("Deze badge is nog niet vrijgegeven. Geef hem eerst vrij bij Soorten badge."))
    if version.badge_class.archived_at is not None:
        raise ConflictError(ARCHIVED)


def refuse_kind_not_theirs(session: Session, version: BadgeClassVersionRow, organisation: UUID) -> None:
    """Raise ConflictError when what a kind asks of who gives it has gone since the badge class was released."""
    giver = session.get_one(OrganisationRow, organisation)
    session.refresh(giver, with_for_update={"read": True, "of": OrganisationRow})
    if problem := giving_problem(Kind(version.badge_class.kind), facts_of(giver)):
        raise ConflictError(problem)


def refuse_own_gone(own: Iterable[OwnSeen], backing: Backing) -> None:
    """Raise ConflictError when a gedragsvoorbeeld of the giver's own was taken away after it was ticked."""
    if {one.id for one in own} - {str(one.id) for one in backing.own}:
        raise ConflictError(N_("Een eigen gedragsvoorbeeld is weggehaald. Kijk nog eens na wat je hebt aangevinkt."))


def refuse_not_approved(session: Session, organisation: UUID) -> None:
    """Raise ConflictError for an organisation that may not give badges now."""
    giver = organisations.by_id(session, organisation)
    if giver is None or giver.state != "approved":
        raise ConflictError(N_("Jullie organisatie kan nu geen badges geven. Vraag de beheerder van de dienst waarom."))


def may_give(session: Session, account: UUID, organisation: UUID) -> bool:
    """Whether an account is still there and may give badges of an organisation."""
    found = accounts.by_id(session, account)
    rights = rights_of(accounts.roles(session, account, organisation))
    return found is not None and found.active and Right.GIVE in rights
