"""Rows of how often badges were checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from badgeservice.storage.tables import CheckCountRow


@dataclass(frozen=True, order=True)
class Counted:
    """What is counted together: badges of a version, given by an organisation, checked in a month (2026-11)."""

    organisation_id: UUID
    version_id: UUID
    month: str


def add(session: Session, counts: Mapping[Counted, int]) -> None:
    """Add to what was counted before, in one order, so that two who add never wait for each other in a circle."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    for counted, number in sorted(counts.items()):
        asked = insert(CheckCountRow).values(
            organisation_id=counted.organisation_id, version_id=counted.version_id, month=counted.month, number=number
        )
        session.execute(
            asked.on_conflict_do_update(
                index_elements=["organisation_id", "version_id", "month"],
                set_={"number": CheckCountRow.number + asked.excluded.number},
            )
        )
