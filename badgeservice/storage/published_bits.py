"""Rows of places in status lists that were published as set: of badges and endorsements, or of nothing known."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from badgeservice.storage.mandates import WITHDRAWN
from badgeservice.storage.tables import AwardRow, EndorsementRow, MandateRow, PublishedBitRow, StatusListRow

PORTION = 500


def add(session: Session, status_list: UUID, places: Collection[int]) -> None:
    """Keep places of which nothing is known but that they were set."""
    if places:
        session.execute(
            insert(PublishedBitRow), [{"status_list_id": status_list, "place": place} for place in sorted(places)]
        )


def mark_holders(
    session: Session, status_list: StatusListRow, places: Collection[int], code: str, now: datetime
) -> dict[int, str]:
    """Withdraw what holds these places, as far as a row knows it: place → "badge:<id>" or "endorsement:<id>".

    In a list for suspension badges are suspended, and can be resumed: the list says no more than that.
    """
    marked: dict[int, str] = {}
    for portion in _portions(places):
        badges = select(AwardRow).where(AwardRow.status_list_id == status_list.id, AwardRow.status_index.in_(portion))
        for badge in session.scalars(badges):
            _mark(badge, status_list.purpose, code, now)
            marked[badge.status_index] = f"badge:{badge.id}"
        said = select(EndorsementRow).where(
            EndorsementRow.status_list_id == status_list.id, EndorsementRow.status_index.in_(portion)
        )
        for endorsement in session.scalars(said):
            endorsement.withdrawn_at = now
            _end_mandate(session, endorsement.id, now)
            marked[endorsement.status_index] = f"endorsement:{endorsement.id}"
        session.flush()
    return marked


def holders(session: Session, status_list: UUID, places: Collection[int]) -> list[str]:
    """What holds these places: "badge:<id>" or "endorsement:<id>"."""
    found = []
    for portion in _portions(places):
        for name, kind in (("badge", AwardRow), ("endorsement", EndorsementRow)):
            asked = select(kind.id).where(kind.status_list_id == status_list, kind.status_index.in_(portion))
            found += [f"{name}:{id_}" for id_ in session.scalars(asked)]
    return found


def _mark(badge: AwardRow, purpose: str, code: str, now: datetime) -> None:
    if purpose == "suspension":
        badge.suspended_at = now
    else:
        badge.revoked_at = now
    badge.status_code, badge.status_reason = code, None


def _end_mandate(session: Session, endorsement: UUID, now: datetime) -> None:
    mandate = update(MandateRow).where(MandateRow.endorsement_id == endorsement)
    session.execute(mandate.values(state=WITHDRAWN, withdrawn_at=now))


def _portions(places: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(places)
    return (ordered[first : first + PORTION] for first in range(0, len(ordered), PORTION))
