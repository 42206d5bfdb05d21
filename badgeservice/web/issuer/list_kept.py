"""Where is a list between the screens on which somebody tells what is in it? With us, not in the browser."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.errors import NotFoundError
from badgeservice.issuing.batches.kept_tables import KeptList, as_kept, from_kept
from badgeservice.storage import batches, service_facts
from badgeservice.storage.tables import BatchRow, OrganisationRow
from badgeservice.web.access import account_id
from badgeservice.web.collaborators import now
from badgeservice.wording import N_

__all__ = ["KeptList", "became", "keep", "kept_list", "no_longer_kept"]

GONE = N_("Deze lijst is hier niet meer. Lever hem opnieuw in.")


def keep(session: Session, organisation: OrganisationRow, one: KeptList) -> UUID:
    """Keep a list for this account, a day at most."""
    return service_facts.keep_input(session, _whose(organisation), as_kept(one), now())


def kept_list(session: Session, organisation: OrganisationRow, kept_id: UUID) -> KeptList:
    """A list that this account handed in. Raises NotFoundError."""
    values = service_facts.kept_input(session, kept_id, _whose(organisation))
    if values is None:
        raise NotFoundError(GONE)
    return from_kept(values)


def no_longer_kept(session: Session, kept_id: UUID, one: KeptList) -> None:
    """Forget the people on a list that became a batch; a second click still finds that."""
    service_facts.change_input(session, kept_id, as_kept(KeptList(one.version_id, one.source_name, one.digest, None)))


def became(session: Session, organisation: OrganisationRow, one: KeptList) -> BatchRow:
    """The batch that a list became. Raises NotFoundError when that is over."""
    batch = batches.by_digest(session, organisation.id, one.digest)
    if batch is None:
        raise NotFoundError(GONE)
    return batch


def _whose(organisation: OrganisationRow) -> str:
    return f"list/{organisation.id}/{account_id()}"
