"""A branch with somebody behind the desk, who mandates other organisations."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from staff_desk import Desk, sentences

from badgeservice.storage.tables import MandateRow

DAYS = {"first": "22-11-2026", "last": "21-11-2027"}


class Branch(Desk):
    """A branch with somebody behind the desk."""

    def __post_init__(self) -> None:
        self.organisation = self.world.organisation(self.name, kind="branche")
        self.client = self.signed_in(*self.roles)

    def mandates(self, desk: Desk, version: UUID, **days: str) -> UUID:
        """Let another organisation give a badge; the mandate."""
        badge_class = desk.version(version).badge_class_id
        answer = self.post(f"/mandaten/nieuw/{desk.organisation.id}", DAYS | days | {"badge_class": str(badge_class)})
        assert answer.status_code == 303, sentences(answer)
        with self.world.database.reading() as session:
            return session.scalars(select(MandateRow.id).order_by(MandateRow.created_at.desc())).first()
