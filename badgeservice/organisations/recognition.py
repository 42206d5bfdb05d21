"""Is an organisation recognised for EVC? The operator looks in the register of the Nationaal Kenniscentrum EVC."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor, record
from badgeservice.errors import ConflictError, NotFoundError
from badgeservice.storage import organisations
from badgeservice.storage.tables import OrganisationRow
from badgeservice.wording import N_


def recognise_for_evc(session: Session, organisation_id: UUID, operator: Actor, now: datetime) -> None:
    """From now an organisation may give ervaringscertificaten. Raises ConflictError when that was so already."""
    organisation = _approved(session, organisation_id)
    if organisation.evc_recognised:
        raise ConflictError(N_("Deze organisatie staat al als erkend voor EVC."))
    organisation.evc_recognised = True
    record(session, operator, "organisation.evc_recognised", f"organisation:{organisation.id}", now)


def end_evc_recognition(session: Session, organisation_id: UUID, operator: Actor, now: datetime) -> None:
    """From now an organisation gives no more ervaringscertificaten; those that were given stay.

    Raises ConflictError when it was not recognised.
    """
    organisation = _approved(session, organisation_id)
    if not organisation.evc_recognised:
        raise ConflictError(N_("Deze organisatie staat niet als erkend voor EVC."))
    organisation.evc_recognised = False
    record(session, operator, "organisation.evc_ended", f"organisation:{organisation.id}", now)


def _approved(session: Session, organisation_id: UUID) -> OrganisationRow:
    organisation = organisations.by_id(session, organisation_id)
    if organisation is None:
        raise NotFoundError(N_("Deze organisatie bestaat niet."))
    # A badge that is given at the same moment is given first, or sees what was decided here.
    session.refresh(organisation, with_for_update={"of": OrganisationRow})
    if organisation.state != "approved":
        raise ConflictError(N_("Keur deze organisatie eerst goed."))
    return organisation
