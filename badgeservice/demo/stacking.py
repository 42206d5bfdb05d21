"""Which larger badge of the demo consists of parts?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from badgeservice.audit.record import Actor
from badgeservice.demo.cast import TRANSPORT
from badgeservice.issuing import badge_classes as classes
from badgeservice.issuing.parts import Parts, choose_parts
from badgeservice.storage import organisations

WHOLE = "Basis van het magazijn"
PARTS = ("Goederen ontvangen", "Voorraad tellen", "Pallets laden")


def build_stack(session: Session, by: Actor, moment: datetime) -> None:
    """Three deelcertificaten make up one badge, which is then given by itself; it is released here."""
    organisation = organisations.by_slug(session, TRANSPORT)
    assert organisation is not None  # noqa: S101 - made before
    parts = [classes.of_name(session, organisation, name).badge_class_id for name in PARTS]
    whole = classes.of_name(session, organisation, WHOLE)
    choose_parts(session, organisation, whole.id, Parts(tuple(parts), automatic=True), by, moment)
    classes.release(session, organisation, whole.id, by, moment)
